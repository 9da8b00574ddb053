"""Stock backtest: every strategy over the same price list."""
import math


def prices(n):
    p, out = 100.0, []
    seed = 12345
    for _ in range(n):
        seed = (seed * 16807) % 2147483647
        p *= 1 + (seed / 2147483647 - 0.5) * 0.03
        out.append(p)
    return out


def sma(series, n, i):
    return sum(series[i - n:i]) / n


class Strategy:
    def __init__(self, fast, slow):
        self.fast = fast
        self.slow = slow
        self.cash = 1000.0
        self.shares = 0.0
        self.trades = []

    def run(self, series):
        for i in range(self.slow, len(series)):
            f = sma(series, self.fast, i)
            s = sma(series, self.slow, i)
            if f > s and self.shares == 0:
                self.shares = self.cash / series[i]
                self.cash = 0.0
                self.trades.append(("buy", i, series[i]))
            elif f < s and self.shares > 0:
                self.cash = self.shares * series[i]
                self.shares = 0.0
                self.trades.append(("sell", i, series[i]))
        return self.cash + self.shares * series[-1]


def main():
    series = prices(500)
    results = []
    for fast in range(3, 12, 2):  # expert: easy
        for slow in range(15, 40, 8):
            strat = Strategy(fast, slow)
            value = strat.run(series)
            results.append((value, fast, slow, len(strat.trades)))
    results.sort(reverse=True)
    for value, fast, slow, n in results[:5]:
        print(f"fast={fast:2d} slow={slow:2d} trades={n:3d} final={value:10.2f}")
    values = [r[0] for r in results]
    mean = sum(values) / len(values)
    print("spread %.4f" % math.sqrt(sum((v - mean) ** 2 for v in values) / len(values)))


main()
