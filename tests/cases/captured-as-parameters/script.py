def subsets(numbers, target):
    found = []

    def walk(at, chosen, rest):
        if rest == 0:
            found.append(list(chosen))
            return
        if at == len(numbers) or rest < 0:
            return
        chosen.append(numbers[at])
        walk(at + 1, chosen, rest - numbers[at])
        chosen.pop()
        walk(at + 1, chosen, rest)

    walk(0, [], target)
    return found


def queens(n):
    columns, board = set(), []

    def safe(c):
        return c not in columns and all(abs(c - b) != len(board) - r for r, b in enumerate(board))

    def place():
        if len(board) == n:
            return 1
        count = 0
        for c in range(n):
            if safe(c):
                board.append(c)
                columns.add(c)
                count += place()
                board.pop()
                columns.remove(c)
        return count

    return place()


def islands(rows):
    seen = set()
    sizes = []

    def flood(y, x):
        pending = [(y, x)]
        seen.add((y, x))
        size = 0
        while pending:
            y, x = pending.pop()
            size += 1
            for a, b in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                if 0 <= a < len(rows) and 0 <= b < len(rows[0]) and rows[a][b] == "#" and (a, b) not in seen:
                    seen.add((a, b))
                    pending.append((a, b))
        sizes.append(size)

    for y in range(len(rows)):
        for x in range(len(rows[0])):
            if rows[y][x] == "#" and (y, x) not in seen:
                flood(y, x)
    return sorted(sizes)


def main():
    targets = [40, 55, 60, 75, 90]
    for target in targets:
        hits = subsets([3, 5, 8, 13, 14, 17, 21, 22, 27, 31], target)
        print(target, len(hits), min(hits, key=len, default=None))
    print([queens(n) for n in range(3, 8)])
    maps = [["".join("#" if (x * y + k * x) % 3 else "." for x in range(16)) for y in range(9)] for k in range(6)]
    print([islands(rows) for rows in maps])


main()
