"""PageRank by gather, BFS from each source, betweenness, triangle counts."""
import heapq
from collections import defaultdict, deque


class Graph:
    def __init__(self):
        self.adj = defaultdict(list)

    def add_edge(self, u, v, w=1):
        self.adj[u].append((v, w))
        self.adj[v].append((u, w))

    def nodes(self):
        return sorted(self.adj)

    def bfs(self, source):
        dist = {source: 0}
        queue = deque([source])
        while queue:
            u = queue.popleft()
            for v, _ in self.adj[u]:
                if v not in dist:
                    dist[v] = dist[u] + 1
                    queue.append(v)
        return dist

    def dijkstra(self, source):
        best = {source: 0}
        heap = [(0, source)]
        while heap:
            d, u = heapq.heappop(heap)
            if d > best[u]:
                continue
            for v, w in self.adj[u]:
                nd = d + w
                if nd < best.get(v, 10 ** 9):
                    best[v] = nd
                    heapq.heappush(heap, (nd, v))
        return best


def build(n):
    g = Graph()
    for i in range(n):
        g.add_edge(i, (i + 1) % n, 1 + i % 4)
        g.add_edge(i, (i * 7 + 3) % n, 2 + i % 3)
    return g


def pagerank(links, rounds=6, d=0.85):
    n = len(links)
    incoming = defaultdict(list)
    for u, outs in links.items():
        for v in outs:
            incoming[v].append(u)
    rank = {u: 1.0 / n for u in links}
    for _ in range(rounds):  # expert: no, refused: loop-carried-write
        new = {}
        for u in links:  # expert: easy
            new[u] = (1 - d) / n + d * sum(rank[v] / len(links[v]) for v in incoming[u])
        rank = new
    return rank


def betweenness(g):
    score = dict.fromkeys(g.nodes(), 0.0)
    for s in g.nodes():  # expert: hard, refused: may-alias
        order, preds = [], defaultdict(list)
        sigma = defaultdict(int)
        sigma[s] = 1
        dist = {s: 0}
        queue = deque([s])
        while queue:
            u = queue.popleft()
            order.append(u)
            for v, _ in g.adj[u]:
                if v not in dist:
                    dist[v] = dist[u] + 1
                    queue.append(v)
                if dist[v] == dist[u] + 1:
                    sigma[v] += sigma[u]
                    preds[v].append(u)
        delta = defaultdict(float)
        for w in reversed(order):
            for u in preds[w]:
                delta[u] += sigma[u] / sigma[w] * (1 + delta[w])
            if w != s:
                score[w] += delta[w]
    return score


def main():
    g = build(40)
    total = 0
    longest = (0, None, None)
    for source in g.nodes():  # expert: easy
        dist = g.bfs(source)
        total += sum(dist.values())
        far = max(dist, key=dist.get)
        if dist[far] > longest[0]:
            longest = (dist[far], source, far)
    print(total, longest)
    costs = {s: sum(g.dijkstra(s).values()) for s in g.nodes()}  # expert: easy
    print(min(costs, key=costs.get), max(costs.values()))
    links = {u: [v for v, _ in g.adj[u]] for u in g.nodes()}
    rank = pagerank(links)
    print([(u, round(r, 6)) for u, r in sorted(rank.items(), key=lambda kv: -kv[1])[:4]])
    score = betweenness(g)
    print(max(score, key=score.get), round(max(score.values()), 6))
    neighbours = {u: {v for v, _ in g.adj[u]} for u in g.nodes()}
    triangles = 0
    for u in neighbours:  # expert: easy
        for v in neighbours[u]:
            for w in neighbours[v]:
                if u < v < w and w in neighbours[u]:
                    triangles += 1
    print("triangles", triangles)


if __name__ == "__main__":
    main()
