"""Bank queue: parameter sweep over tellers and arrival rates, errors are collected."""
import heapq
import json
import random
import traceback
from dataclasses import dataclass, asdict


class ConfigurationError(ValueError):
    pass


@dataclass
class Params:
    tellers: int
    rate: float
    service: float
    customers: int = 200
    seed: int = 1

    def validate(self):
        if self.tellers < 1:
            raise ConfigurationError("no tellers")
        if self.rate <= 0:
            raise ConfigurationError(f"bad rate {self.rate}")


@dataclass
class Outcome:
    params: Params
    mean_wait: float
    max_wait: float
    utilisation: float

    def as_row(self):
        d = asdict(self.params)
        d["mean_wait"] = round(self.mean_wait, 4)
        d["max_wait"] = round(self.max_wait, 4)
        d["utilisation"] = round(self.utilisation, 4)
        return d


class Simulation:
    def __init__(self, params):
        params.validate()
        self.params = params
        self.rng = random.Random(params.seed)
        self.clock = 0.0
        self.events = []
        self.waiting = []
        self.free = params.tellers
        self.waits = []
        self.busy = 0.0
        self._counter = 0

    def schedule(self, delay, kind):
        self._counter += 1
        heapq.heappush(self.events, (self.clock + delay, self._counter, kind))

    def start_service(self, arrived):
        self.free -= 1
        self.waits.append(self.clock - arrived)
        t = self.rng.expovariate(1 / self.params.service)
        self.busy += t
        self.schedule(t, "leave")

    def run(self):
        arrived = 0
        self.schedule(self.rng.expovariate(self.params.rate), "arrive")
        while self.events:
            self.clock, _, kind = heapq.heappop(self.events)
            if kind == "arrive":
                arrived += 1
                if self.free:
                    self.start_service(self.clock)
                else:
                    self.waiting.append(self.clock)
                if arrived < self.params.customers:
                    self.schedule(self.rng.expovariate(self.params.rate), "arrive")
            else:
                self.free += 1
                if self.waiting:
                    self.start_service(self.waiting.pop(0))
        return Outcome(self.params, sum(self.waits) / len(self.waits), max(self.waits),
                       self.busy / (self.clock * self.params.tellers))


def grid():
    for tellers in (0, 1, 2, 3):
        for rate in (0.5, 1.0, 2.0, -1):
            yield Params(tellers, rate, 1.2)


def replicate(params, n):
    means = []
    for i in range(n):  # expert: easy
        p = Params(params.tellers, params.rate, params.service, params.customers, seed=1000 + i)
        means.append(Simulation(p).run().mean_wait)
    m = sum(means) / n
    var = sum((x - m) ** 2 for x in means) / (n - 1)
    return m, var ** 0.5


def main():
    outcomes = []
    failed = []
    for i, params in enumerate(grid()):  # expert: easy
        try:
            outcome = Simulation(params).run()
        except ConfigurationError as e:
            failed.append((i, str(e)))
            continue
        except Exception:
            traceback.print_exc()
            continue
        outcomes.append(outcome)
        if i % 5 == 0:
            print("progress", i)
    for o in outcomes:
        print(json.dumps(o.as_row()))
    print("failed", failed)

    best = min(outcomes, key=lambda o: (o.mean_wait, o.params.tellers))
    print("best", best)
    for o in outcomes[:4]:  # expert: easy
        m, s = replicate(o.params, 10)
        print(f"{o.params.tellers} {o.params.rate}: {m:.3f} +- {s:.3f}")


if __name__ == "__main__":
    main()
