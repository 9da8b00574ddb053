"""Shortest distances in a road network."""

import heapq
import random


def network(nodes, degree):
    rng = random.Random(11)
    graph = {node: [] for node in range(nodes)}
    for node in range(nodes):
        for _ in range(degree):
            other = rng.randrange(nodes)
            weight = rng.uniform(1.0, 10.0)
            graph[node].append((other, weight))
            graph[other].append((node, weight))
    return graph


def distances(graph, source):
    found = {source: 0.0}
    heap = [(0.0, source)]
    done = set()
    while heap:
        distance, node = heapq.heappop(heap)
        if node in done:
            continue
        done.add(node)
        for other, weight in graph[node]:
            candidate = distance + weight
            if other not in found or candidate < found[other]:
                found[other] = candidate
                heapq.heappush(heap, (candidate, other))
    return found


graph = network(2000, 3)
found = distances(graph, 0)
print(len(found), round(max(found.values()), 6))
