"""Shortest path through a grid with walls."""

from collections import deque

WIDTH, HEIGHT = 120, 90


def build():
    grid = []
    for y in range(HEIGHT):
        row = []
        for x in range(WIDTH):
            row.append("#" if (x * 7 + y * 13) % 11 == 0 and x % 5 else ".")
        grid.append(row)
    return grid


def neighbours(grid, x, y):
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        nx, ny = x + dx, y + dy
        if 0 <= nx < WIDTH and 0 <= ny < HEIGHT and grid[ny][nx] == ".":
            yield nx, ny


def search(grid, start, goal):
    queue = deque([start])
    came_from = {start: None}
    while queue:
        current = queue.popleft()
        if current == goal:
            break
        for place in neighbours(grid, *current):
            if place not in came_from:
                came_from[place] = current
                queue.append(place)
    path = []
    at = goal
    while at is not None:
        path.append(at)
        at = came_from.get(at)
    path.reverse()
    return path


grid = build()
path = search(grid, (1, 1), (WIDTH - 2, HEIGHT - 2))
print(len(path), path[:3], path[-3:])
