points = [(i * 0.5, i * 1.5) for i in range(4000)]
xs = []
ys = []
for x, y in points:
    xs.append(x)
    ys.append(y)
