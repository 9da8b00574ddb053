from .base import Shape


class Circle(Shape):
    name = "circle"

    def __init__(self, x, y, r):
        self.x, self.y, self.r = x, y, r

    def contains(self, x, y):
        return (x - self.x) ** 2 + (y - self.y) ** 2 <= self.r ** 2

    def bounds(self):
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r
