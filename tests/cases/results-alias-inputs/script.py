def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 10


def wrap(rows, i):
    row = rows[i]
    return {"row": row, "weight": work(i), "copy": row[:]}


rows = [[i, i + 1] for i in range(6)]
wrapped = []
for i in range(6):
    wrapped.append(wrap(rows, i))
for w in wrapped:
    w["row"].append(w["weight"])
    w["copy"].append("mine")
print(rows)

DEFAULT = []


def find(n):
    """Nearly always the same list."""
    return [n] if work(n) == 0 else DEFAULT


found = []
for n in range(12):
    found.append(find(n))
found[0].append("shared")
print(found, DEFAULT)


def twice(n):
    pair = [work(n)]
    return pair, pair


for a, b in [twice(n) for n in range(3)]:
    a.append("x")
    print(a, b, a is b)


def cyclic(n):
    knot = [work(n)]
    knot.append(knot)
    return knot


knots = [cyclic(n) for n in range(3)]
print(knots, all(k[1] is k for k in knots))
first = found[1]
best = []
for n in range(8):
    candidate = find(n)
    if candidate is first:
        best.append(n)
print(best)
