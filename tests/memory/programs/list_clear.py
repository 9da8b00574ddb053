xs = [i * 0.5 for i in range(10000)]
xs.clear()
ys = [i * 0.25 for i in range(10000)]
