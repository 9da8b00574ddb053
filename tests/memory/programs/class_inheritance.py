class Shape:
    def __init__(self, name):
        self.name = name


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side * self.side


shapes = [Square(i * 1.5) for i in range(3000)]
areas = [s.area() for s in shapes]
