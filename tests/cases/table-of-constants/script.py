"""Tables of many constants: tuples in a list, dictionaries in a dictionary, lists in tuples, more of each than can be told apart."""

TABLE = [
    ("a", 1, 2.5), ("b", 2, 3.5), ("c", 3, 1.0), ("d", 1, 2.5), ("e", 2, 3.5), ("f", 3, 1.0), ("g", 1, 2.5), ("h", 2, 3.5),
    ("i", 3, 1.0), ("j", 1, 2.5), ("k", 2, 3.5), ("l", 3, 1.0), ("m", 1, 2.5), ("n", 2, 3.5), ("o", 3, 1.0), ("p", 1, 2.5),
]  # fmt: skip
PARTS = {
    "a": {"size": 1, "at": [1, 2]}, "b": {"size": 2, "at": [2, 3]}, "c": {"size": 3, "at": [3]}, "d": {"size": 4, "at": []},
    "e": {"size": 1, "at": [1, 2]}, "f": {"size": 2, "at": [2, 3]}, "g": {"size": 3, "at": [3]}, "h": {"size": 4, "at": []},
    "i": {"size": 1, "at": [1, 2]}, "j": {"size": 2, "at": [2, 3]}, "k": {"size": 3, "at": [3]}, "l": {"size": 4, "at": []},
    "m": {"size": 1, "at": [1, 2]}, "n": {"size": 2, "at": [2, 3]}, "o": {"size": 3, "at": [3]}, "p": {"size": 4, "at": []},
}  # fmt: skip


def cost(count, weight):
    total = 0
    for i in range(2000):
        total += i * count % 7 * weight
    return total


costs = []
for name, count, weight in TABLE:
    total = cost(count, weight)
    total += count
    costs.append((name, total))
print(costs)

sizes = {}
for name, part in PARTS.items():
    size = cost(part["size"], 2)
    for place in part["at"]:
        size += place
    sizes[name] = size
print(sizes)
