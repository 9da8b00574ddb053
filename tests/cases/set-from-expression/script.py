def multiples(n):
    x = n
    for _ in range(100):
        x = (x * 69069 + 1) % 4294967296
    return {8 * (x % 5) + 64 * k for k in range(1 + n % 3, 0, -1)} | {n * 8, 0}


sets = []
for n in range(18):
    sets.append(multiples(n))
print([list(s) for s in sets])
