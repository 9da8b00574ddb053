xs = [0.5]
for _ in range(12):
    xs = xs + xs
