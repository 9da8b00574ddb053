"""Sports league: schedule, Poisson scores by seed, table; Monte Carlo of seasons with progress."""
import math
import random
import sys
from dataclasses import dataclass


@dataclass
class Team:
    name: str
    attack: float
    defence: float


def poisson(rng, lam):
    limit, k, p = math.exp(-lam), 0, 1.0
    while True:
        p *= rng.random()
        if p <= limit:
            return k
        k += 1


def season(teams, seed):
    rng = random.Random(seed)
    points = {t.name: 0 for t in teams}
    for home in teams:
        for away in teams:
            if home is away:
                continue
            h = poisson(rng, home.attack / away.defence * 1.3)
            a = poisson(rng, away.attack / home.defence)
            if h > a:
                points[home.name] += 3
            elif a > h:
                points[away.name] += 3
            else:
                points[home.name] += 1
                points[away.name] += 1
    return points


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    teams = [Team("T%d" % i, 1 + i * 0.1, 1.5 - i * 0.05) for i in range(8)]
    titles = {t.name: 0 for t in teams}
    average = {t.name: 0.0 for t in teams}
    for i in range(n):  # expert: easy
        points = season(teams, i)
        champion = max(points, key=points.get)
        titles[champion] += 1
        for name, p in points.items():
            average[name] += p / n
        if (i + 1) % 20 == 0:
            print(f"{i + 1}/{n} seasons")
    for name in sorted(titles, key=titles.get, reverse=True):
        print(f"{name} {titles[name]:4d} {average[name]:7.3f}")


if __name__ == "__main__":
    main()
