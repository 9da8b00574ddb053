xs = [i * 0.5 for i in range(10000)]
first = xs[:5000]
every = xs[::2]
last = xs[-100:]
