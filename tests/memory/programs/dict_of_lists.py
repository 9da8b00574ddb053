table = {}
for i in range(200):
    table[i] = [i * j * 0.5 for j in range(30)]
