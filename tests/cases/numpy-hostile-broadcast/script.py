import numpy as np


def settled(row, k):
    for _ in range(60):
        row = np.sin(row) + k * 0.1
    return float(row.sum())


def main():
    grid = np.arange(24.0).reshape(4, 6)
    spread = [np.broadcast_arrays(grid + k, np.zeros((2, 4, 6)))[0] for k in range(8)]
    sums = []
    for part in spread:
        sums.append(settled(part, 1))
    print(sums)
    print([settled(part, 2) for part in spread])
    alike = [np.broadcast_arrays(grid + k, np.zeros((4, 6)))[0] for k in range(8)]
    print([settled(part, 3) for part in alike])
    narrow = [np.broadcast_to(grid[k % 4], (4, 6)) for k in range(8)]
    print([settled(part, 4) for part in narrow])
    spread[0][0, 0, 0] = 5.0
    print(spread[0][1, 0, 0])


main()
