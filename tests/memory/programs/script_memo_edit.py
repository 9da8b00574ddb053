"""Edit distances with a memo table, recursively."""


def distance(a, b):
    memo = {}

    def go(i, j):
        if i == len(a):
            return len(b) - j
        if j == len(b):
            return len(a) - i
        key = (i, j)
        if key in memo:
            return memo[key]
        if a[i] == b[j]:
            result = go(i + 1, j + 1)
        else:
            result = 1 + min(go(i + 1, j), go(i, j + 1), go(i + 1, j + 1))
        memo[key] = result
        return result

    return go(0, 0)


def main():
    words = ["transformation", "performance", "information", "reformation", "platform"]
    table = {}
    for first in words:
        for second in words:
            table[first, second] = distance(first * 3, second * 3)
    for pair in sorted(table):
        print(pair, table[pair])


main()
