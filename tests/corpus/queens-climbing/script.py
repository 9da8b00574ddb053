"""Hill climbing for n-queens with restarts."""
import random


class Board:
    def __init__(self, n, rng):
        self.n = n
        self.queens = [rng.randrange(n) for _ in range(n)]

    def conflicts(self):
        c = 0
        for i in range(self.n):
            for j in range(i + 1, self.n):
                if self.queens[i] == self.queens[j] or abs(self.queens[i] - self.queens[j]) == j - i:
                    c += 1
        return c

    def best_move(self):
        best = (self.conflicts(), None, None)
        for col in range(self.n):
            old = self.queens[col]
            for row in range(self.n):
                if row == old:
                    continue
                self.queens[col] = row
                c = self.conflicts()
                if c < best[0]:
                    best = (c, col, row)
            self.queens[col] = old
        return best


def climb(n, seed):
    rng = random.Random(seed)
    board = Board(n, rng)
    steps = 0
    while True:
        c, col, row = board.best_move()
        if col is None:
            return board.conflicts(), steps, board.queens
        board.queens[col] = row
        steps += 1


solved = []
for seed in range(12):  # expert: easy
    left, steps, queens = climb(7, seed)
    print("seed", seed, "conflicts", left, "after", steps, "steps")
    if left == 0:
        solved.append(queens)
print(len(solved), "solutions")
for queens in solved[:1]:
    for r in range(7):
        print(" ".join("Q" if queens[c] == r else "." for c in range(7)))
