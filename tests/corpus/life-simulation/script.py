"""Game of life, sandpile, ising, predators: simulations over time."""
import random


def neighbours(board, r, c):
    n, m = len(board), len(board[0])
    count = 0
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            if dr or dc:
                count += board[(r + dr) % n][(c + dc) % m]
    return count


def next_board(board):
    new = []
    for r in range(len(board)):  # expert: easy
        row = []
        for c in range(len(board[0])):
            k = neighbours(board, r, c)
            row.append(1 if k == 3 or (k == 2 and board[r][c]) else 0)
        new.append(row)
    return new


def elementary(rule, width, steps):
    cells = [0] * width
    cells[width // 2] = 1
    alive = 0
    for _ in range(steps):
        alive += sum(cells)
        cells = [(rule >> (cells[i - 1] * 4 + cells[i] * 2 + cells[(i + 1) % width])) & 1 for i in range(width)]
    return alive


class Ising:
    def __init__(self, n, temperature, seed):
        self.n = n
        self.t = temperature
        self.rng = random.Random(seed)
        self.spins = [[self.rng.choice((-1, 1)) for _ in range(n)] for _ in range(n)]

    def sweep(self):
        for _ in range(self.n * self.n):
            i, j = self.rng.randrange(self.n), self.rng.randrange(self.n)
            s = self.spins
            around = s[i - 1][j] + s[(i + 1) % self.n][j] + s[i][j - 1] + s[i][(j + 1) % self.n]
            if self.rng.random() < 1 / (1 + 2.718281828 ** (2 * s[i][j] * around / self.t)):
                s[i][j] = -s[i][j]

    def magnetisation(self):
        return abs(sum(map(sum, self.spins))) / self.n ** 2


def magnetisation_at(t):
    model = Ising(8, t, seed=int(t * 100))
    for _ in range(6):
        model.sweep()
    return model.magnetisation()


def show(board):
    return "\n".join("".join("#" if c else "." for c in row) for row in board)


def main():
    board = [[0] * 20 for _ in range(14)]
    for r, c in [(1, 2), (2, 3), (3, 1), (3, 2), (3, 3), (8, 8), (8, 9), (8, 10)]:
        board[r][c] = 1
    for generation in range(6):  # expert: no, refused: loop-carried-write
        board = next_board(board)
        if generation % 3 == 0:
            print(show(board))
    counts = [(rule, elementary(rule, 31, 12)) for rule in range(0, 256, 9)]  # expert: easy
    print(sorted(counts, key=lambda rc: (-rc[1], rc[0]))[:5])
    curve = {}
    for k in range(10):  # expert: easy
        t = 1.0 + 0.3 * k
        curve[round(t, 1)] = round(magnetisation_at(t), 4)
    print(curve)
    trials = [Ising(6, 2.2, seed) for seed in range(6)]
    for model in trials:  # expert: hard, refused: shared-mutation
        for _ in range(3):
            model.sweep()
    print([round(m.magnetisation(), 3) for m in trials])


if __name__ == "__main__":
    main()
