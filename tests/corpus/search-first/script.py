"""Searches that stop at the first hit: return, break, next, any, all."""
import hashlib


def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def first_counterexample(limit):
    squares = [2 * k * k for k in range(1, 60)]
    for n in range(9, limit, 2):  # expert: hard
        if is_prime(n):
            continue
        if not any(is_prime(n - s) for s in squares if s < n):
            return n
    return None


def euler_generating(values):
    for a in values:  # expert: hard
        run = 0
        while is_prime(run * run + run + a):
            run += 1
        if run >= 16:
            break
    else:
        return None
    return a, run


def find_salt(prefix, tries):
    return next((n for n in range(tries) if hashlib.md5(f"salt{n}".encode()).hexdigest().startswith(prefix)), None)  # expert: hard, refused: suspended-body


def all_goldbach(limit):
    return all(any(is_prime(p) and is_prime(n - p) for p in range(2, n)) for n in range(4, limit, 2))  # expert: easy


def crack(digest, alphabet):
    for a in alphabet:  # expert: hard
        for b in alphabet:
            for c in alphabet:
                guess = a + b + c
                if hashlib.sha1(guess.encode()).hexdigest() == digest:
                    return guess
    return None


def consecutive_factors(count):
    n = 2
    run = 0
    while run < count:
        distinct = len([p for p in range(2, 40) if n % p == 0 and is_prime(p)])
        run = run + 1 if distinct >= 3 else 0
        n += 1
    return n - count


def main():
    print(first_counterexample(6000))
    print(euler_generating([11, 13, 15, 17, 19, 41]))
    print(find_salt("00", 3000))
    print(all_goldbach(300))
    print(crack(hashlib.sha1(b"fox").hexdigest(), "abcdefghijklmnopqrstuvwxyz"))
    print(consecutive_factors(2))
    print(any(is_prime(n * n + 1) and is_prime(n * n + 3) for n in range(2, 400)))  # expert: hard


main()
