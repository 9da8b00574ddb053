"""A NaN is found only as the same object, in an item as in a global."""


def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total


nan = float("nan")
rows = [[nan, i] for i in range(5)]
kept = list(rows)
for row in rows:
    place = work(kept.index(row)) if row in kept else -1
    print(place)
print([work(row[1]) if row[0] in [nan] else -2 for row in rows])
for key in [nan, 1.0, 2.0, float("nan")]:
    found = work({nan: 5, 1.0: 3}.get(key, 0))
    print(found)
