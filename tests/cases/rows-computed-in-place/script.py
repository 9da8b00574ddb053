def fill(i, j):
    x = i * 31 + j
    for _ in range(60):
        x = (x * 69069 + 1) % 4294967296
    return x % 50


n = 10
matrix = [[0] * n for _ in range(n)]
alias = matrix[3]
for i in range(n):
    for j in range(n):
        matrix[i][j] = fill(i, j)
print(matrix)
print(alias is matrix[3], alias)

triangle = [[0] * n for _ in range(n)]
for i in range(n):
    for j in range(i + 1):
        triangle[i][j] = triangle[j][i] = fill(i, j)
print(sum(map(sum, triangle)), triangle[2], triangle == [list(c) for c in zip(*triangle)])

for i in range(n):
    matrix[i] = sorted(matrix[i], key=lambda v: (fill(v, 1), v))
print(matrix[0], alias == matrix[3], alias is matrix[3])
flat = [0] * (n * n)
for i in range(n):
    for j in range(n):
        flat[i * n + j] = matrix[j][i]
    flat[i * n] += fill(i, i)
print(flat)
steps = [0] * 20
for i in range(0, 20, 2):
    steps[i] = fill(i, 0)
    steps[i + 1] = -steps[i]
for i in range(19):
    steps[i] = steps[i + 1] + fill(i, 2)
print(steps)
for row in matrix:
    for j in range(len(row)):
        row[j] = fill(row[j], j)
print(matrix[5])
for i in range(3):
    matrix[i][:] = [fill(v, i) for v in matrix[i + 1]]
    matrix[-i - 1][2:4] = [i]
print([len(row) for row in matrix], matrix[1])
