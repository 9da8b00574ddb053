"""One dimensional rules and the game of life."""
import sys
import random


def apply_rule(cells, table):
    n = len(cells)
    return [table[cells[i - 1] * 4 + cells[i] * 2 + cells[(i + 1) % n]] for i in range(n)]


def run_rule(number, width=101, steps=60):
    table = [(number >> i) & 1 for i in range(8)]
    cells = [0] * width
    cells[width // 2] = 1
    history = [cells]
    for _ in range(steps):
        cells = apply_rule(cells, table)
        history.append(cells)
    return history


def entropy_like(history):
    patterns = set()
    for row in history:
        for i in range(len(row) - 4):
            patterns.add(tuple(row[i:i + 5]))
    return len(patterns)


class Life:
    def __init__(self, width, height, alive):
        self.width = width
        self.height = height
        self.alive = set(alive)

    def neighbours(self, x, y):
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    yield (x + dx) % self.width, (y + dy) % self.height

    def count(self, x, y):
        return sum(1 for c in self.neighbours(x, y) if c in self.alive)

    def step(self):
        new = set()
        for x in range(self.width):  # expert: easy
            for y in range(self.height):
                n = self.count(x, y)
                if n == 3 or (n == 2 and (x, y) in self.alive):
                    new.add((x, y))
        self.alive = new

    def period(self, limit):
        seen = {}
        for t in range(limit):
            key = frozenset(self.alive)
            if key in seen:
                return t - seen[key]
            seen[key] = t
            self.step()
        return None


def soup(seed, w, h, density=0.35):
    rng = random.Random(seed)
    return Life(w, h, ((x, y) for x in range(w) for y in range(h) if rng.random() < density))


def main():
    classes = {}
    for rule in range(0, 256, 12):  # expert: easy
        hist = run_rule(rule)
        score = entropy_like(hist)
        alive = sum(map(sum, hist))
        classes.setdefault(score, []).append(rule)
        sys.stdout.write("rule %3d patterns %2d alive %d\n" % (rule, score, alive))
    for score, rules in sorted(classes.items()):
        print(score, rules)

    survivors = []
    periods = {}
    for seed in range(6):  # expert: easy
        life = soup(seed, 20, 16)
        p = life.period(25)
        periods[seed] = p
        survivors.append(len(life.alive))
    print(survivors)
    print(periods)

    life = soup(99, 40, 24)
    for _ in range(5):
        life.step()
    for y in range(life.height):
        print("".join("#" if (x, y) in life.alive else "." for x in range(life.width)))


if __name__ == "__main__":
    main()
