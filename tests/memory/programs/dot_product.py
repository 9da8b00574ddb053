a = [i * 0.5 for i in range(10000)]
b = [i * 0.25 for i in range(10000)]
dot = sum(x * y for x, y in zip(a, b))
