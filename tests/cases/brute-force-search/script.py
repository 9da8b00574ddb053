from itertools import permutations


CITIES = [(0, 0), (3, 7), (6, 2), (8, 8), (1, 5), (9, 3), (4, 4)]


def length(order):
    total = 0.0
    for a, b in zip(order, order[1:] + order[:1]):
        (x1, y1), (x2, y2) = CITIES[a], CITIES[b]
        total += ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
    return total


best = None
for order in permutations(range(1, len(CITIES))):
    order = (0,) + order
    d = length(order)
    if best is None or d < best:
        best = d
        best_order = order
print(repr(best), best_order)


def crack(target):
    for a in "abcde":
        for b in "abcde":
            for c in "abcde":
                word = a + b + c
                h = 7
                for _ in range(30):
                    for ch in word:
                        h = (h * 33 + ord(ch)) % 65521
                if h == target:
                    return word
    return None


h = 7
for _ in range(30):
    for ch in "dab":
        h = (h * 33 + ord(ch)) % 65521
print(crack(h), crack(-1))
