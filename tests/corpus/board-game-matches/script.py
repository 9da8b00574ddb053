"""Othello-like greedy games: many independent games between strategies, with tallies in nested dicts."""
import random

DIRS = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b]


class Game:
    SIZE = 6

    def __init__(self):
        n = self.SIZE
        self.grid = [[0] * n for _ in range(n)]
        m = n // 2
        self.grid[m - 1][m - 1] = self.grid[m][m] = 1
        self.grid[m - 1][m] = self.grid[m][m - 1] = -1

    def flips(self, r, c, who):
        if self.grid[r][c]:
            return []
        out = []
        for dr, dc in DIRS:
            line = []
            y, x = r + dr, c + dc
            while 0 <= y < self.SIZE and 0 <= x < self.SIZE and self.grid[y][x] == -who:
                line.append((y, x))
                y += dr
                x += dc
            if line and 0 <= y < self.SIZE and 0 <= x < self.SIZE and self.grid[y][x] == who:
                out += line
        return out

    def moves(self, who):
        found = {}
        for r in range(self.SIZE):
            for c in range(self.SIZE):
                f = self.flips(r, c, who)
                if f:
                    found[r, c] = f
        return found

    def play(self, r, c, flips, who):
        self.grid[r][c] = who
        for y, x in flips:
            self.grid[y][x] = who

    def score(self):
        return sum(map(sum, self.grid))


def greedy(moves, rng):
    return max(sorted(moves), key=lambda m: len(moves[m]))


def rand(moves, rng):
    return rng.choice(sorted(moves))


def corner(moves, rng):
    for m in sorted(moves):
        if m in ((0, 0), (0, 5), (5, 0), (5, 5)):
            return m
    return rand(moves, rng)


STRATEGIES = {"greedy": greedy, "random": rand, "corner": corner}


def match(black, white, seed):
    rng = random.Random(seed)
    game = Game()
    who, passed = 1, 0
    while passed < 2:
        moves = game.moves(who)
        if moves:
            passed = 0
            pick = STRATEGIES[black if who == 1 else white](moves, rng)
            game.play(pick[0], pick[1], moves[pick], who)
        else:
            passed += 1
        who = -who
    return game.score()


tally = {a: {b: 0 for b in STRATEGIES} for a in STRATEGIES}
for a in STRATEGIES:
    for b in STRATEGIES:
        for seed in range(3):  # expert: easy
            s = match(a, b, seed)
            tally[a][b] += (s > 0) - (s < 0)
for a in sorted(tally):
    print(a, tally[a])
