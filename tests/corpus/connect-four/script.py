"""Connect-four like search with plain alpha-beta at the root moves (full window per move)."""

ROWS, COLS = 5, 5


def new_board():
    return [["."] * COLS for _ in range(ROWS)]


def drop(board, col, who):
    b = [row[:] for row in board]
    for r in range(ROWS - 1, -1, -1):
        if b[r][col] == ".":
            b[r][col] = who
            return b
    return None


def lines():
    out = []
    for r in range(ROWS):
        for c in range(COLS):
            for dr, dc in ((0, 1), (1, 0), (1, 1), (1, -1)):
                cells = [(r + i * dr, c + i * dc) for i in range(4)]
                if all(0 <= y < ROWS and 0 <= x < COLS for y, x in cells):
                    out.append(cells)
    return out


LINES = lines()


def evaluate(board):
    score = 0
    for cells in LINES:
        vals = [board[y][x] for y, x in cells]
        xs = vals.count("X")
        os_ = vals.count("O")
        if xs == 4:
            return 1000
        if os_ == 4:
            return -1000
        if os_ == 0:
            score += xs * xs
        if xs == 0:
            score -= os_ * os_
    return score


def search(board, depth, alpha, beta, who):
    value = evaluate(board)
    if depth == 0 or abs(value) == 1000:
        return value
    if who == "X":
        best = -10 ** 9
        for c in range(COLS):
            nb = drop(board, c, "X")
            if nb is None:
                continue
            best = max(best, search(nb, depth - 1, alpha, beta, "O"))
            alpha = max(alpha, best)
            if alpha >= beta:
                break
        return best
    best = 10 ** 9
    for c in range(COLS):
        nb = drop(board, c, "O")
        if nb is None:
            continue
        best = min(best, search(nb, depth - 1, alpha, beta, "X"))
        beta = min(beta, best)
        if alpha >= beta:
            break
    return best


board = new_board()
who = "X"
for ply in range(6):
    scores = {}
    for col in range(COLS):  # expert: easy
        child = drop(board, col, who)
        if child is not None:
            scores[col] = search(child, 2, -10 ** 9, 10 ** 9, "O" if who == "X" else "X")
    pick = max(scores, key=scores.get) if who == "X" else min(scores, key=scores.get)
    print(ply, who, pick, scores)
    board = drop(board, pick, who)
    who = "O" if who == "X" else "X"
for row in board:
    print("".join(row))
