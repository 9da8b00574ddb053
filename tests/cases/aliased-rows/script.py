def work(n):
    x = n + 1
    for _ in range(300):
        x = (x * 1103515245 + 12345) % 2147483648
    return x % 1000


n = 8
grid = [[0] * n] * n  # all rows are one list: a beginner's mistake, and it must stay one
for i in range(n):
    for j in range(n):
        grid[i][j] = grid[i][j] * 3 + work(i * n + j)

for row in grid:
    print(row)
print(grid[0] is grid[-1])

other = [[0] * n for _ in range(n)]
other[5] = other[2]  # two of them are one list
for i in range(n):
    other[i][0] += work(i)
    other[i][i] = other[i][0] + 1
for row in other:
    print(row)
