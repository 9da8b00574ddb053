import math


class Index:
    def __init__(self):
        self.tf = {}
        self._norms = {}
        self._sq: dict = {}

    def add(self, name, counts):
        self.tf[name] = counts

    def norm(self, name):
        if name not in self._norms:
            self._norms[name] = math.sqrt(sum(c * c % 7 for c in self.tf[name]))
        return self._norms[name]

    def sq(self, a, b):
        found = self._sq.get((a, b))
        if found is None:
            found = sum(x * y for x, y in zip(self.tf[a], self.tf[b]))
            self._sq[a, b] = found
        return found

    def sim(self, a, b):
        return self.sq(a, b) / (self.norm(a) * self.norm(b) + 1)


class Sub(Index):
    def add(self, name, counts):
        self.tf[name] = counts[:-1]


def main():
    one, two = Index(), Sub()
    for k in range(12):
        one.add(f"d{k}", [j * k % 11 for j in range(60)])
        two.add(f"d{k}", [j * k % 13 for j in range(60)])
    names = sorted(one.tf)
    pairs = []
    for a in names:
        for b in names:
            pairs.append((one.sim(a, b) + two.sim(b, a), a, b))
    print(max(pairs), len(pairs))
    for ix in [one, two]:
        ix.add("d3", [1, 2, 3])
        ix.add("d12", [5])
        print(ix.norm("d3"), ix.norm("d12"), ix.sim("d3", "d12"), ix.sim("d3", "d4"))
    sims = [one.sim(a, "d5") for a in names]
    print(sims[:4])
    one.add("d5", [7, 7])
    print([one.sim(a, "d5") for a in sorted(one.tf)])


main()


class Paths:
    def __init__(self, blocked):
        self.blocked = blocked
        self.memo = {}

    def count(self, x, y):
        key = (x, y)
        if key in self.memo:
            return self.memo[key]
        if x == 0 and y == 0:
            total = 1
        elif x < 0 or y < 0 or (x * 7 + y) % self.blocked == 0:
            total = 0
        else:
            total = self.count(x - 1, y) + self.count(x, y - 1)
        self.memo[key] = total
        return total


grids = [Paths(b) for b in range(5, 9)]
out = []
for n in range(40):
    out.append(sum(g.count(n % 20, n // 2) for g in grids))
print(out)
p = Paths(11)
for n in range(30):
    print(n, p.count(n, n))
p.blocked = 5
print([p.count(n, 3) for n in range(40)])
