"""Visitors whose methods are found by name."""
import math


class Node:
    def accept(self, visitor):
        name = "visit_" + type(self).__name__.lower()
        method = getattr(visitor, name, visitor.generic)
        return method(self)


class Num(Node):
    def __init__(self, value):
        self.value = value


class Bin(Node):
    def __init__(self, left, right):
        self.left, self.right = left, right


class Neg(Node):
    def __init__(self, inner):
        self.inner = inner


class Value:
    def generic(self, node):
        return 0.5

    def visit_num(self, node):
        return sum(math.sin(node.value + k) for k in range(60))

    def visit_bin(self, node):
        return node.left.accept(self) + node.right.accept(self)


class Depth:
    def generic(self, node):
        return 1

    def visit_bin(self, node):
        return 1 + max(node.left.accept(self), node.right.accept(self))


class Noting(Value):
    def __init__(self):
        self.seen = []

    def visit_neg(self, node):
        self.seen.append(type(node.inner).__name__)
        return -node.inner.accept(self)


class Patched(Value):
    pass


def tree(k):
    inner = Bin(Num(k), Neg(Num(k + 1)))
    return Bin(inner, Bin(Num(2), Neg(inner))) if k % 3 else inner


def total(visitor):
    results = []
    for k in range(40):
        results.append(tree(k).accept(visitor))
    return sum(results)


def total_noted(visitor):
    results = []
    for k in range(40):
        results.append(tree(k).accept(visitor))
    return sum(results)


def dispatched(visitor, names):
    results = []
    for name in names:
        handler = getattr(visitor, f"visit_{name}", None)
        if handler is not None:
            results.append(handler(Num(len(results)) if name == "num" else tree(len(results))))
    return results[-1]


def main():
    print(total(Value()), total(Depth()))
    Patched.visit_neg = lambda self, node: print("neg") or 1.0
    print(total(Patched()))
    patched = Patched()
    patched.visit_num = lambda node: print("num") or 2.0
    print(total(patched))
    noting = Noting()
    print(total_noted(noting), len(noting.seen), noting.seen[:4])
    print(dispatched(Value(), ["num", "bin", "other"] * 15))
    try:
        print(dispatched(Depth(), ["bin", "num", "neg"] * 9))
    except AttributeError as error:
        print(error)


main()
