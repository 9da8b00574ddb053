product = 1
for i in range(1, 2000):
    product *= i
pad = [i * 0.5 for i in range(5000)]
