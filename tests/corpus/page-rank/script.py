"""PageRank and adjacency statistics."""
import random


def build(n, m, seed=9):
    rng = random.Random(seed)
    links = {i: set() for i in range(n)}
    while sum(len(v) for v in links.values()) < m:
        a, b = rng.randrange(n), rng.randrange(n)
        if a != b:
            links[a].add(b)
    return links


def pagerank(links, rounds=12, d=0.85):
    n = len(links)
    incoming = {i: [] for i in links}
    for src in links:
        for dst in links[src]:
            incoming[dst].append(src)
    rank = {i: 1.0 / n for i in links}
    for _ in range(rounds):
        new = {}
        for node in links:  # expert: hard
            s = 0.0
            for src in incoming[node]:
                s += rank[src] / len(links[src])
            new[node] = (1 - d) / n + d * s
        rank = new
    return rank


def triangles(links):
    count = 0
    for a in links:  # expert: easy
        for b in links[a]:
            for c in links[b]:
                if a in links[c]:
                    count += 1
    return count


links = build(120, 700)
ranks = pagerank(links)
for node in sorted(ranks, key=ranks.get, reverse=True)[:5]:
    print(node, "%.6f" % ranks[node])
print("triangles", triangles(links))
