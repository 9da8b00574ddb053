xs = [i * 2.0 for i in range(5000)]
for _ in range(1000):
    del xs[0]
