# Tiny ray tracer with a Vec class
import math
import sys


class Vec:
    __slots__ = ("x", "y", "z")

    def __init__(self, x=0.0, y=0.0, z=0.0):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vec(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k, self.z * k)

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def norm(self):
        return math.sqrt(self.dot(self))

    def unit(self):
        n = self.norm()
        return self * (1.0 / n)


class Sphere:
    def __init__(self, center, radius, color):
        self.center = center
        self.radius = radius
        self.color = color

    def hit(self, origin, direction):
        oc = origin - self.center
        b = 2.0 * oc.dot(direction)
        c = oc.dot(oc) - self.radius * self.radius
        disc = b * b - 4.0 * c
        if disc < 0:
            return None
        t = (-b - math.sqrt(disc)) / 2.0
        return t if t > 1e-4 else None

    def normal(self, p):
        return (p - self.center).unit()


class Scene:
    def __init__(self):
        self.spheres = []
        self.light = Vec(5, 5, -10).unit()

    def add(self, s):
        self.spheres.append(s)

    def trace(self, origin, direction):
        nearest, obj = None, None
        for s in self.spheres:
            t = s.hit(origin, direction)
            if t is not None and (nearest is None or t < nearest):
                nearest, obj = t, s
        if obj is None:
            return Vec(0.2, 0.2, 0.2 + 0.3 * abs(direction.y))
        p = origin + direction * nearest
        shade = max(0.1, obj.normal(p).dot(self.light))
        return obj.color * shade


def render(scene, width, height):
    image = []
    eye = Vec(0, 0, -5)
    for y in range(height):  # expert: easy
        row = []
        for x in range(width):
            d = Vec((x - width / 2) / width * 2, (height / 2 - y) / height * 2, 2).unit()
            c = scene.trace(eye, d)
            row.append((int(255 * min(1, c.x)), int(255 * min(1, c.y)), int(255 * min(1, c.z))))
        image.append(row)
    return image


def main():
    width = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    scene = Scene()
    scene.add(Sphere(Vec(0, 0, 0), 1.0, Vec(1, 0.2, 0.2)))
    scene.add(Sphere(Vec(1.5, 0.5, 1), 0.8, Vec(0.2, 1, 0.2)))
    scene.add(Sphere(Vec(-1.5, -0.5, 0.5), 0.7, Vec(0.3, 0.3, 1)))
    img = render(scene, width, width * 3 // 4)
    with open("out.ppm", "w") as f:
        f.write("P3\n%d %d\n255\n" % (width, len(img)))
        for row in img:
            f.write(" ".join("%d %d %d" % px for px in row) + "\n")
    print("wrote", len(img), "rows; centre pixel", img[len(img) // 2][width // 2])


main()
