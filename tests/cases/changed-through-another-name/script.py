def heavy(row):
    t = 0
    for i in range(3000):
        t += row[i % len(row)] * i % 7
    return t

def main():
    out = []
    total = 0
    for i in range(40):
        row = [i, i + 1]
        out.append(row)
        out[-1].append(5)
        total += heavy(row)
    print(total)

main()
