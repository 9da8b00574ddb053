"""L-systems: expand, draw, and measure."""
import math
from typing import Dict, NamedTuple


class Point(NamedTuple):
    x: float
    y: float


class LSystem:
    def __init__(self, axiom: str, rules: Dict[str, str], angle: float):
        self.axiom, self.rules, self.angle = axiom, rules, math.radians(angle)

    def expand(self, depth):
        text = self.axiom
        for _ in range(depth):
            text = "".join(self.rules.get(c, c) for c in text)
        return text

    def walk(self, depth):
        position, heading = Point(0.0, 0.0), 0.0
        stack = []
        yield position
        for c in self.expand(depth):
            if c in "FG":
                position = Point(position.x + math.cos(heading), position.y + math.sin(heading))
                yield position
            elif c == "+":
                heading += self.angle
            elif c == "-":
                heading -= self.angle
            elif c == "[":
                stack.append((position, heading))
            elif c == "]":
                position, heading = stack.pop()

    def box(self, depth):
        xs, ys = zip(*self.walk(depth))
        return max(xs) - min(xs), max(ys) - min(ys)


SYSTEMS = {
    "koch": LSystem("F", {"F": "F+F-F-F+F"}, 90),
    "dragon": LSystem("FX", {"X": "X+YF+", "Y": "-FX-Y"}, 90),
    "sierpinski": LSystem("F-G-G", {"F": "F-G+F+G-F", "G": "GG"}, 120),
    "plant": LSystem("X", {"X": "F+[[X]-X]-F[-FX]+X", "F": "FF"}, 25),
}


def dimension(points, size):
    boxes = {(int(p.x // size), int(p.y // size)) for p in points}
    return len(boxes)


def main():
    for name, system in SYSTEMS.items():  # expert: easy
        depth = 4 if name in ("koch", "plant") else 6
        width, height = system.box(depth)
        print(f"{name:10} {width:9.3f} {height:9.3f} {len(system.expand(depth))}")
    points = list(SYSTEMS["koch"].walk(4))
    counts = [dimension(points, 2 ** k) for k in range(6)]  # expert: easy
    print(counts)
    lengths = {}
    for depth in range(1, 8):  # expert: easy
        text = SYSTEMS["dragon"].expand(depth + 3)
        lengths[depth] = sum(1 for c in text if c == "F"), text.count("+") - text.count("-")
    print(lengths)


main()
