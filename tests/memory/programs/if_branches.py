small = []
large = []
for i in range(10000):
    if i < 2500:
        small.append(i * 1.5)
    else:
        large.append(i * 2.5)
