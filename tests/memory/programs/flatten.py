nested = [[i * j * 1000 for j in range(40)] for i in range(100)]
flat = [x for row in nested for x in row]
