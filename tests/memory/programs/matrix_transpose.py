matrix = [[i * 100.5 + j for j in range(80)] for i in range(80)]
transposed = [[matrix[i][j] for i in range(80)] for j in range(80)]
