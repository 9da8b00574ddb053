"""The game of life with slices, and a heat equation by rows."""
import numpy as np


def next_row(board, y):
    height = board.shape[0]
    above, here, below = board[(y - 1) % height], board[y], board[(y + 1) % height]
    total = np.zeros(len(here), dtype=int)
    for row in (above, here, below):
        total += np.roll(row, 1) + np.roll(row, -1) + row
    total -= here
    return ((total == 3) | ((here == 1) & (total == 2))).astype(int)


def generation(board):
    result = np.zeros_like(board)
    for y in range(board.shape[0]):
        result[y, :] = next_row(board, y)
    return result


def neighbours(board):
    padded = np.pad(board, 1, mode="wrap")
    return sum(
        padded[1 + dy : padded.shape[0] - 1 + dy, 1 + dx : padded.shape[1] - 1 + dx]
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
        if (dy, dx) != (0, 0)
    )


def heat(grid, steps):
    old = grid.copy()
    new = grid.copy()
    n = grid.shape[0]
    for _ in range(steps):
        for i in range(1, n - 1):
            new[i, 1:-1] = 0.25 * (old[i - 1, 1:-1] + old[i + 1, 1:-1] + old[i, :-2] + old[i, 2:]) + np.sin(old[i, 1:-1]) * np.exp(-old[i, 1:-1])
        old, new = new, old
    return old


board = (np.random.default_rng(2).random((24, 32)) < 0.35).astype(int)
for step in range(4):
    board = generation(board)
    print(step, board.sum())
print(neighbours(board).sum())
grid = np.zeros((20, 20))
grid[0] = 100.0
print(heat(grid, 5).sum())
