n = 100000
sieve = bytearray([1]) * (n + 1)
for i in range(2, 317):
    if sieve[i]:
        sieve[i * i :: i] = bytes(len(range(i * i, n + 1, i)))
