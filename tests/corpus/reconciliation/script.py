"""Bank statement reconciliation with sqlite-free joins: dict lookups only, light."""
import csv
import io
from datetime import date, timedelta

A = "\n".join("%s,%d,%.2f" % (date(2024, 1, 1) + timedelta(days=i % 90), i, (i * 37 % 1000) / 10) for i in range(500))
B = "\n".join("%d,%.2f" % (i, (i * 37 % 1000) / 10 + (0.01 if i % 50 == 0 else 0)) for i in range(0, 500, 2))


def main():
    ledger = {}
    for row in csv.reader(io.StringIO(A)):
        ledger[int(row[1])] = (row[0], float(row[2]))
    matched, wrong, total = 0, [], 0.0
    for row in csv.reader(io.StringIO(B)):
        ident, amount = int(row[0]), float(row[1])
        day, expected = ledger.pop(ident)
        if abs(expected - amount) < 1e-9:
            matched += 1
        else:
            wrong.append((ident, day, expected, amount))
        total += amount
    print(matched, len(wrong), len(ledger), round(total, 2))
    months = {}
    for day, amount in ledger.values():
        months.setdefault(day[:7], []).append(amount)
    for m in sorted(months):
        print(m, len(months[m]), round(sum(months[m]), 2))


main()
