"""Mazes: generate with a seed, solve with A*, compare heuristics."""
import heapq
import random


def generate(width, height, seed):
    rng = random.Random(seed)
    walls = [[True] * (2 * width + 1) for _ in range(2 * height + 1)]
    stack = [(0, 0)]
    seen = {(0, 0)}
    walls[1][1] = False
    while stack:
        x, y = stack[-1]
        options = []
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            nx, ny = x + dx, y + dy
            if 0 <= nx < width and 0 <= ny < height and (nx, ny) not in seen:
                options.append((nx, ny, dx, dy))
        if not options:
            stack.pop()
            continue
        nx, ny, dx, dy = rng.choice(options)
        walls[2 * y + 1 + dy][2 * x + 1 + dx] = False
        walls[2 * ny + 1][2 * nx + 1] = False
        seen.add((nx, ny))
        stack.append((nx, ny))
    return walls


def manhattan(a, b):
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def zero(a, b):
    return 0


def astar(walls, start, goal, heuristic):
    frontier = [(heuristic(start, goal), 0, start)]
    came = {start: None}
    cost = {start: 0}
    expanded = 0
    while frontier:
        _, g, here = heapq.heappop(frontier)
        expanded += 1
        if here == goal:
            break
        x, y = here
        for nxt in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if walls[nxt[1]][nxt[0]]:
                continue
            ng = g + 1
            if nxt not in cost or ng < cost[nxt]:
                cost[nxt] = ng
                came[nxt] = here
                heapq.heappush(frontier, (ng + heuristic(nxt, goal), ng, nxt))
    path = []
    here = goal
    while here is not None:
        path.append(here)
        here = came[here]
    return path[::-1], expanded


def draw(walls, path):
    on_path = set(path)
    lines = []
    for y, row in enumerate(walls):
        lines.append("".join("#" if w else "." if (x, y) in on_path else " " for x, w in enumerate(row)))
    return "\n".join(lines)


def main():
    size = 8
    longest = None
    for seed in range(12):  # expert: easy
        walls = generate(size, size, seed)
        path, expanded = astar(walls, (1, 1), (2 * size - 1, 2 * size - 1), manhattan)
        _, all_expanded = astar(walls, (1, 1), (2 * size - 1, 2 * size - 1), zero)
        print(f"seed {seed:2d}: {len(path)} steps, {expanded} against {all_expanded}")
        if longest is None or len(path) > len(longest[1]):
            longest = (seed, path, walls)
    seed, path, walls = longest
    print("longest:", seed)
    print(draw(walls, path))


if __name__ == "__main__":
    main()
