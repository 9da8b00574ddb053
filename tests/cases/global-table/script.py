"""A large table that everybody reads and nobody writes after it was made."""
LIMIT = 2000
SIEVE = [True] * (LIMIT + 1)
SIEVE[0] = SIEVE[1] = False
for p in range(2, int(LIMIT ** 0.5) + 1):
    if SIEVE[p]:
        for multiple in range(p * p, LIMIT + 1, p):
            SIEVE[multiple] = False
PRIMES = [n for n in range(LIMIT + 1) if SIEVE[n]]


def partitions(n):
    """In how many ways is n the sum of two primes, or of three?"""
    two = three = 0
    for p in PRIMES:
        if p > n:
            break
        if p <= n - p and SIEVE[n - p]:
            two += 1
        for q in PRIMES[:10]:
            if n - p - q >= 0 and SIEVE[n - p - q]:
                three += 1
    return two, three


best = (0, 0)
for n in range(4, 400, 6):
    two, three = partitions(n)
    if two > best[0]:
        best = (two, n)
    print(n, two, three)
print(best)
