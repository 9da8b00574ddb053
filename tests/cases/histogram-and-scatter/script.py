def bucket(n):
    x = n
    for _ in range(100):
        x = (x * 69069 + 1) % 4294967296
    return x % 16


counts = [0] * 16
sums = [0.0] * 16
latest = [None] * 16
for n in range(200):
    b = bucket(n)
    counts[b] += 1
    sums[b] += n / 7
    latest[b] = n
print(counts)
print(sums)
print(latest)

permutation = list(range(16))
for n in range(40):
    a, b = bucket(n), bucket(n * 3)
    permutation[a], permutation[b] = permutation[b], permutation[a]
print(permutation)

votes = {}
for n in range(100):
    votes.setdefault(bucket(n) % 5, {}).setdefault(n % 3, []).append(n)
print(votes)
matrix = [[0] * 4 for _ in range(4)]
for n in range(100):
    b = bucket(n)
    matrix[b // 4][b % 4] += n
    matrix[b % 4][b // 4] -= 1
print(matrix)
try:
    for n in range(50):
        counts[bucket(n) + n] += 1
except IndexError as error:
    print(error, n, counts)
