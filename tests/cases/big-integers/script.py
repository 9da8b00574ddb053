import sys


def power(n):
    x = 1
    for k in range(n):
        x = x * 3 + k
    return x


total = 0
product = 1
mask = 0
for n in range(0, 300, 11):
    value = power(n)
    total += value
    product = product * (value | 1) % (1 << 521)
    mask ^= value
print(total)
print(product)
print(mask.bit_length(), hex(mask)[-20:])
print(sum(power(n) for n in range(60)), max(power(n) % 10 ** 40 for n in range(100)))
counts = {}
for n in range(80):
    counts[power(n) % 2 ** 64] = n
print(sum(counts) % 2 ** 61, type(True + power(1)).__name__)
print([power(n) > 2 ** 63 - 1 for n in range(36, 44)], [n == True for n in map(power, range(3))])
flags = [power(n) % 2 == 0 for n in range(8)]
print(flags, sum(flags), [type(v).__name__ for v in (power(0), power(50), True, 1.0)])
