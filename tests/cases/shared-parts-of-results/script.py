def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 10


NAMES = ["zero", "one", "two"]
ROW = [0, 0]


def name_of(n):
    return NAMES[work(n) % 3]


def row_of(n):
    return [work(n), ROW]


def pair_of(n):
    part = [work(n)]
    return {"a": part, "b": part, "n": (n, part)}


names = []
for n in range(12):
    names.append(name_of(n))
print(names, all(any(a is b for b in NAMES) for a in names))
rows = []
for n in range(5):
    rows.append(row_of(n))
ROW.append("all")
print(rows, rows[0][1] is rows[4][1])
pairs = [pair_of(n) for n in range(4)]
for pair in pairs:
    pair["a"].append("both")
print(pairs)
grid = []
blank = [0] * 3
for n in range(4):
    grid.append(blank if work(n) % 2 else [work(n)] * 3)
grid[1][0] = "changed"
print(grid)
last = None
for n in range(6):
    result = pair_of(n)
    result["before"] = last
    last = result
depth = 0
while last:
    depth += 1
    last = last["before"]
print(depth)
types = [int if work(n) > 4 else str for n in range(5)]
print(types, [t is int for t in types], [t(work(3)) for t in types])
none = [None if work(n) > 4 else ... for n in range(5)]
print([v is None for v in none], none.count(...))
