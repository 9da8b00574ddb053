"""Graphs whose `__iter__` goes through a copy, or through what they hold."""
from collections import defaultdict, deque


class Graph:
    def __init__(self):
        self.adj = defaultdict(set)
        self.asked = []

    def connect(self, u, v):
        self.adj[u].add(v)
        self.adj[v].add(u)

    def near(self, u):
        return self.adj[u]

    def __iter__(self):
        return iter(sorted(self.adj))


class Live(Graph):
    def __iter__(self):
        return iter(self.adj)


class Noted(Graph):
    def __iter__(self):
        self.asked.append(len(self.adj))
        return iter(sorted(self.adj))


def reach(graph, start):
    seen = {start: 0}
    todo = deque([start])
    while todo:
        u = todo.popleft()
        for v in sorted(graph.near(u)):
            if v not in seen:
                seen[v] = seen[u] + 1
                todo.append(v)
    return sum(seen.values())


def closeness(graph):
    found = {}
    for u in graph:
        found[u] = reach(graph, u)
    return found


def all_at_once(graph):
    return {u: reach(graph, u) for u in graph}


def beyond(graph, step):
    found = []
    for u in graph:
        total = 0
        for k in range(40):
            total += len(graph.near(u)) * k
        total += len(graph.near(u + step))
        found.append((u, total))
    return found


def fill(graph, n):
    for k in range(n):
        graph.connect(k, (k * 7 + 3) % n)
        graph.connect(k, (k * k) % n)
    return graph


def main():
    for kind in (Live,):
        graph = fill(kind(), 60)
        print(sum(closeness(graph).values()), sum(all_at_once(graph).values()))
        print(beyond(graph, 0)[-1], len(graph.adj))
    live = fill(Live(), 40)
    print(sum(closeness(live).values()))
    try:
        print(beyond(live, 5))
    except RuntimeError as error:
        print(error, len(live.adj))


main()
