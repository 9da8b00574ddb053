"""Conway's game of life on a torus, started from a random soup with a glider gun in it.

usage: python game_of_life.py WIDTH HEIGHT GENERATIONS
"""
import random
import sys

GUN = """\
........................O...........
......................O.O...........
............OO......OO............OO
...........O...O....OO............OO
OO........O.....O...OO..............
OO........O...O.OO....O.O...........
..........O.....O.......O...........
...........O...O....................
............OO......................"""


def make_world(width, height):
    rng = random.Random(1970)
    world = [[0] * width for _ in range(height)]
    for y in range(height // 2, height):
        for x in range(width):
            world[y][x] = 1 if rng.random() < 0.3 else 0
    for y, line in enumerate(GUN.splitlines()):
        for x, cell in enumerate(line):
            world[y % height][x % width] = 1 if cell == "O" else 0
    return world


def neighbours(world, x, y):
    height = len(world)
    width = len(world[0])
    count = 0
    for dy in (-1, 0, 1):
        row = world[(y + dy) % height]
        for dx in (-1, 0, 1):
            if dx or dy:
                count += row[(x + dx) % width]
    return count


def next_row(world, y):
    row = []
    for x, alive in enumerate(world[y]):
        n = neighbours(world, x, y)
        row.append(1 if n == 3 or (alive and n == 2) else 0)
    return row


try:
    width, height, generations = (int(arg) for arg in sys.argv[1:])
except ValueError:
    print(__doc__.strip())
    sys.exit(1)

world = make_world(width, height)
seen = {}
for generation in range(generations + 1):
    alive = sum(sum(row) for row in world)
    if generation % 5 == 0 or generation == generations:
        print("generation", generation, "alive", alive)
    state = hash(tuple(tuple(row) for row in world))
    if state in seen:
        print("generation", generation, "repeats", seen[state])
        break
    seen[state] = generation
    world = [next_row(world, y) for y in range(height)]

print("different worlds:", len(seen))
for row in world[:12]:
    print("".join(".O"[cell] for cell in row[:60]))
