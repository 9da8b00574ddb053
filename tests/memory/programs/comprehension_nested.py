table = [i * j * 1000 for i in range(100) for j in range(100)]
