class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def minus(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def square(self):
        return self.x * self.x + self.y * self.y


class Body:
    def __init__(self, name, place, speed, mass):
        self.name = name
        self.place = place
        self.speed = speed
        self.mass = mass


def energy(bodies):
    total = 0.0
    for i, body in enumerate(bodies):
        total += 0.5 * body.mass * body.speed.square()
        for k in range(i + 1, len(bodies)):
            other = bodies[k]
            total -= body.mass * other.mass / (1.0 + body.place.minus(other.place).square())
    return total


def main():
    bodies = []
    for k in range(24):
        bodies.append(Body("body %d" % k, Vector(k * 1.5, k * 0.5), Vector(0.1 * k, -0.2 * k), 1.0 + k % 5))
    print("start %.6f" % energy(bodies))
    print("again %.6f" % max(energy(bodies), energy(bodies[1:])))


main()
