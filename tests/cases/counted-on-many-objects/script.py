# objects that the loop lets go of, objects made in it, many objects
class Cell:
    def __init__(self, k):
        self.k = k
        self.visits = 0

    def visit(self, n):
        self.visits += 1
        return sum(i * self.k % 7 for i in range(300))


class Grid:
    def __init__(self, size):
        self.cells = [Cell(k) for k in range(size)]
        self.lookups = 0

    def sweep(self, n):
        self.lookups += 1
        return sum(self.cells[(n + j) % len(self.cells)].visit(n) for j in range(3))


grid = Grid(20)
out = []
for n in range(40):
    out.append(grid.sweep(n))
print(out[:3], grid.lookups, [c.visits for c in grid.cells])
pool = [Cell(k) for k in range(40)]
shown = pool[:5]
out = []
for n in range(40):
    c = Cell(n)
    out.append(c.visit(n) + pool[n].visit(n))
    pool[n - 1] = c
print(sum(out), [c.visits for c in shown], [c.visits for c in pool])
kept = []
for n in range(30):
    c = Cell(n)
    c.visit(n)
    kept.append(c)
print([c.visits for c in kept], sum([c.visit(1) for c in kept]), [c.visits for c in kept])
many = [Cell(k) for k in range(1500)]
out = []
for n in range(60):
    out.append(many[n].visit(n) + many[-1].visit(n))
print(sum(out), many[0].visits, many[-1].visits)
