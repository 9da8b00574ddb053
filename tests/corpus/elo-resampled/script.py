"""Elo ratings: order dependent. Then bootstrap of final ratings: independent."""
import random


def expected(a, b):
    return 1 / (1 + 10 ** ((b - a) / 400))


def play_season(games):
    ratings = {}
    for home, away, result in games:
        ra = ratings.get(home, 1500.0)
        rb = ratings.get(away, 1500.0)
        ea = expected(ra, rb)
        ratings[home] = ra + 20 * (result - ea)
        ratings[away] = rb + 20 * ((1 - result) - (1 - ea))
    return ratings


def resample(games, seed):
    rng = random.Random(seed)
    return [games[rng.randrange(len(games))] for _ in games]


teams = ["team%d" % i for i in range(8)]
rng = random.Random(10)
games = []
for _ in range(300):
    h, a = rng.sample(teams, 2)
    games.append((h, a, 1 if rng.random() < 0.5 + 0.05 * (teams.index(a) - teams.index(h)) else 0))

base = play_season(games)
samples = {t: [] for t in teams}
for b in range(60):  # expert: easy
    r = play_season(resample(games, b))
    for t in teams:
        samples[t].append(r.get(t, 1500.0))
for t in sorted(teams, key=lambda t: -base[t]):
    xs = sorted(samples[t])
    print(f"{t}: {base[t]:7.1f}  [{xs[2]:7.1f}, {xs[-3]:7.1f}]")
