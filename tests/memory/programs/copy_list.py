xs = [i * 0.1 for i in range(8000)]
ys = xs.copy()
zs = xs[:]
ws = list(xs)
