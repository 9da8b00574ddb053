xs = [float(i) for i in range(10000)]
ys = [x for x in xs]
