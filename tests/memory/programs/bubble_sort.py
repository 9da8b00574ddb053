values = [(i * 7919) % 1000 for i in range(200)]
n = len(values)
for i in range(n):
    for j in range(n - 1 - i):
        if values[j] > values[j + 1]:
            values[j], values[j + 1] = values[j + 1], values[j]
copies = [values[:] for _ in range(50)]
