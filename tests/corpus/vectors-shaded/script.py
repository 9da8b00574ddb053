import math


class Vec:
    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vec(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k, self.z * k)

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def unit(self):
        return self * (1.0 / math.sqrt(self.dot(self)))

    def __iter__(self):
        yield self.x
        yield self.y
        yield self.z


class Ball:
    def __init__(self, centre, radius, colour):
        self.centre, self.radius, self.colour = centre, radius, colour

    def hit(self, origin, direction):
        oc = origin - self.centre
        b = oc.dot(direction)
        disc = b * b - oc.dot(oc) + self.radius ** 2
        if disc < 0:
            return None
        t = -b - math.sqrt(disc)
        return t if t > 1e-4 else None


class Camera:
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.image = []

    def shade(self, balls, x, y):
        origin = Vec(0, 0, -4)
        direction = Vec(x / self.width - 0.5, 0.5 - y / self.height, 1).unit()
        best, found = math.inf, None
        for ball in balls:
            t = ball.hit(origin, direction)
            if t is not None and t < best:
                best, found = t, ball
        if found is None:
            return Vec(0.1, 0.1, 0.3)
        normal = (origin + direction * best - found.centre).unit()
        return found.colour * max(0.1, normal.dot(Vec(1, 1, -1).unit()))

    def render(self, balls):
        for y in range(self.height):  # expert: easy
            row = []
            for x in range(self.width):
                row.append(self.shade(balls, x, y))
            self.image.append(row)


balls = [Ball(Vec(i - 1.5, 0.2 * i, i % 3), 0.7, Vec(0.2 * i, 1 - 0.2 * i, 0.5)) for i in range(5)]
camera = Camera(24, 18)
camera.render(balls)
print("%.6f" % sum(sum(v) for row in camera.image for v in row))
print(" ".join(str(int(255 * c)) for v in camera.image[9] for c in v))
