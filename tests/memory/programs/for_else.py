found = None
for i in range(1000):
    if i * i == 1234567:
        found = i
        break
else:
    found = -1
xs = [found] * 10000
