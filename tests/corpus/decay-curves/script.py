"""Fit decay curves by Nelder-Mead, one per sample; bootstrap the half-life."""
import math
import random
import statistics


def model(params, t):
    a, k, c = params
    return a * math.exp(-k * t) + c


def loss(params, data):
    return sum((y - model(params, t)) ** 2 for t, y in data)


def nelder_mead(f, start, steps=120, scale=0.3):
    n = len(start)
    simplex = [list(start)]
    for i in range(n):
        p = list(start)
        p[i] += scale
        simplex.append(p)
    scores = [f(p) for p in simplex]
    for _ in range(steps):
        order = sorted(range(n + 1), key=scores.__getitem__)
        simplex = [simplex[i] for i in order]
        scores = [scores[i] for i in order]
        centre = [sum(p[i] for p in simplex[:-1]) / n for i in range(n)]
        reflect = [2 * c - w for c, w in zip(centre, simplex[-1])]
        fr = f(reflect)
        if fr < scores[0]:
            expand = [3 * c - 2 * w for c, w in zip(centre, simplex[-1])]
            fe = f(expand)
            simplex[-1], scores[-1] = (expand, fe) if fe < fr else (reflect, fr)
        elif fr < scores[-2]:
            simplex[-1], scores[-1] = reflect, fr
        else:
            inner = [(c + w) / 2 for c, w in zip(centre, simplex[-1])]
            fi = f(inner)
            if fi < scores[-1]:
                simplex[-1], scores[-1] = inner, fi
            else:
                for i in range(1, n + 1):
                    simplex[i] = [(a + b) / 2 for a, b in zip(simplex[0], simplex[i])]
                    scores[i] = f(simplex[i])
    best = min(range(n + 1), key=scores.__getitem__)
    return simplex[best], scores[best]


def measure(k, seed):
    gen = random.Random(seed)
    return [(t / 4, model((5, k, 1), t / 4) + gen.gauss(0, 0.1)) for t in range(30)]


class Sample:
    registry = []

    def __init__(self, name, data):
        self.name = name
        self.data = data
        self.params = None
        self.error = None
        Sample.registry.append(self)

    def fit(self):
        self.params, self.error = nelder_mead(lambda p: loss(p, self.data), [4.0, 0.5, 0.5])

    @property
    def half_life(self):
        return math.log(2) / self.params[1]


for n in range(14):
    Sample(f"s{n}", measure(0.2 + 0.06 * n, n))

for sample in Sample.registry:  # expert: easy
    sample.fit()
    print(f"{sample.name}: half-life {sample.half_life:.3f}, residual {sample.error:.4f}")


def resampled(sample, seed):
    gen = random.Random(seed)
    data = gen.choices(sample.data, k=len(sample.data))
    params, _ = nelder_mead(lambda p: loss(p, data), sample.params, steps=60)
    return math.log(2) / params[1]


first = Sample.registry[3]
lives = sorted(resampled(first, s) for s in range(30))  # expert: easy
print(f"bootstrap {first.name}: {statistics.median(lives):.3f} [{lives[1]:.3f}, {lives[-2]:.3f}]")
