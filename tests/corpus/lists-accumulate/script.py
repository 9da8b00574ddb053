"""Recursion with lists as accumulators: subsets, permutations, partitions, N-queens, Hanoi."""
import sys


def partitions(n, largest, prefix, out):
    if n == 0:
        out.append(tuple(prefix))
        return
    for k in range(min(n, largest), 0, -1):
        prefix.append(k)
        partitions(n - k, k, prefix, out)
        prefix.pop()


def subsets(items, index, chosen, results):
    if index == len(items):
        results.append(list(chosen))
        return
    subsets(items, index + 1, chosen, results)
    chosen.append(items[index])
    subsets(items, index + 1, chosen, results)
    chosen.pop()


def place(n, row, cols, diag1, diag2):
    if row == n:
        return 1
    count = 0
    for c in range(n):
        if c in cols or row + c in diag1 or row - c in diag2:
            continue
        cols.add(c)
        diag1.add(row + c)
        diag2.add(row - c)
        count += place(n, row + 1, cols, diag1, diag2)
        cols.remove(c)
        diag1.remove(row + c)
        diag2.remove(row - c)
    return count


def hanoi(n, a, b, c, moves):
    if n:
        hanoi(n - 1, a, c, b, moves)
        moves.append((n, a, c))
        hanoi(n - 1, b, a, c, moves)
    return moves


def knight_tours(n, r, c, board, step):
    board[r][c] = step
    if step == n * n:
        board[r][c] = 0
        return 1
    total = 0
    for dr, dc in ((1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)):
        rr, cc = r + dr, c + dc
        if 0 <= rr < n and 0 <= cc < n and board[rr][cc] == 0:
            total += knight_tours(n, rr, cc, board, step + 1)
    board[r][c] = 0
    return total


def main():
    sys.setrecursionlimit(5000)
    for n in range(5, 16):  # expert: easy
        found = []
        partitions(n, n, [], found)
        distinct = sum(1 for p in found if len(set(p)) == len(p))
        print(n, len(found), distinct)
    results = []
    subsets([1, 2, 3, 4, 5, 6], 0, [], results)
    print(len(results), sum(map(sum, results)))
    for n in range(4, 8):  # expert: easy
        print(n, place(n, 0, set(), set(), set()))
    n = 7
    total = 0
    for first in range(n):  # expert: easy
        total += place(n, 1, {first}, {first}, {-first})
    print(total)
    print(len(hanoi(8, "A", "B", "C", [])))
    tours = 0
    for r in range(4):  # expert: hard
        for c in range(4):
            board = [[0] * 4 for _ in range(4)]
            tours += knight_tours(4, r, c, board, 1)
    print(tours)


if __name__ == "__main__":
    main()
