"""Strategy objects stored first, run afterwards: in-place objects."""


class Walker:
    def __init__(self, ident):
        self.ident = ident
        self.state = ident * 7919 + 1
        self.pos = [0, 0]
        self.visited = {(0, 0)}

    def rand(self):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 16) & 3

    def walk(self, steps):
        for _ in range(steps):
            d = self.rand()
            if d == 0:
                self.pos[0] += 1
            elif d == 1:
                self.pos[0] -= 1
            elif d == 2:
                self.pos[1] += 1
            else:
                self.pos[1] -= 1
            self.visited.add(tuple(self.pos))
        return len(self.visited)


walkers = [Walker(i) for i in range(30)]
sizes = []
for w in walkers:  # expert: hard, refused: shared-mutation
    sizes.append(w.walk(300))
print(sum(sizes) / len(sizes), max(sizes))
far = max(walkers, key=lambda w: abs(w.pos[0]) + abs(w.pos[1]))
print(far.ident, far.pos)
