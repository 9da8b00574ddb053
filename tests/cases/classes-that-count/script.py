"""How many were made, and how often something was done."""


class Road:
    count = 0
    steps: int = 0

    def __init__(self, n):
        Road.count += 1
        self.n = n

    def drive(self):
        total = 0
        for k in range(self.n * 20 + 100):
            Road.steps += 2
            total = (total * 31 + k) % 10007
        return total


class Lane(Road):
    pass


def flow(n):
    road = Road(n) if n % 3 else Lane(n)
    return road.drive()


speeds = {}
for n in range(20):
    speeds[n] = flow(n)
print(speeds)
print(Road.count, Lane.count, Road(1).count, Road.steps)

roads = []
for n in range(20):
    road = Road(n)
    roads.append((road, road.drive()))
print(len(roads), Road.count, Road.steps, [speed for _, speed in roads])

for n in range(20):
    speeds[n] = flow(n)
Road.count += 1000
print([road.count for road, _ in roads[:3]], Road.count)
