# Amicable numbers, perfect numbers with a memo dict
cache = {}


def sum_divisors(n):
    if n in cache:
        return cache[n]
    total = 1
    d = 2
    while d * d <= n:
        if n % d == 0:
            total += d
            if d != n // d:
                total += n // d
        d += 1
    cache[n] = total
    return total


def main():
    amicable = []
    for a in range(2, 6000):  # expert: hard
        b = sum_divisors(a)
        if b != a and b > 1 and sum_divisors(b) == a:
            amicable.append(a)
    print(amicable, sum(amicable))
    perfect = [n for n in range(2, 6000) if sum_divisors(n) == n]
    print(perfect)
    abundant = [n for n in range(12, 2000) if sum_divisors(n) > n]
    print(len(abundant))
    sums = set()
    for i, x in enumerate(abundant):
        for y in abundant[i:]:
            if x + y > 2000:
                break
            sums.add(x + y)
    print(sum(n for n in range(1, 2000) if n not in sums))


main()
