INFINITY = float("inf")
n = 24
distance = [[INFINITY] * n for _ in range(n)]
for i in range(n):
    distance[i][i] = 0
    for k in (1, 5, 11):
        distance[i][(i * k + 3) % n] = (i * 7 + k) % 13 + 1

for k in range(n):
    for i in range(n):
        for j in range(n):
            if distance[i][k] + distance[k][j] < distance[i][j]:
                distance[i][j] = distance[i][k] + distance[k][j]

for row in distance[:4]:
    print(row)
print(max(d for row in distance for d in row if d < INFINITY), sum(row.count(INFINITY) for row in distance))
