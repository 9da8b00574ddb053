"""Dijkstra from every source of a road grid; the eccentricities and the diameter."""
import heapq
import random


class Graph:
    def __init__(self):
        self.adj = {}

    def add_edge(self, u, v, w):
        self.adj.setdefault(u, []).append((v, w))
        self.adj.setdefault(v, []).append((u, w))

    def nodes(self):
        return list(self.adj)

    def dijkstra(self, source):
        dist = {source: 0}
        heap = [(0, source)]
        done = set()
        while heap:
            d, u = heapq.heappop(heap)
            if u in done:
                continue
            done.add(u)
            for v, w in self.adj[u]:
                nd = d + w
                if v not in dist or nd < dist[v]:
                    dist[v] = nd
                    heapq.heappush(heap, (nd, v))
        return dist


def grid(n):
    rng = random.Random(4)
    g = Graph()
    for y in range(n):
        for x in range(n):
            if x + 1 < n:
                g.add_edge((x, y), (x + 1, y), rng.randint(1, 9))
            if y + 1 < n:
                g.add_edge((x, y), (x, y + 1), rng.randint(1, 9))
    return g


def main():
    g = grid(11)
    ecc = {}
    for node in g.nodes():  # expert: easy
        dist = g.dijkstra(node)
        ecc[node] = max(dist.values())
    diameter = max(ecc.values())
    radius = min(ecc.values())
    centre = [n for n, e in ecc.items() if e == radius]
    print("diameter", diameter, "radius", radius, "centre", centre)
    closeness = sorted(((sum(g.dijkstra(n).values()), n) for n in g.nodes()))  # expert: easy
    print(closeness[:3])


if __name__ == "__main__":
    main()
