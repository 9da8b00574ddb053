"""Palindromes, Lychrel numbers, digit chains (Euler 55, 92, 34)."""


def reverse(n):
    return int(str(n)[::-1])


def is_lychrel(n):
    for _ in range(50):
        n = n + reverse(n)
        if n == reverse(n):
            return False
    return True


def digit_chain(n):
    while n != 1 and n != 89:
        n = sum(int(d) ** 2 for d in str(n))
    return n


def digit_factorial(n):
    return sum(FACT[int(d)] for d in str(n))


FACT = [1]
for i in range(1, 10):
    FACT.append(FACT[-1] * i)

lychrel = 0
for n in range(1, 3000):  # expert: easy
    if is_lychrel(n):
        lychrel += 1
print("Euler 55:", lychrel)

print("Euler 92:", len([n for n in range(1, 6000) if digit_chain(n) == 89]))  # expert: easy
print("Euler 34:", sum(filter(lambda n: n == digit_factorial(n), range(10, 20000))))  # expert: easy

best = 0
for a in range(999, 900, -1):
    for b in range(a, 900, -1):
        p = a * b
        if p <= best:
            break
        if str(p) == str(p)[::-1]:
            best = p
print("Euler 4:", best)
