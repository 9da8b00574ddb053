xs = [1.5]
while len(xs) < 5000:
    xs.append(2.5)
ys = [i * 0.5 for i in range(6000)]
