"""Exact sums and approximations."""

from fractions import Fraction

harmonic = []
total = Fraction(0)
for n in range(1, 40):
    total += Fraction(1, n)
    harmonic.append(total)
print(harmonic[-1], [f.limit_denominator(50) for f in harmonic[::6]])
print([Fraction(str(n / 8)) ** 2 for n in range(9)], sum(Fraction(1, n * (n + 1)) for n in range(1, 30)), sorted(Fraction(n % 7, n % 5 + 1) for n in range(20)))
bernoulli = [Fraction(1)]
for m in range(1, 14):
    row = [Fraction(0)] * (m + 1)
    for k in range(m + 1):
        row[k] = Fraction(1, k + 1)
        for j in range(k, 0, -1):
            row[j - 1] = j * (row[j - 1] - row[j])
    bernoulli.append(row[0])
print(bernoulli)
