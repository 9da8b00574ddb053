data = [i * 0.5 for i in range(10000)]
data = [x * 2 for x in data]
data = [x * 2 for x in data]
