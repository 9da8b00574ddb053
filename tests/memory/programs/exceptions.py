good = []
bad = 0
for i in range(10000):
    try:
        if i % 10 == 0:
            raise ValueError(i)
        good.append(i * 1.5)
    except ValueError:
        bad += 1
