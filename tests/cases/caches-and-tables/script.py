from functools import cache, lru_cache

COSTS = {"a": 3, "b": 5, "c": 9}
GRID = [[(r * c) % 7 for c in range(12)] for r in range(12)]


@cache
def best(r, c):
    if r == 0 and c == 0:
        return GRID[0][0]
    options = []
    if r:
        options.append(best(r - 1, c))
    if c:
        options.append(best(r, c - 1))
    return GRID[r][c] + min(options)


@lru_cache(maxsize=None)
def price(word):
    return sum(COSTS[ch] for ch in word)


def main():
    for r in range(12):
        print(r, best(r, 11), [best(r, c) for c in range(12)][:2])
    words = ["abc" * k for k in range(30)]
    print(sum(price(w) for w in words))

main()


PRICES = {"a": 3, "b": 5}
ROWS = [[1, 2], [3, 4]]


@cache
def cost(n):
    total = 0
    for i in range(300):
        total += i * PRICES["a"] % 7
    return total + n


@cache
def area(n):
    total = 0
    for i in range(300):
        total += i * ROWS[0][1] % 7
    return total + n


print([cost(n) for n in range(20)])
PRICES["a"] = 4
print([cost(n) for n in range(20)])
first = ROWS[0]
print([area(n) for n in range(20)])
first[1] = 5
print([area(n) for n in range(20)])
