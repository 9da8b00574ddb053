"""Simulations over lists of objects, by index, with enumerate and with zip."""


class Walker:
    def __init__(self, n):
        self.n = n
        self.x = float(n)
        self.v = 0.25
        self.steps = 0

    def force(self, wind):
        total = wind
        for k in range(1, 150):
            total -= self.x / (k * k)
        return total

    def step(self, dt, wind=0.0):
        self.v += self.force(wind) * dt
        self.x += self.v * dt
        self.steps += 1

    def energy(self):
        total = 0.0
        for k in range(1, 100):
            total += self.v * self.v / k
        return total


class Wind:
    def __init__(self, strength):
        self.strength = strength


class World:
    def __init__(self, size):
        self.walkers = [Walker(n) for n in range(size)]
        self.log = []

    def advance(self, dt):
        for i in range(len(self.walkers)):
            self.walkers[i].step(dt)

    def observe(self):
        for i, walker in enumerate(self.walkers):
            walker.step(0.01, i)
            self.log.append(walker.energy())


def main():
    walkers = [Walker(n) for n in range(12)]
    winds = [Wind(n / 10) for n in range(12)]
    for step in range(3):
        for i in range(len(walkers)):
            walkers[i].step(0.1)
    for i in range(len(walkers)):
        walker = walkers[i]
        walker.v *= 0.9
        walker.x += walker.force(winds[i].strength)
    total = 0.0
    for i in range(2, len(walkers)):
        walkers[i].step(0.2, winds[i].strength)
        total += walkers[i].energy()
    print(total)
    for i, walker in enumerate(walkers, 1):
        walker.step(0.1 / i)
        if walker.n == 9:
            break
    for walker, wind in zip(walkers, winds):
        walker.step(0.1, wind.strength)
    for wind, walker in zip(winds, walkers):
        walker.step(0.1, wind.strength)
        print(walker.n, walker.x, walker.steps)
    print(i, walker.n, vars(walkers[3]).keys())
    world = World(10)
    for _ in range(2):
        world.advance(0.1)
        world.observe()
    print(world.log[-1], [walker.x for walker in world.walkers])


main()
team = tuple(Walker(n) for n in range(8))
for i in range(len(team) - 1, -1, -1):
    team[i].step(0.3)
print([walker.x for walker in team], i)
