def multiples(n):
    """Numbers that collide in a small table, so that their order depends on which came first."""
    x = n
    for _ in range(100):
        x = (x * 69069 + 1) % 4294967296
    return {8 * (x % 5) + 64 * k for k in range(1 + n % 3, 0, -1)} | {n * 8, 0}


collected = set()
sets = []
for n in range(18):
    found = multiples(n)
    sets.append(found)
    collected |= found
    print(n, list(found), list(collected)[:6])

print(list(collected))
names = {"pear", "fig", "plum"}
for n in range(5):
    names.add("name%d" % (sum(multiples(n)) % 7))
print(list(names))
print([list(s) for s in sets[:6]])
print(frozenset(sets[3]), sets[4])
