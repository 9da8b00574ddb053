def normalise(row):
    """Sorts in place, as people do, and returns something else."""
    row.sort()
    total = 0
    for _ in range(100):
        for value in row:
            total = (total * 31 + value) % 10007
    row.append(total)
    return total


rows = [[n * 7 % 11, n * 5 % 13, n] for n in range(12)]
totals = []
for row in rows:
    totals.append(normalise(row))
print(totals)
print(rows)

settings = {"level": 0}


def adapt(n, settings):
    x = n
    for _ in range(100):
        x = (x * 69069 + settings["level"]) % 4294967296
    settings["level"] = x % 5
    settings.setdefault("seen", []).append(n)
    return x % 100


print([adapt(n, settings) for n in range(8)], settings)


def fill(target, i):
    for k in range(len(target)):
        target[k] = (target[k] * 3 + i) % 101


buffer = [0] * 6
history = []
for i in range(10):
    fill(buffer, i)
    history.append(buffer)
    history.append(list(buffer))
print(history[1], history[0] is history[2], history[-1], history[0])
