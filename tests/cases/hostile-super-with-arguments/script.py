"""`super(Class, self)`, as older programs write it: what a base calls may be a method of the class that is made."""


class Base(object):
    def __init__(self, items):
        self.attach(items)

    def attach(self, items):
        pass


class Thing(Base):
    def __init__(self, items):
        super(Thing, self).__init__(items)

    def attach(self, items):
        self.items = items


class Shape(object):
    def __init__(self, side):
        self.side = side

    def area(self):
        total = 0.0
        for k in range(1, 1500):
            total += self.side / k
        return total


class Square(Shape):
    def __init__(self, side, name):
        super(Square, self).__init__(side)
        self.name = name

    def area(self):
        return super(Square, self).area() * self.side


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total


shared = [1, 2, 3]
Thing([1]).attach([5])
thing = Thing(shared)
for i in range(20):
    thing.items.append(heavy(i, shared))
print(shared)

squares = [Square(float(n), f"s{n}") for n in range(30)]
areas = []
for square in squares:
    areas.append(square.area())
print(areas)
