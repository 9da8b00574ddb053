def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def next_prime(n):
    for candidate in range(n + 1, 2 * n + 2):
        if is_prime(candidate):
            return candidate
    return None


def find_pair(numbers, wanted):
    for i, a in enumerate(numbers):
        for b in numbers[i + 1:]:
            if is_prime(a + b) and a * b % 10 == wanted:
                return a, b


def tidy(n):
    for i in range(n):
        try:
            if is_prime(i * i + i + 41) and i > 10:
                return i
        finally:
            print("tidied", i)


print([next_prime(n) for n in (1, 10, 100, 1000, 7907)])
print(find_pair(list(range(1, 60)), 2), find_pair([4], 1))
print(tidy(20))
