"""Values of dictionaries that are replaced, where a round does see what earlier ones stored."""
from collections import Counter, defaultdict


def work(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


d = {"x": 1, "y": 2}
for key in ["x", "y", "x"]:
    d[key] = work(d[key])
print(d)
for key in "xyxx":
    d[key] = work(d[key])
print(d)

# Dictionaries: new keys, keys of others, keys that are not equal to themselves or equal to others.
d = {n: n for n in range(4)}
try:
    for key in d:
        d[key + 1] = work(d[key])
except RuntimeError as error:
    print(error, d)
d = {n: n for n in range(4)}
for key in list(d):
    d[key] = work(d[key]) + sum(d.values())
print(d)
for key, value in d.items():
    d[key] = work(value) + d[(key + 1) % 4]
print(d)
for key, value in d.items():
    d[value % 4 // 1] = work(value)
print(d)
nan = float("nan")
odd = {nan: 1, float("nan"): 2, 0: 3, "0": 4, 0.5: 5}
for key in odd:
    odd[key] = work(odd[key])
print(list(odd.values()))
for i, key in enumerate(odd):
    odd[key] = work(odd[key] + i)
print(list(odd.values()))


counts = Counter("mississippi")
for letter in counts:
    counts[letter] = work(counts[letter])
print(counts)
for letter in {"m", "x", "y"}:
    counts[letter] += work(counts[letter])
print(sorted(counts.items()))
filled = defaultdict(lambda: 3, {"a": 1})
for key in ["a", "b", "c"]:
    filled[key] = work(filled[key])
print(dict(filled))
for key in filled.keys() | {"z"}:
    filled[key] = work(filled[key])
print(sorted(filled.items()))
numbers = {-1: 5, 3: 6}
quad = [1, 2, 3, 4]
for key in numbers:
    quad[key] = work(quad[key])
print(quad)
