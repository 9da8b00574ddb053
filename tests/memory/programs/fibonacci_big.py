a, b = 0, 1
for i in range(10000):
    a, b = b, a + b
pad = [i * 0.5 for i in range(5000)]
