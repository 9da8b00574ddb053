"""Connect-k and nim by minimax; each opening move is searched on its own."""
from functools import lru_cache

WIDTH, HEIGHT = 4, 4
LINES = []
for x in range(WIDTH):
    for y in range(HEIGHT):
        for dx, dy in ((1, 0), (0, 1), (1, 1), (1, -1)):
            cells = [(x + k * dx, y + k * dy) for k in range(3)]
            if all(0 <= cx < WIDTH and 0 <= cy < HEIGHT for cx, cy in cells):
                LINES.append(cells)


def winner(board):
    for line in LINES:
        marks = {board[y * WIDTH + x] for x, y in line}
        if len(marks) == 1 and "." not in marks:
            return marks.pop()
    return None


def drop(board, column, mark):
    for y in range(HEIGHT - 1, -1, -1):
        i = y * WIDTH + column
        if board[i] == ".":
            return board[:i] + mark + board[i + 1:]
    return None


def minimax(board, mark, depth, alpha, beta):
    won = winner(board)
    if won:
        return 1 if won == "X" else -1
    if depth == 0 or "." not in board:
        return 0
    best = -2 if mark == "X" else 2
    for column in range(WIDTH):
        nxt = drop(board, column, mark)
        if nxt is None:
            continue
        score = minimax(nxt, "O" if mark == "X" else "X", depth - 1, alpha, beta)
        if mark == "X":
            best = max(best, score)
            alpha = max(alpha, best)
        else:
            best = min(best, score)
            beta = min(beta, best)
        if beta <= alpha:
            break
    return best


@lru_cache(maxsize=None)
def grundy(piles):
    options = set()
    for i, p in enumerate(piles):
        for take in range(1, p + 1):
            rest = list(piles)
            rest[i] -= take
            options.add(grundy(tuple(sorted(rest))))
    g = 0
    while g in options:
        g += 1
    return g


def main():
    empty = "." * (WIDTH * HEIGHT)
    scores = {}
    for column in range(WIDTH):  # expert: easy
        board = drop(empty, column, "X")
        scores[column] = minimax(board, "O", 4, -2, 2)
    print(scores, max(scores, key=scores.get))
    for piles in [(1, 2, 3), (3, 4, 5), (2, 2), (1, 4, 5), (2, 5, 6)]:  # expert: easy
        print(piles, grundy(piles))


if __name__ == "__main__":
    main()
