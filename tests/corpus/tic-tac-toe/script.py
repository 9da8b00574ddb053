"""Tic-tac-toe: minimax with a memo, best move for every reply."""
from functools import lru_cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    for a, b, c in LINES:
        if board[a] != "." and board[a] == board[b] == board[c]:
            return board[a]
    return None


@lru_cache(maxsize=None)
def minimax(board, player):
    w = winner(board)
    if w == "X":
        return 1
    if w == "O":
        return -1
    if "." not in board:
        return 0
    scores = []
    for i, ch in enumerate(board):
        if ch == ".":
            child = board[:i] + player + board[i + 1:]
            scores.append(minimax(child, "O" if player == "X" else "X"))
    return max(scores) if player == "X" else min(scores)


def best_move(board, player):
    best, move = None, None
    for i in range(9):  # expert: hard
        if board[i] != ".":
            continue
        score = minimax(board[:i] + player + board[i + 1:], "O" if player == "X" else "X")
        if player == "O":
            score = -score
        if best is None or score > best:
            best, move = score, i
    return move, best


board = "." * 9
player = "X"
while winner(board) is None and "." in board:
    m, s = best_move(board, player)
    board = board[:m] + player + board[m + 1:]
    print(board[:3], board[3:6], board[6:], "score", s)
    player = "O" if player == "X" else "X"
print("winner:", winner(board))
