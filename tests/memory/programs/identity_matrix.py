n = 120
matrix = [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]
