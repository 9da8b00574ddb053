class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


points = [Point(i * 0.5, i * 0.25) for i in range(5000)]
