"""Numbers from stdin (or a default), one factorisation per line."""
import sys


def factor(n):
    factors = []
    d = 2
    while d * d <= n:
        while n % d == 0:
            factors.append(d)
            n //= d
        d += 1 if d == 2 else 2
    if n > 1:
        factors.append(n)
    return factors


def divisors(factors):
    result = {1}
    for p in factors:
        result |= {d * p for d in result}
    return sorted(result)


def main():
    data = sys.stdin.read().split()
    numbers = [int(x) for x in data] or [10 ** 6 + k * k for k in range(60)]
    for n in numbers:  # expert: easy
        fs = factor(n)
        if len(fs) == 1:
            print(f"{n} is prime")
        else:
            print(f"{n} = " + " x ".join(map(str, fs)))
    most = max(numbers, key=lambda n: len(divisors(factor(n))))  # expert: easy
    print("most divisors:", most, divisors(factor(most)))
    semi = sum(1 for n in numbers if len(factor(n)) == 2)  # expert: easy
    print("semiprimes:", semi)
    if any(n < 0 for n in numbers):
        sys.exit("negative number")


if __name__ == "__main__":
    main()
