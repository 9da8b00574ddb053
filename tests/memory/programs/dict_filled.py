table = {}
for i in range(20000):
    table[i] = i * 2.5
