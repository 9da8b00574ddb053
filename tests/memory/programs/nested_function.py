def outer(n):
    def inner(k):
        return [k * 1.5] * 10

    return [inner(i) for i in range(n)]


result = outer(1000)
