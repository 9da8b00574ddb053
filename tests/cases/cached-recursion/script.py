"""Functions that call themselves and keep what they found: each call relies on the entries of those before it."""

import functools


def work(n):
    total = 0
    for k in range(60):
        total += (n * k) % 7
    return total


@functools.lru_cache(maxsize=None)
def ways(n):
    if n < 2:
        return 1
    return (ways(n - 1) + ways(n - 2) + work(n)) % 1000007


@functools.cache
def grid(row, column):
    if row == 0 or column == 0:
        return 1
    return (grid(row - 1, column) + grid(row, column - 1)) % 1000003


@functools.lru_cache(None)
def spell(word):
    if not word:
        return ("", 0)
    text, length = spell(word[1:])
    return (text + word[0], length + work(length) + 1)


def main():
    total = 0
    for n in range(1800):
        total += ways(n) % 7
    print(total)
    # The program itself relies on them after the loop.
    print(ways(1800), ways(1500))

    corner = [grid(n, n) for n in range(60)]
    print(corner[-1], grid(61, 61))
    print(sum(grid(n, 2 * n) for n in range(60, 70)), max(map(ways, range(1700, 1900))))

    words = ["parallel", "paralysis", "analysis", "lysis", "is", ""]
    for word in words * 3:
        print(spell(word))


if __name__ == "__main__":
    main()
