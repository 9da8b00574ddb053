xs = [i * 1.5 for i in range(5000)]
ys = []
while len(ys) < 5000:
    ys.append(xs.pop())
