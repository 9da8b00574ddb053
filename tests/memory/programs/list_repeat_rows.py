rows = [[1.5] * 10] * 1000
rows.append([2.5] * 5000)
