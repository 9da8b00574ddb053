values = [i * 0.5 for i in range(10000)]
sums = []
running = 0.0
for value in values:
    running += value
    sums.append(running)
