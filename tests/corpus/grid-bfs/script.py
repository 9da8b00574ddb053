"""Shortest paths on grids from many sources."""
import heapq
import random
from collections import deque

WALL = "#"


class Grid:
    def __init__(self, width, height, density, seed):
        rng = random.Random(seed)
        self.width, self.height = width, height
        self.cells = [[WALL if rng.random() < density else "." for _ in range(width)] for _ in range(height)]

    def free(self):
        return [(x, y) for y, row in enumerate(self.cells) for x, c in enumerate(row) if c != WALL]

    def neighbours(self, x, y):
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            nx, ny = x + dx, y + dy
            if 0 <= nx < self.width and 0 <= ny < self.height and self.cells[ny][nx] != WALL:
                yield nx, ny

    def bfs(self, start):
        dist = {start: 0}
        queue = deque([start])
        while queue:
            node = queue.popleft()
            for nxt in self.neighbours(*node):
                if nxt not in dist:
                    dist[nxt] = dist[node] + 1
                    queue.append(nxt)
        return dist

    def dijkstra(self, start, cost):
        done = {}
        heap = [(0, start)]
        while heap:
            d, node = heapq.heappop(heap)
            if node in done:
                continue
            done[node] = d
            for nxt in self.neighbours(*node):
                if nxt not in done:
                    heapq.heappush(heap, (d + cost(nxt), nxt))
        return done


def toll(node):
    x, y = node
    return 1 + (x * 7 + y * 13) % 5


def main():
    grid = Grid(40, 30, 0.25, 9)
    free = grid.free()
    rng = random.Random(10)
    sources = rng.sample(free, 24)
    reach = []
    farthest = (0, None, None)
    for s in sources:  # expert: easy
        dist = grid.bfs(s)
        reach.append(len(dist))
        node, d = max(dist.items(), key=lambda kv: (kv[1], kv[0]))
        if d > farthest[0]:
            farthest = (d, s, node)
    print(reach)
    print("diameter at least", *farthest)

    costs = {}
    for s in sources[:12]:  # expert: easy
        costs[s] = grid.dijkstra(s, toll)
    meeting = None
    for node in free:  # expert: hard
        total = 0
        for s in costs:
            if node not in costs[s]:
                break
            total += costs[s][node]
        else:
            if meeting is None or total < meeting[0]:
                meeting = (total, node)
    print(meeting)

    seen = set()
    components = []
    for cell in free:  # expert: no, refused: may-alias
        if cell not in seen:
            part = grid.bfs(cell)
            seen.update(part)
            components.append(len(part))
    print(sorted(components, reverse=True)[:5])


if __name__ == "__main__":
    main()
