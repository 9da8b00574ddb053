n = 10000
xs = [i / (n - 1) for i in range(n)]
ys = [x * x for x in xs]
