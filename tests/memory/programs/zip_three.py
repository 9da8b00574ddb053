a = [i * 0.5 for i in range(4000)]
b = [i * 1000 for i in range(4000)]
c = [str(i) for i in range(4000)]
rows = list(zip(a, b, c))
