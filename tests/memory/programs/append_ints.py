xs = []
for i in range(20000):
    xs.append(i * 3)
