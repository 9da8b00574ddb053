"""Results that are compared by identity."""


def work(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


results = []
for n in range(50, 80):  # expert: hard, refused: identity-observed
    results.append([work(n) % 5, n])
first = min(results)
print([i for i, result in enumerate(results) if result is first])
