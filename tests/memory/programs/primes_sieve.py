n = 50000
sieve = [True] * (n + 1)
for i in range(2, 224):
    if sieve[i]:
        for j in range(i * i, n + 1, i):
            sieve[j] = False
