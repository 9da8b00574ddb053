rows = []
for i in range(100):
    row = []
    for j in range(100):
        row.append(i * j + 1000)
    rows.append(row)
