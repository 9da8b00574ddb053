rows = [[1]]
for n in range(1, 60):
    last = rows[-1]
    row = [1]
    for k in range(1, n):
        row.append(last[k - 1] + last[k])
    row.append(1)
    rows.append(row)
