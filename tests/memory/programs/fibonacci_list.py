fibs = [0, 1]
for i in range(500):
    fibs.append(fibs[-1] + fibs[-2])
