def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def digits(n):
    return sum(int(c) for c in str(n ** 7))


print(sum(1 for n in range(3000) if is_prime(n)))
print(sum(n for n in range(500) if is_prime(n) and is_prime(n + 2)))
print(max(digits(n) for n in range(200) if n % 3))
print(min((digits(n), n) for n in range(1, 200)))
print(any(digits(n) == 45 for n in range(100)), all(digits(n) < 100 for n in range(1, 100)))
print(sorted(digits(n) for n in range(20)))
print(sorted({digits(n) for n in range(50)}))
print(",".join(str(digits(n)) for n in range(15)))
print(list(zip((digits(n) for n in range(5)), "abcde")))
print(dict((n, digits(n)) for n in range(6)))
print(tuple(digits(n) for n in range(6) if n != 2))
print(next(n for n in range(1000, 2000) if is_prime(n)))
first, *rest = (digits(n) for n in range(5))
print(first, rest)
print(sum((digits(n) for n in range(4)), start=100))
print(sum([[n] * (digits(n) % 3) for n in range(6)], []))
lazy = (digits(n) for n in range(10))
print(next(lazy), next(lazy))
print(list(lazy), list(lazy))
