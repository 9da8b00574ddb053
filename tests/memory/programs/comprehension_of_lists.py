rows = [[i * j + 1000 for j in range(60)] for i in range(60)]
