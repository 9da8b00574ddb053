"""Monte Carlo with one generator per item: pi, option prices, percolation."""
import math
import random
from statistics import mean


def estimate_pi(seed, n=400):
    rng = random.Random(seed)
    hits = 0
    for _ in range(n):
        x, y = rng.random(), rng.random()
        hits += x * x + y * y < 1.0
    return 4.0 * hits / n


def option_price(spot, strike, seed, paths=150):
    rng = random.Random(seed)
    total = 0.0
    for _ in range(paths):
        z = rng.gauss(0.0, 1.0)
        terminal = spot * math.exp((0.03 - 0.5 * 0.04) + 0.2 * z)
        total += max(terminal - strike, 0.0)
    return math.exp(-0.03) * total / paths


def percolates(n, p, rng):
    grid = [[rng.random() < p for _ in range(n)] for _ in range(n)]
    stack = [(0, c) for c in range(n) if grid[0][c]]
    seen = set(stack)
    while stack:
        r, c = stack.pop()
        if r == n - 1:
            return True
        for dr, dc in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            nr, nc = r + dr, c + dc
            if 0 <= nr < n and 0 <= nc < n and grid[nr][nc] and (nr, nc) not in seen:
                seen.add((nr, nc))
                stack.append((nr, nc))
    return False


def main():
    estimates = [estimate_pi(seed) for seed in range(12)]  # expert: easy
    print(f"{mean(estimates):.5f}")
    for strike in range(80, 125, 5):  # expert: easy
        print(strike, round(option_price(100.0, strike, seed=strike), 6))
    for step in range(4, 9):  # expert: easy
        p = step / 10
        count = 0
        for trial in range(8):
            if percolates(9, p, random.Random(1000 * step + trial)):
                count += 1
        print(p, count)
    random.seed(3)
    walks = []
    for _ in range(30):  # expert: no, refused: random-draw
        walks.append(sum(random.choice((-1, 1)) for _ in range(40)))
    print(walks)
    # drawn first, heavy work afterwards
    areas = []
    for _ in range(25):  # expert: hard
        a, b, c = random.random(), random.random(), random.random()
        area = 0.0
        for k in range(200):
            x = k / 200
            area += math.exp(-a * x) * math.sin(b * x + c)
        areas.append(area / 200)
    print(f"{sum(areas):.9f}")


main()
