from collections import namedtuple

Point = namedtuple("Point", "x y")
points = [Point(i * 0.5, i * 1.5) for i in range(5000)]
