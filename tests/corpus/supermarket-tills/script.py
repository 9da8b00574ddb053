"""Queues at supermarket tills: replications of a discrete-event simulation."""
import heapq
import logging
import random
import statistics
from dataclasses import dataclass, field

logger = logging.getLogger("tills")


@dataclass(order=True)
class Event:
    when: float
    number: int
    kind: str = field(compare=False)
    who: "Customer" = field(compare=False, default=None)


@dataclass
class Customer:
    arrived: float
    items: int
    served: float = 0.0
    left: float = 0.0


class Shop:
    def __init__(self, tills, rate, seed):
        self.rng = random.Random(seed)
        self.queues = [[] for _ in range(tills)]
        self.rate = rate
        self.events = []
        self.clock = 0.0
        self.counter = 0
        self.done = []

    def schedule(self, delay, kind, who=None):
        self.counter += 1
        heapq.heappush(self.events, Event(self.clock + delay, self.counter, kind, who))

    def on_arrival(self, who):
        queue = min(self.queues, key=len)
        queue.append(who)
        if len(queue) == 1:
            self.start(queue)
        self.schedule(self.rng.expovariate(self.rate), "arrival", Customer(0, 1 + int(self.rng.expovariate(0.1))))

    def start(self, queue):
        who = queue[0]
        who.served = self.clock
        self.schedule(0.2 + 0.05 * who.items * self.rng.uniform(0.7, 1.3), "departure", who)

    def on_departure(self, who):
        who.left = self.clock
        self.done.append(who)
        for queue in self.queues:
            if queue and queue[0] is who:
                queue.pop(0)
                if queue:
                    self.start(queue)
                break

    def run(self, until):
        self.schedule(0, "arrival", Customer(0, 5))
        handlers = {"arrival": self.on_arrival, "departure": self.on_departure}
        while self.events and self.clock < until:
            event = heapq.heappop(self.events)
            self.clock = event.when
            if event.kind == "arrival":
                event.who.arrived = self.clock
            handlers[event.kind](event.who)
        return self

    def waits(self):
        return [c.served - c.arrived for c in self.done]


def replicate(tills, rate, runs):
    means = []
    for seed in range(runs):  # expert: easy
        shop = Shop(tills, rate, seed).run(250)
        means.append(statistics.mean(shop.waits()))
        logger.info("%d tills, run %d: %.3f", tills, seed, means[-1])
    return means


def main():
    logging.basicConfig(level=logging.WARNING)
    for tills in range(2, 5):
        means = replicate(tills, 1.9, 8)
        print(f"{tills} tills: mean wait {statistics.mean(means):7.3f} +- {statistics.stdev(means):.3f}")


if __name__ == "__main__":
    main()
