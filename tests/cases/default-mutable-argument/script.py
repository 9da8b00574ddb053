def collect(n, seen=[]):
    """The list is made once and remembered: a mistake that must stay one."""
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    x %= 12
    fresh = x not in seen
    seen.append(x)
    return fresh, len(seen)


results = []
for i in range(20):
    results.append(collect(i))
print(results)
print(collect.__defaults__)
