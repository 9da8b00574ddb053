"""Sudoku: solve a list of puzzles by backtracking."""
import sys

PUZZLES = [
    "530070000600195000098000060800060003400803001700020006060000280000419005000080079",
    "003020600900305001001806400008102900700000008006708200002609500800203009005010300",
    "200080300060070084030500209000105408000000000402706000301007040720040060004010003",
    "000000907000420180000705026100904000050000040000507009920108000034059000507000000",
    "100920000524010000000000070050008102000000000402700090060000000000030945000071006",
]


def find_empty(board):
    best = None
    for i in range(81):
        if board[i] == 0:
            cand = candidates(board, i)
            if best is None or len(cand) < len(best[1]):
                best = (i, cand)
    return best


def candidates(board, i):
    r, c = divmod(i, 9)
    used = set()
    for k in range(9):
        used.add(board[r * 9 + k])
        used.add(board[k * 9 + c])
    br, bc = r // 3 * 3, c // 3 * 3
    for y in range(br, br + 3):
        for x in range(bc, bc + 3):
            used.add(board[y * 9 + x])
    return [d for d in range(1, 10) if d not in used]


def solve(board):
    spot = find_empty(board)
    if spot is None:
        return True
    i, cand = spot
    for d in cand:
        board[i] = d
        if solve(board):
            return True
    board[i] = 0
    return False


def main():
    solved = 0
    for num, text in enumerate(PUZZLES, start=1):  # expert: easy
        board = [int(ch) for ch in text]
        if solve(board):
            solved += 1
            print("puzzle", num)
            for r in range(9):
                print(" ", " ".join(str(d) for d in board[r * 9:r * 9 + 9]))
        else:
            print("puzzle", num, "has no solution", file=sys.stderr)
    print(solved, "solved")


main()
