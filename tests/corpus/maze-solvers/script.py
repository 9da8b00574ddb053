"""Maze generation (sequential) and solving many mazes (parallel) with BFS and A*."""
import heapq
import random
from collections import deque


class Maze:
    def __init__(self, size, seed):
        self.size = size
        self.rng = random.Random(seed)
        self.walls = {(x, y): {"N", "S", "E", "W"} for x in range(size) for y in range(size)}
        self._carve()

    def _carve(self):
        stack = [(0, 0)]
        seen = {(0, 0)}
        while stack:
            x, y = stack[-1]
            options = []
            for d, dx, dy, back in (("N", 0, -1, "S"), ("S", 0, 1, "N"), ("E", 1, 0, "W"), ("W", -1, 0, "E")):
                n = (x + dx, y + dy)
                if n in self.walls and n not in seen:
                    options.append((d, n, back))
            if not options:
                stack.pop()
                continue
            d, n, back = self.rng.choice(options)
            self.walls[x, y].discard(d)
            self.walls[n].discard(back)
            seen.add(n)
            stack.append(n)

    def moves(self, cell):
        x, y = cell
        for d, dx, dy in (("N", 0, -1), ("S", 0, 1), ("E", 1, 0), ("W", -1, 0)):
            if d not in self.walls[cell]:
                yield (x + dx, y + dy)

    def bfs(self):
        goal = (self.size - 1, self.size - 1)
        dist = {(0, 0): 0}
        queue = deque([(0, 0)])
        while queue:
            cell = queue.popleft()
            if cell == goal:
                return dist[cell]
            for n in self.moves(cell):
                if n not in dist:
                    dist[n] = dist[cell] + 1
                    queue.append(n)
        return None

    def astar(self):
        goal = (self.size - 1, self.size - 1)
        heap = [(0, 0, (0, 0))]
        best = {(0, 0): 0}
        expanded = 0
        while heap:
            _, g, cell = heapq.heappop(heap)
            expanded += 1
            if cell == goal:
                return g, expanded
            for n in self.moves(cell):
                if n not in best or g + 1 < best[n]:
                    best[n] = g + 1
                    h = abs(goal[0] - n[0]) + abs(goal[1] - n[1])
                    heapq.heappush(heap, (g + 1 + h, g + 1, n))
        return None, expanded


lengths = []
for seed in range(15):  # expert: easy
    m = Maze(14, seed)
    a = m.bfs()
    b, expanded = m.astar()
    assert a == b
    lengths.append(a)
    print("maze %2d: %3d steps, %3d expanded" % (seed, a, expanded))
print("mean", sum(lengths) / len(lengths))
