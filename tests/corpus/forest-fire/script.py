"""Forest fire percolation: repeated trials per density."""
import random


def burn(size, density, seed):
    rng = random.Random(seed)
    forest = [[1 if rng.random() < density else 0 for _ in range(size)] for _ in range(size)]
    fire = []
    for c in range(size):
        if forest[0][c]:
            forest[0][c] = 2
            fire.append((0, c))
    steps = 0
    while fire:
        steps += 1
        nxt = []
        for r, c in fire:
            for nr, nc in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if 0 <= nr < size and 0 <= nc < size and forest[nr][nc] == 1:
                    forest[nr][nc] = 2
                    nxt.append((nr, nc))
        fire = nxt
    burnt = sum(row.count(2) for row in forest)
    trees = burnt + sum(row.count(1) for row in forest)
    return burnt / max(trees, 1), steps


def experiment(density, trials):
    fractions, durations = [], []
    for t in range(trials):  # expert: easy
        frac, steps = burn(24, density, t)
        fractions.append(frac)
        durations.append(steps)
    return sum(fractions) / trials, sum(durations) / trials


if __name__ == "__main__":
    results = {}
    for percent in range(30, 91, 10):  # expert: easy
        results[percent] = experiment(percent / 100, 8)
        frac, dur = results[percent]
        print(f"{percent:3d}% {frac:6.3f} {dur:6.1f} " + "*" * int(frac * 40))
    crit = max(results, key=lambda p: results[p][1])
    print("critical near", crit)
