n = 20000
xs = []
while n > 0:
    xs.append(n * 2.0)
    n -= 1
