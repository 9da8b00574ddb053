xs = [[], []]
for i in range(10000):
    xs[i % 2].append(i * 1.5)
