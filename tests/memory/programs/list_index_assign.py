xs = [0.0] * 10000
for i in range(10000):
    xs[i] = i * 0.5
