bins = [0] * 256
for i in range(100000):
    bins[(i * 7919) % 256] += 1
pad = [b * 1.5 for b in bins] * 20
