"""`tuple(…)` over loops whose results hold objects from before."""


def work(n):
    total = 0
    for a in range(200):
        total = (total * 31 + a + n) % 10007
    return total


def record(n, tags):
    return {"id": n, "tags": tags, "both": (n, tags)}


shared = [1]
records = [record(n, shared if n % 2 else [n]) for n in range(14)]


def pick(record):
    return record if work(record["id"]) % 2 else record["both"]


def picked(k):
    found = []
    for record in records:
        one = pick(record)
        found.append(one)
    return k, found, records[k % 3]


first = tuple(pick(record) for record in records)
inside = tuple(picked(k) for k in range(12))
shared.append(3)
records[0]["tags"].append(8)
inside[0][1][1]["tags"] if isinstance(inside[0][1][1], dict) else inside[0][1][1][1].append(9)
print(first)
print(inside)
print(tuple(map(pick, records)) == first)
print(*(pick(record) for record in records[:3]))
