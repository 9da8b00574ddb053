from .base import Shape


class Polygon(Shape):
    name = "polygon"

    def __init__(self, pts):
        self.pts = list(pts)

    def contains(self, x, y):
        inside = False
        j = len(self.pts) - 1
        for i, (xi, yi) in enumerate(self.pts):
            xj, yj = self.pts[j]
            if (yi > y) != (yj > y) and x < (xj - xi) * (y - yi) / (yj - yi) + xi:
                inside = not inside
            j = i
        return inside

    def bounds(self):
        xs = [p[0] for p in self.pts]
        ys = [p[1] for p in self.pts]
        return min(xs), min(ys), max(xs), max(ys)


class Square(Polygon):
    name = "square"

    def __init__(self, x, y, side):
        super().__init__([(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
