"""A small ray tracer: vectors with operators, kept in lists; data classes whose lists come from factories."""

import math
from dataclasses import dataclass, field


class Vec:
    __slots__ = ("x", "y", "z")

    def __init__(self, x=0.0, y=0.0, z=0.0):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vec(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / math.sqrt(self.dot(self)))


@dataclass
class Ball:
    centre: Vec
    radius: float
    shade: float

    def hit(self, origin, direction):
        apart = origin - self.centre
        b = apart.dot(direction)
        under = b * b - apart.dot(apart) + self.radius * self.radius
        if under < 0:
            return None
        t = -b - math.sqrt(under)
        return t if t > 1e-4 else None


@dataclass
class Scene:
    light: Vec
    balls: list = field(default_factory=list)
    names: dict = field(default_factory=lambda: {"first": 1})

    def trace(self, origin, direction):
        nearest, found = None, None
        for ball in self.balls:
            t = ball.hit(origin, direction)
            if t is not None and (nearest is None or t < nearest):
                nearest, found = t, ball
        if found is None:
            return 0.1
        normal = (origin + direction * nearest - found.centre).unit()
        return found.shade * max(0.1, normal.dot(self.light))


def render(scene, width, height):
    rows = []
    for y in range(height):
        row = []
        for x in range(width):
            direction = Vec(x / width - 0.5, 0.5 - y / height, 1.0).unit()
            row.append(int(255 * scene.trace(Vec(0.0, 0.0, -4.0), direction)))
        rows.append(row)
    return rows


scene = Scene(Vec(1.0, 1.0, -1.0).unit())
scene.balls.append(Ball(Vec(0.0, 0.0, 0.0), 1.0, 0.9))
scene.balls.append(Ball(Vec(0.8, 0.5, -0.5), 0.4, 0.7))
other = Scene(Vec(0.0, 1.0, 0.0))
print(len(other.balls), other.names, scene.names is other.names)
for row in render(scene, 40, 24):
    print("".join(" .:-=+*#%@"[value * 10 // 256] for value in row))
