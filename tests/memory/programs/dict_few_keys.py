table = {}
for i in range(50000):
    table[i % 64] = i * 0.5
pad = [float(i) for i in range(5000)]
