"""Queues and elevators: independent replications of a stochastic simulation."""
import argparse
import heapq
import random
import statistics
from collections import deque


class Server:
    def __init__(self, rng, rate):
        self.rng = rng
        self.rate = rate
        self.busy_until = 0.0
        self.served = 0

    def serve(self, now):
        start = max(now, self.busy_until)
        self.busy_until = start + self.rng.expovariate(self.rate)
        self.served += 1
        return start - now


class Simulation:
    def __init__(self, seed, servers, arrival, service, customers):
        self.rng = random.Random(seed)
        self.servers = [Server(self.rng, service) for _ in range(servers)]
        self.arrival = arrival
        self.customers = customers

    def run(self):
        now = 0.0
        waits = []
        for _ in range(self.customers):
            now += self.rng.expovariate(self.arrival)
            server = min(self.servers, key=lambda s: s.busy_until)
            waits.append(server.serve(now))
        return statistics.fmean(waits), max(waits)


def replicate(servers, replications):
    means = []
    for seed in range(replications):  # expert: easy
        mean, worst = Simulation(seed, servers, 1.0, 0.4, 60).run()
        means.append(mean)
    return statistics.fmean(means), statistics.stdev(means)


def events(seed, horizon):
    rng = random.Random(seed)
    queue = [(rng.random(), k, "arrive") for k in range(5)]
    heapq.heapify(queue)
    waiting = deque()
    done = 0
    while queue and queue[0][0] < horizon:
        when, k, kind = heapq.heappop(queue)
        if kind == "arrive":
            waiting.append(when)
            heapq.heappush(queue, (when + rng.random(), k, "leave"))
        else:
            waiting.popleft()
            done += 1
            heapq.heappush(queue, (when + rng.random(), k, "arrive"))
    return done


def main():
    parser = argparse.ArgumentParser(prog="queue-sim")
    parser.add_argument("-r", "--replications", type=int, default=6)
    options = parser.parse_args()
    for servers in (3, 4, 5):  # expert: easy
        mean, spread = replicate(servers, options.replications)
        print(f"{servers} servers: {mean:.4f} +- {spread:.4f}")
    counts = [events(seed, 20.0) for seed in range(10)]  # expert: easy
    print(counts)


if __name__ == "__main__":
    main()
