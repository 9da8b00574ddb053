"""Lists that are made inside of a call, and are gone when it returns."""

n = 20000
largest = max([i * 3 for i in range(n)])
total = sum([i * 5 + 1000 for i in range(n)])
count = len({i % 5000 + 1000: None for i in range(n)})
first = min([float(i) for i in range(n)], default=0.0)
texts = len([str(i) for i in range(n) if i % 2])
