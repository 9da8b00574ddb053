xs = []
for i in range(3000):
    xs += [i, i + 1000]
