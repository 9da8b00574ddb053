from dataclasses import dataclass, field
from typing import Any


@dataclass
class Number:
    value: float


@dataclass(order=True)
class Operation:
    rank: int
    op: str = field(compare=False)
    left: Any = field(compare=False)
    right: Any = field(compare=False)
    notes: list = field(compare=False, default_factory=list)


class Circle:
    def __init__(self, r):
        self.r = r


class Box:
    def __init__(self, a, b):
        self.a, self.b = a, b


def build(k):
    if k == 0:
        return Number(1.5)
    return Operation(k, "+*"[k % 2], build(k - 1), Number(k % 3))


def evaluate(node, x):
    if isinstance(node, Number):
        return node.value * x
    a, b = evaluate(node.left, x), evaluate(node.right, x)
    node_op = node.op
    return a + b if node_op == "+" else a * b


def simplify(node):
    if isinstance(node, Operation):
        left = simplify(node.left)
        right = simplify(node.right)
        if isinstance(left, Number) and isinstance(right, Number):
            return Number(left.value + right.value)
        return Operation(node.rank, node.op, left, right)
    return node


def area(shape):
    if type(shape) is Circle:
        return 3 * shape.r * shape.r
    try:
        return shape.a * shape.b
    except AttributeError:
        return -1


def main():
    trees = [build(k) for k in range(24)]
    for tree in trees:
        total = 0.0
        for k in range(6):
            total += evaluate(tree, k / 7) % 1000
        print(round(total, 6))
    values = []
    for tree in trees:
        values.append(simplify(tree).value)
    print(values)
    shapes = [Circle(k) if k % 3 else Box(k, k + 1) for k in range(30)] + [Number(3.0)]
    areas = []
    for shape in shapes:
        areas.append(sum(area(shape) + n for n in range(50)))
    print(areas)


main()
