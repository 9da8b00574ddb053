total = 0
for i in range(100000):
    total += i * i
xs = [total + i for i in range(10000)]
