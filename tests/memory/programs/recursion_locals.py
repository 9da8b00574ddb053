def sums(n):
    row = [float(i + n) for i in range(300)]
    if n == 0:
        return sum(row)
    rest = sums(n - 1)
    return rest + sum(row)


result = sums(60)
