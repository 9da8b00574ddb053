"""The heavy function reads, by one way or another, what the loop writes."""


def work(n, known):
    x = n
    for _ in range(200):
        x = (x * 69069 + len(known)) % 4294967296
    return x % 100


seen = []
for n in range(12):
    value = work(n, seen)
    if value % 3:
        seen.append(value)
print("argument", seen)

results = []
alias = results
for n in range(8):
    results.append(work(n, alias))
print("alias", results)

table = {}
holder = {"inner": table}


def through_global(n):
    return work(n, holder["inner"])


for n in range(8):
    table[n] = through_global(n)
print("global", table)


class Box:
    def __init__(self):
        self.items = []

    def work(self, n):
        return work(n, self.items)


box = Box()
items = box.items
for n in range(8):
    items.append(box.work(n))
print("attribute", box.items)


def closure():
    count = []
    compute = lambda n: work(n, count)
    for n in range(8):
        count += [compute(n)]
    return count


print("closure", closure())
rows = [[] for _ in range(4)]
for n in range(12):
    row = rows[n % 4]
    row.append(work(n, rows[(n + 1) % 4]))
print("rows", rows)
text = ""
for n in range(8):
    text += "%d," % work(n, text)
print("text", text)
limit = 3
for n in range(20):
    if work(n, range(limit)) > 60:
        limit += 1
print("number", limit)
