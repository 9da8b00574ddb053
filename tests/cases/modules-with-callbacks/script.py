import grid

LEVEL = 1
WORDS = ["a"]
START = 100  # the module has another one


def score(x):
    return grid.heavy(x, 300 + LEVEL) * LEVEL + len(WORDS) + START


def main():
    global LEVEL
    for _ in range(3):
        print(grid.run(score, range(20)))
        LEVEL += 3
        WORDS.append("b")
    cells = [grid.Cell(n) for n in range(12)]
    for k, cell in enumerate(cells):
        cell.before = cells[k - 1]
    print(grid.compare(cells, cells[4], 300))
    grid.START = 5
    print(grid.run(score, range(20)))
    print(grid.compare(cells, cells[0], 300))


main()
