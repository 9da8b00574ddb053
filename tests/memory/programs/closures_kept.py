def make(k):
    data = [k] * 100

    def extend(x):
        return x + len(data)

    return extend


functions = [make(i) for i in range(500)]
