def make(k):
    data = [k] * 100

    def extend(x):
        return x + len(data)

    return extend


total = 0
for i in range(500):
    total += make(i)(1)
