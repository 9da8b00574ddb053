xs = [i * 1.5 for i in range(0, 60000, 4)]
ys = [i for i in range(30000, 0, -3)]
