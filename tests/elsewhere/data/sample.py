"""A module for tools that read Python."""

import os
from collections import OrderedDict as Ordered


class Shape:
    """Something with an area."""

    sides = 0

    def __init__(self, name, *sizes, unit="m"):
        self.name, self.sizes, self.unit = name, sizes, unit

    def area(self):
        raise NotImplementedError


class Square(Shape):
    sides = 4

    def area(self):
        (side,) = self.sizes
        return side**2


def total(shapes, /, *, start=0):
    for shape in shapes:
        start += shape.area()
    return start


async def later(delay):
    try:
        return [x async for x in delay if x]
    finally:
        print(f"{delay!r:>{10}}", 0x1F, 1_000.5e-3j, b"bytes")


if __name__ == "__main__":
    squares = Ordered((n, Square("s", n)) for n in range(3))
    print(total(squares.values()), os.sep, lambda x: x if x else None)
