from math import gcd
# Euler style: pythagorean triplets by perimeter, totients, continued fractions

def triplets(p):
    out = []
    for a in range(1, p // 3):
        for b in range(a, (p - a) // 2 + 1):
            c = p - a - b
            if c < b:
                break
            if a * a + b * b == c * c:
                out.append((a, b, c))
    return out

def totient(n):
    return sum(1 for k in range(1, n) if gcd(n, k) == 1)

def period(n):
    m, d, a0 = 0, 1, int(n ** 0.5)
    if a0 * a0 == n:
        return 0
    a, count = a0, 0
    while a != 2 * a0:
        m = d * a - m
        d = (n - m * m) // d
        a = (a0 + m) // d
        count += 1
    return count

counts = {}
for p in range(12, 301):  # expert: easy
    t = triplets(p)
    if t:
        counts[p] = len(t)
best = max(counts, key=counts.get)
print("39:", best, counts[best])
ratio, arg = max((n / totient(n), n) for n in range(2, 400))  # expert: easy
print("69:", arg, "%.4f" % ratio)
odd = 0
for n in range(2, 2000):  # expert: easy
    odd += period(n) % 2
print("64:", odd)
