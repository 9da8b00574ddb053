import math

nodes = 0
leaves = 0


class Solver:
    def __init__(self, n):
        self.n = n
        self.nodes = 0
        self.tries: int = 0

    def search(self, row, cols):
        self.nodes += 1
        if row == self.n:
            return 1
        total = 0
        for c in range(self.n):
            self.tries += 1
            if all(c != k and abs(c - k) != row - r for r, k in enumerate(cols)):
                total += self.search(row + 1, cols + [c])
        return total


class Other(Solver):
    pass


def visit(n):
    global nodes, leaves
    nodes += 1
    if n == 0:
        leaves += 2
    return sum(visit(k) for k in range(n))


def main():
    s, t = Solver(6), Other(5)
    out = []
    for c in range(6):
        out.append(s.search(1, [c]) + t.search(0, []))
    print(out, s.nodes, t.nodes, s.tries, t.tries)
    many = [Solver(4) for _ in range(9)]
    for solver in many:
        out.append(solver.search(0, []))
    print([solver.nodes for solver in many], sum(solver.tries for solver in many), len(out))


res = []
for n in range(12):
    visit_all = visit(n)
    res.append(visit_all)
print(res, nodes, leaves)
for n in range(10, 2, -1):
    print(n, visit(n), visit(n - 1))
print(nodes, leaves)
main()
print(nodes, leaves)
