remainders = [[] for _ in range(10)]
for i in range(10000):
    remainders[i % 10].append(i * 1.5)
