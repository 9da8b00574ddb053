"""Lists of lists, heaps and queues that a function fills for itself."""

import heapq
from collections import deque


class Node:
    def __init__(self, weight, left=None, right=None):
        self.weight = weight
        self.left = left
        self.right = right

    def __lt__(self, other):
        return self.weight < other.weight

    def depth(self):
        if self.left is None:
            return 1
        return 1 + max(self.left.depth(), self.right.depth())


def tree(weights):
    heap = [Node(weight) for weight in weights]
    heapq.heapify(heap)
    while len(heap) > 1:
        first = heapq.heappop(heap)
        second = heapq.heappop(heap)
        heapq.heappush(heap, Node(first.weight + second.weight, first, second))
    return heap[0]


def shortest(edges, start):
    distance = {start: 0}
    heap = [(0, start)]
    while heap:
        so_far, node = heapq.heappop(heap)
        for neighbour, length in edges[node]:
            new = so_far + length
            if neighbour not in distance or new < distance[neighbour]:
                distance[neighbour] = new
                heapq.heappush(heap, (new, neighbour))
    return distance


def levels(edges, start):
    seen, queue, found = {start}, deque([(start, 0)]), []
    while queue:
        node, level = queue.popleft()
        while len(found) <= level:
            found.append([])
        found[level].append(node)
        for neighbour, _ in edges[node]:
            if neighbour not in seen:
                seen.add(neighbour)
                queue.append((neighbour, level + 1))
    return found


def folds(points, count):
    parts = [points[i::count] for i in range(count)]
    result = []
    for i, test in enumerate(parts):
        train = []
        for j, part in enumerate(parts):
            if i != j:
                train.extend(part)
        score = 0
        for x, y in test:
            score += min((x - a) ** 2 + (y - b) ** 2 for a, b in train)
        result.append(score)
    return result


def main():
    edges = {}
    for node in range(60):
        for step in (1, 7, 13):
            edges.setdefault(node, []).append(((node * step + step) % 60, (node * step) % 9 + 1))
    eccentricity = {}
    for node in edges:
        distance = shortest(edges, node)
        eccentricity[node] = max(distance.values())
    print(eccentricity)
    for node in range(0, 60, 20):
        print(node, [len(level) for level in levels(edges, node)])
    for size in range(20, 50, 7):
        root = tree([(i * i) % 17 + 1 for i in range(size)])
        print(size, root.weight, root.depth())
    print(folds([((i * 7) % 31, (i * 11) % 29) for i in range(90)], 5))


main()
