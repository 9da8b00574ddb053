import math
# Project Euler: count circular primes, truncatable primes

def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    i = 3
    while i * i <= n:
        if n % i == 0:
            return False
        i += 2
    return True

def rotations(n):
    s = str(n)
    return [int(s[i:] + s[:i]) for i in range(len(s))]

def is_circular(n):
    return all(is_prime(r) for r in rotations(n))

def is_truncatable(n):
    s = str(n)
    for i in range(len(s)):
        if not is_prime(int(s[i:])):
            return False
        if not is_prime(int(s[:len(s) - i])):
            return False
    return True

circ = [n for n in range(2, 20000) if is_circular(n)]  # expert: easy
print(len(circ), circ[-5:])
total = sum(n for n in range(10, 20000) if is_truncatable(n))  # expert: easy
print(total)
print(sum(1 for n in range(20000) if is_prime(n)))  # expert: easy
twins = 0
for n in range(3, 15000, 2):  # expert: easy
    if is_prime(n) and is_prime(n + 2):
        twins += 1
print("twin primes:", twins)
