"""Connected components with union by size."""


class UnionFind:
    def __init__(self, n):
        self.parent = list(range(n))
        self.size = [1] * n

    def find(self, a):
        while self.parent[a] != a:
            self.parent[a] = self.parent[self.parent[a]]
            a = self.parent[a]
        return a

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        return True


def edges(n):
    result = []
    for i in range(n):
        result.append(((i * 31) % 997 + 1, i, (i * 17 + 5) % n))
        if i % 2:
            result.append(((i * 13) % 499 + 1, i, (i + 1) % n))
    return result


n = 6000
forest = UnionFind(n)
tree, weight = [], 0
for w, a, b in sorted(edges(n)):
    if forest.union(a, b):
        tree.append((a, b, w))
        weight += w
groups = {}
for node in range(n):
    groups.setdefault(forest.find(node), []).append(node)
print(len(tree), weight, len(groups))
