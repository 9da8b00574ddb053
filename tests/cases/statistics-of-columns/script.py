import statistics
from fractions import Fraction


def column(n):
    x = n + 1
    values = []
    for _ in range(120):
        x = (x * 69069 + 1) % 4294967296
        values.append((x >> 8) % 1000 / 7)
    return values


def describe(values):
    mean = sum(values) / len(values)
    variance = sum((v - mean) ** 2 for v in values) / (len(values) - 1)
    ordered = sorted(values)
    return mean, variance ** 0.5, ordered[len(ordered) // 2], statistics.median(values), max(values)


columns = {"c%d" % n: column(n) for n in range(10)}
summary = {}
for name, values in columns.items():
    summary[name] = describe(values)
for name, (mean, deviation, *rest) in summary.items():
    print(f"{name:>4} {mean!r:>22} {deviation:.9f} {rest}")
exact = Fraction(0)
for values in columns.values():
    exact += sum(Fraction(v).limit_denominator(1000) for v in values) / 7
print(exact)
rows = list(zip(*columns.values()))
print(max(rows, key=sum)[:3], min(range(len(rows)), key=lambda i: sum(rows[i])))
covariance = [[statistics.mean(a * b for a, b in zip(x, y)) for y in list(columns.values())[:3]] for x in list(columns.values())[:3]]
print(covariance)
