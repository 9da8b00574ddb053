"""Discrete event simulation of a shop with several tills."""
import argparse
import heapq
import random
import statistics


class Customer:
    __slots__ = ("arrival", "items", "start", "end")

    def __init__(self, arrival, items):
        self.arrival = arrival
        self.items = items
        self.start = None
        self.end = None

    @property
    def wait(self):
        return self.start - self.arrival


class Shop:
    def __init__(self, tills, seed):
        self.tills = [0.0] * tills
        self.random = random.Random(seed)
        self.customers = []

    def arrivals(self, hours, rate):
        t = 0.0
        while True:
            t += self.random.expovariate(rate)
            if t > hours * 60:
                return
            yield Customer(t, 1 + int(self.random.expovariate(0.1)))

    def run(self, hours=8, rate=1.1):
        free = list(self.tills)
        heapq.heapify(free)
        for customer in self.arrivals(hours, rate):
            till = heapq.heappop(free)
            customer.start = max(till, customer.arrival)
            customer.end = customer.start + 0.5 + customer.items * 0.15
            heapq.heappush(free, customer.end)
            self.customers.append(customer)
        return self

    def stats(self):
        waits = [c.wait for c in self.customers]
        return {
            "n": len(waits),
            "mean": statistics.fmean(waits),
            "p95": sorted(waits)[int(0.95 * len(waits))],
            "max": max(waits),
        }


def experiment(tills, replications):
    rows = []
    for r in range(replications):  # expert: easy
        shop = Shop(tills, seed=1000 * tills + r)
        shop.run()
        rows.append(shop.stats())
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--replications", type=int, default=10)
    parser.add_argument("--max-tills", type=int, default=5)
    options = parser.parse_args()
    print(f"{'tills':>5} {'mean':>8} {'p95':>8} {'max':>8}")
    chosen = None
    for tills in range(2, options.max_tills + 1):  # expert: easy
        rows = experiment(tills, options.replications)
        mean = statistics.fmean(r["mean"] for r in rows)
        p95 = statistics.fmean(r["p95"] for r in rows)
        print(f"{tills:5d} {mean:8.3f} {p95:8.3f} {max(r['max'] for r in rows):8.3f}")
        if chosen is None and p95 < 2.0:
            chosen = tills
    print("tills needed:", chosen)


if __name__ == "__main__":
    main()
