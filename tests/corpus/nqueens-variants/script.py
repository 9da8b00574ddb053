def solve(n, row, cols, d1, d2):
    if row == n:
        return 1
    count = 0
    for c in range(n):
        if c not in cols and row + c not in d1 and row - c not in d2:
            cols.add(c)
            d1.add(row + c)
            d2.add(row - c)
            count += solve(n, row + 1, cols, d1, d2)
            cols.remove(c)
            d1.remove(row + c)
            d2.remove(row - c)
    return count


def first_solution(n):
    board = []

    def safe(c):
        r = len(board)
        return all(c != b and abs(c - b) != r - i for i, b in enumerate(board))

    def place():
        if len(board) == n:
            return True
        for c in range(n):
            if safe(c):
                board.append(c)
                if place():
                    return True
                board.pop()
        return False

    return board if place() else None


def count_by_first(n):
    total = 0
    for c in range(n):  # expert: easy
        total += solve(n, 1, {c}, {c}, {-c})
    return total


def subsets_with_sum(numbers, target):
    found = []

    def walk(i, chosen, rest):
        if rest == 0:
            found.append(list(chosen))
            return
        if i == len(numbers) or rest < 0:
            return
        chosen.append(numbers[i])
        walk(i + 1, chosen, rest - numbers[i])
        chosen.pop()
        walk(i + 1, chosen, rest)

    walk(0, [], target)
    return found


def permutations_ok(n):
    result = 0
    used = [False] * n
    perm = []

    def go():
        nonlocal result
        if len(perm) == n:
            result += 1
            return
        for v in range(n):
            if not used[v] and (not perm or abs(perm[-1] - v) > 1):
                used[v] = True
                perm.append(v)
                go()
                perm.pop()
                used[v] = False

    go()
    return result


for n in range(4, 9):  # expert: easy
    print(n, count_by_first(n))

boards = {n: first_solution(n) for n in range(5, 17)}  # expert: easy
for n, b in boards.items():
    print(n, b)

for target in (60, 75, 90, 105):  # expert: easy
    hits = subsets_with_sum([3, 5, 8, 13, 14, 17, 21, 22, 27, 31, 34, 38], target)
    print(target, len(hits), min(hits, key=len, default=None))

print([permutations_ok(n) for n in range(3, 8)])  # expert: easy
