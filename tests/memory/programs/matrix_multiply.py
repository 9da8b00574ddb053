def multiply(a, b):
    n, m, p = len(a), len(b), len(b[0])
    result = []
    for i in range(n):
        row = []
        for j in range(p):
            total = 0
            for k in range(m):
                total += a[i][k] * b[k][j]
            row.append(total)
        result.append(row)
    return result


size = 60
a = [[i * size + j for j in range(size)] for i in range(size)]
b = [[i * j + 1 for j in range(size)] for i in range(size)]
c = multiply(a, b)
