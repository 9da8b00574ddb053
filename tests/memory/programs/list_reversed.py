xs = [i * 1.5 for i in range(6000)]
ys = list(reversed(xs))
zs = xs[::-1]
