"""Module-level tables and loops: Collatz, happy numbers, digit powers, amicable numbers."""
import time

LIMIT = 1500
SQUARES = {str(d): d * d for d in range(10)}
memo = {1: 1}


def collatz(n):
    length, m = 0, n
    while m != 1:
        m = m // 2 if m % 2 == 0 else 3 * m + 1
        length += 1
    return length


def collatz_memo(n):
    if n not in memo:
        memo[n] = 1 + collatz_memo(n // 2 if n % 2 == 0 else 3 * n + 1)
    return memo[n]


def happy(n):
    seen = set()
    while n != 1 and n not in seen:
        seen.add(n)
        n = sum(SQUARES[c] for c in str(n))
    return n == 1


def proper_divisor_sum(n):
    total = 1
    d = 2
    while d * d <= n:
        if n % d == 0:
            total += d
            if d != n // d:
                total += n // d
        d += 1
    return total


start = time.time()
best, arg = 0, 0
for n in range(1, LIMIT):  # expert: easy
    steps = collatz(n)
    if steps > best:
        best = steps
        arg = n
print("longest", arg, best)
print("happy", len([n for n in range(1, LIMIT) if happy(n)]))  # expert: easy

lengths = []
for n in range(1, LIMIT):  # expert: hard
    lengths.append(collatz_memo(n))
print("memo", max(lengths), sum(lengths))

sums = [0, 0] + [proper_divisor_sum(n) for n in range(2, LIMIT)]  # expert: easy
amicable = []
for a in range(2, LIMIT):
    b = sums[a]
    if b != a and b < LIMIT and sums[b] == a:
        amicable.append(a)
print("amicable", amicable)

powers = 0
for n in range(10, 4000):  # expert: easy
    if n == sum(int(d) ** 4 for d in str(n)):
        powers += n
print("powers", powers)
abundant = {n for n in range(12, LIMIT) if sums[n] > n}
print("abundant", len(abundant))
elapsed = time.time() - start
print("done" if elapsed >= 0 else "never")
