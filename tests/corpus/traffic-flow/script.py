"""Nagel-Schreckenberg traffic: fundamental diagram, jams and lane statistics."""
import itertools
import random


class Road:
    count = 0

    def __init__(self, length, density, vmax=5, slowdown=0.25, seed=0):
        Road.count += 1
        self.length = length
        self.vmax = vmax
        self.slowdown = slowdown
        self.random = random.Random(seed)
        n = max(1, int(length * density))
        self.positions = sorted(self.random.sample(range(length), n))
        self.speeds = [0] * n
        self.passed = 0

    def step(self):
        n = len(self.positions)
        for i in range(n):
            gap = (self.positions[(i + 1) % n] - self.positions[i] - 1) % self.length
            v = min(self.speeds[i] + 1, self.vmax, gap)
            if v > 0 and self.random.random() < self.slowdown:
                v -= 1
            self.speeds[i] = v
        for i in range(n):
            new = self.positions[i] + self.speeds[i]
            if new >= self.length:
                self.passed += 1
            self.positions[i] = new % self.length

    @property
    def mean_speed(self):
        return sum(self.speeds) / len(self.speeds)

    def jammed(self):
        return sum(1 for v in self.speeds if v == 0)

    def picture(self):
        cells = ["."] * self.length
        for p, v in zip(self.positions, self.speeds):
            cells[p] = str(v)
        return "".join(cells)


def flow(density, slowdown, steps, seed):
    road = Road(200, density, slowdown=slowdown, seed=seed)
    for _ in range(30):
        road.step()
    road.passed = 0
    speeds = []
    stopped = 0
    for _ in range(steps):
        road.step()
        speeds.append(road.mean_speed)
        stopped += road.jammed()
    return road.passed / steps, sum(speeds) / steps, stopped / (steps * len(road.positions))


densities = [d / 40 for d in range(2, 24, 2)]
slowdowns = [0.1, 0.3, 0.5]

diagram = {}
for density, slowdown in itertools.product(densities, slowdowns):  # expert: easy
    diagram[density, slowdown] = flow(density, slowdown, 60, seed=round(density * 1000))

print("density  " + "  ".join(f"p={p:<18}" for p in slowdowns))
for d in densities:
    cells = ["%.3f v=%.2f s=%.2f" % diagram[d, p] for p in slowdowns]
    print(f"{d:7.3f}  " + "  ".join(cells))

peaks = {p: max(densities, key=lambda d: diagram[d, p][0]) for p in slowdowns}
print("capacity at", peaks)

small = Road(70, 0.25, seed=5)
for _ in range(12):
    small.step()
    print(small.picture())
print("roads built:", Road.count)
