"""Schedules events with a heap: sequential simulation. Several seeds are independent."""
import heapq
import random


class Server:
    def __init__(self, name):
        self.name = name
        self.busy_until = 0.0
        self.served = 0

    def serve(self, now, duration):
        start = max(now, self.busy_until)
        self.busy_until = start + duration
        self.served += 1
        return start - now


class Simulation:
    def __init__(self, seed, servers=2, customers=400):
        self.rng = random.Random(seed)
        self.servers = [Server("s%d" % i) for i in range(servers)]
        self.customers = customers
        self.queue = []
        self.waits = []

    def run(self):
        t = 0.0
        for i in range(self.customers):
            t += self.rng.expovariate(1.0)
            heapq.heappush(self.queue, (t, i))
        while self.queue:
            now, i = heapq.heappop(self.queue)
            server = min(self.servers, key=lambda s: s.busy_until)
            self.waits.append(server.serve(now, self.rng.expovariate(0.6)))
        return self

    def report(self):
        return sum(self.waits) / len(self.waits), max(self.waits), [s.served for s in self.servers]


def main():
    averages = []
    for seed in range(12):  # expert: easy
        sim = Simulation(seed)
        sim.run()
        avg, worst, served = sim.report()
        print(f"seed {seed}: avg wait {avg:.3f}, worst {worst:.3f}, served {served}")
        averages.append(avg)
    print("overall %.4f" % (sum(averages) / len(averages)))


if __name__ == "__main__":
    main()
