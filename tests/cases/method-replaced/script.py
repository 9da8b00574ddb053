class Shape:
    def __init__(self, n):
        self.n = n

    def area(self):
        x = self.n
        for _ in range(200):
            x = (x * 13 + 7) % 10007
        return x


def other_area(self):
    return -self.n


shapes = [Shape(i) for i in range(24)]
areas = []
for i, shape in enumerate(shapes):
    if i == 9:
        shape.area = lambda: "own"  # this one object only
    if i == 15:
        Shape.area = other_area  # from here on, all of them
    areas.append(shape.area())
print(areas)
print([s.area() for s in shapes[:3]])
