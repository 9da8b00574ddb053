"""A small ray tracer with vector and sphere classes."""
import math


class Vector:
    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, o):
        return Vector(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vector(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k, self.z * k)

    __rmul__ = __mul__

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def length(self):
        return math.sqrt(self.dot(self))

    def normalize(self):
        return self * (1.0 / self.length())

    def __repr__(self):
        return f"Vector({self.x:.3f}, {self.y:.3f}, {self.z:.3f})"


class Ray:
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction.normalize()

    def at(self, t):
        return self.origin + self.direction * t


class Sphere:
    def __init__(self, center, radius, color, reflect=0.0):
        self.center = center
        self.radius = radius
        self.color = color
        self.reflect = reflect

    def intersect(self, ray):
        oc = ray.origin - self.center
        b = oc.dot(ray.direction)
        c = oc.dot(oc) - self.radius ** 2
        disc = b * b - c
        if disc < 0:
            return None
        t = -b - math.sqrt(disc)
        return t if t > 1e-4 else None

    def normal(self, p):
        return (p - self.center).normalize()


class Scene:
    def __init__(self, light):
        self.objects = []
        self.light = light

    def add(self, obj):
        self.objects.append(obj)
        return self

    def hit(self, ray):
        nearest, found = math.inf, None
        for obj in self.objects:
            t = obj.intersect(ray)
            if t is not None and t < nearest:
                nearest, found = t, obj
        return nearest, found

    def trace(self, ray, depth=0):
        t, obj = self.hit(ray)
        if obj is None:
            return Vector(0.2, 0.3, 0.5) * (0.5 + 0.5 * ray.direction.y)
        p = ray.at(t)
        n = obj.normal(p)
        to_light = (self.light - p).normalize()
        shade = max(0.1, n.dot(to_light))
        color = obj.color * shade
        if obj.reflect and depth < 2:
            d = ray.direction
            bounced = Ray(p, d - n * (2 * d.dot(n)))
            color = color * (1 - obj.reflect) + self.trace(bounced, depth + 1) * obj.reflect
        return color


def render(scene, width, height):
    eye = Vector(0, 0, -5)
    pixels = []
    for y in range(height):  # expert: easy
        row = []
        for x in range(width):
            d = Vector((x - width / 2) / width * 2, (height / 2 - y) / height * 2, 3)
            c = scene.trace(Ray(eye, d))
            row.append((min(255, int(c.x * 255)), min(255, int(c.y * 255)), min(255, int(c.z * 255))))
        pixels.append(row)
    return pixels


def main():
    scene = Scene(Vector(5, 5, -10))
    scene.add(Sphere(Vector(0, 0, 0), 1.0, Vector(1, 0.2, 0.2), 0.3))
    scene.add(Sphere(Vector(1.2, 0.4, 1), 0.7, Vector(0.2, 1, 0.2)))
    scene.add(Sphere(Vector(-1.3, -0.4, 0.5), 0.6, Vector(0.3, 0.3, 1), 0.5))
    image = render(scene, 24, 18)
    print("P3\n24 18\n255")
    for row in image:
        print(" ".join("%d %d %d" % p for p in row))


if __name__ == "__main__":
    main()
