"""Sets and dictionaries of strings, whose order is that of their hashes."""


def tokens(n):
    x = n
    found = set()
    for _ in range(60):
        x = (x * 69069 + 1) % 4294967296
        found.add("t%d" % (x % 23))
    return found


vocabulary = set()
for n in range(15):
    found = tokens(n)
    vocabulary |= found
    print(n, " ".join(found))
print(list(vocabulary))
first = {}
for n in range(15):
    for token in tokens(n):
        first.setdefault(token, n)
print(first)
print([t for t in tokens(3)], hash("t1") == hash("t" + "1"), sorted(vocabulary, key=hash)[:3])
print({n: frozenset(tokens(n)) for n in range(3)})
common = tokens(0)
for n in range(1, 6):
    common &= tokens(n)
print(common, len(common), common.pop() if common else None)
