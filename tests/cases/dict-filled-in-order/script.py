def key_of(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 17


groups = {}
counts = {}
last = {}
for n in range(60):
    key = key_of(n)
    groups.setdefault(key, []).append(n)
    counts[key] = counts.get(key, 0) + 1
    last[key] = n

print(groups)
print(counts)
print(list(last.items()))
print({key_of(n): n for n in range(30)})
print(max(counts, key=counts.get), min(counts, key=counts.get))
