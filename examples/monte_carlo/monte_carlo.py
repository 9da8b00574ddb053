"""Price an Asian call option by simulation.

The pay-off depends on the mean price along the way, so that there is no formula for it.
One seeded generator draws every step, so that two runs agree to the last digit.
"""
import argparse
import math
import random
import sys
import time


class Market:
    def __init__(self, price, rate, volatility, seed):
        self.price = price
        self.rate = rate
        self.volatility = volatility
        self.rng = random.Random(seed)
        self.draws = 0

    def walk(self, years, steps):
        """Follow one random path and return the mean price along it."""
        dt = years / steps
        drift = (self.rate - self.volatility ** 2 / 2) * dt
        spread = self.volatility * math.sqrt(dt)
        price = self.price
        total = 0.0
        for _ in range(steps):
            price *= math.exp(drift + spread * self.rng.gauss(0, 1))
            self.draws += 1
            total += price
        return total / steps


def main():
    parser = argparse.ArgumentParser(description="price an Asian call option by simulation")
    parser.add_argument("--paths", type=int, default=60000)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--strike", type=float, default=105.0)
    parser.add_argument("--seed", type=int, default=12345)
    options = parser.parse_args()

    started = time.perf_counter()
    market = Market(price=100.0, rate=0.03, volatility=0.25, seed=options.seed)
    total = 0.0
    squares = 0.0
    paid = 0
    for path in range(1, options.paths + 1):
        payoff = max(0.0, market.walk(1.0, options.steps) - options.strike)
        total += payoff
        squares += payoff * payoff
        if payoff > 0:
            paid += 1
        if path % (options.paths // 5) == 0:
            print(f"{path:8d} paths: {total / path:.10f}")

    mean = total / options.paths
    deviation = math.sqrt(squares / options.paths - mean * mean)
    discount = math.exp(-0.03)
    print("price:", repr(mean * discount))
    print("standard error:", repr(deviation * discount / math.sqrt(options.paths)))
    print("paid:", paid, "of", options.paths)
    print("draws:", market.draws, "next:", market.rng.random())
    print(f"took {time.perf_counter() - started:.2f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
