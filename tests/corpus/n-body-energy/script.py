"""N-body with classes: the force on each body, then a step for all."""
import math
import time


class Vec:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k, self.z * k)

    def norm2(self):
        return self.x * self.x + self.y * self.y + self.z * self.z


class Body:
    def __init__(self, name, pos, vel, mass):
        self.name = name
        self.pos = pos
        self.vel = vel
        self.mass = mass


def acceleration(body, bodies, eps=1e-3):
    acc = Vec(0.0, 0.0, 0.0)
    for other in bodies:
        if other.name == body.name:
            continue
        d = other.pos - body.pos
        r2 = d.norm2() + eps
        acc = acc + d * (other.mass / (r2 * math.sqrt(r2)))
    return acc


def step(bodies, dt):
    accs = [acceleration(b, bodies) for b in bodies]  # expert: easy
    for b, a in zip(bodies, accs):
        b.vel = b.vel + a * dt
        b.pos = b.pos + b.vel * dt


def energy(bodies):
    e = 0.0
    for i, b in enumerate(bodies):  # expert: easy
        e += 0.5 * b.mass * b.vel.norm2()
        for j in range(i + 1, len(bodies)):
            other = bodies[j]
            e -= b.mass * other.mass / math.sqrt((b.pos - other.pos).norm2())
    return e


def main():
    bodies = []
    for k in range(24):
        angle = k * 2.399963
        r = 1.0 + k * 0.35
        bodies.append(Body(f"b{k}", Vec(r * math.cos(angle), r * math.sin(angle), 0.05 * k),
                           Vec(-math.sin(angle) / r, math.cos(angle) / r, 0.0), 1.0 + (k % 5)))
    start = time.perf_counter()
    print(f"start {energy(bodies):.9f}")
    for n in range(8):  # expert: no, refused: shared-mutation
        step(bodies, 0.01)
    print(f"end   {energy(bodies):.9f}")
    elapsed = time.perf_counter() - start
    if elapsed > 100:
        print("slow machine")


if __name__ == "__main__":
    main()
