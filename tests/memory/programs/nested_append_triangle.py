rows = []
for i in range(150):
    row = []
    for j in range(i):
        row.append(i * 1000 + j)
    rows.append(row)
