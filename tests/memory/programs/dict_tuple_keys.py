table = {}
for i in range(80):
    for j in range(80):
        table[i, j] = i * j
