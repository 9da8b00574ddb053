"""A grid whose cells are set by keys, and tables that are made by comprehensions beside a search."""


class Grid:
    def __init__(self, height, width):
        self.height = height
        self.width = width
        self.rows = [[0.0] * width for _ in range(height)]

    def __getitem__(self, key):
        y, x = key
        return self.rows[y][x]

    def __setitem__(self, key, value):
        y, x = key
        self.rows[y][x] = value

    def energy(self, shift):
        total = 0.0
        for y in range(self.height):  # expert: easy
            for x in range(self.width):
                total += self[y, x] * self[(y + shift) % self.height, x]
        return total


def main():
    grid = Grid(12, 15)
    for y in range(grid.height):  # expert: no, refused: shared-mutation
        for x in range(grid.width):
            grid[y, x] = (x * 7 + y * 5) % 11 / 3
    energies = []
    for shift in range(24):  # expert: easy
        energies.append(grid.energy(shift))
    print(["%.6f" % energy for energy in energies])


main()
