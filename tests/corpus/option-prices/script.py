"""Monte Carlo with one own generator per trial: option pricing."""
import math
from dataclasses import dataclass


class Rand:
    """xorshift"""

    def __init__(self, seed):
        self.s = (seed * 2654435761 + 1) & 0xFFFFFFFF or 1

    def next(self):
        s = self.s
        s ^= (s << 13) & 0xFFFFFFFF
        s ^= s >> 17
        s ^= (s << 5) & 0xFFFFFFFF
        self.s = s
        return s / 4294967296.0

    def gauss(self):
        u1 = self.next() or 1e-12
        u2 = self.next()
        return math.sqrt(-2 * math.log(u1)) * math.cos(2 * math.pi * u2)


@dataclass
class Option:
    spot: float
    strike: float
    rate: float
    vol: float
    years: float
    steps: int = 40


def simulate(opt, seed):
    rng = Rand(seed)
    dt = opt.years / opt.steps
    price = opt.spot
    path_sum = 0.0
    for _ in range(opt.steps):
        price *= math.exp((opt.rate - 0.5 * opt.vol ** 2) * dt + opt.vol * math.sqrt(dt) * rng.gauss())
        path_sum += price
    return max(path_sum / opt.steps - opt.strike, 0.0)


def price(opt, trials):
    total = 0.0
    squares = 0.0
    for i in range(trials):  # expert: easy
        payoff = simulate(opt, i + 1)
        total += payoff
        squares += payoff * payoff
    mean = total / trials
    var = squares / trials - mean * mean
    disc = math.exp(-opt.rate * opt.years)
    return disc * mean, disc * math.sqrt(var / trials)


if __name__ == "__main__":
    for strike in (90, 100, 110):  # expert: easy
        opt = Option(100.0, strike, 0.03, 0.2, 1.0)
        p, err = price(opt, 1500)
        print(f"K={strike}: {p:.5f} +- {err:.5f}")
