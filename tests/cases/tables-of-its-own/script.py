"""Conway's game of life, in two tables."""
import copy
import random
class Grid:
    def __init__(self, rows, cols):
        self.rows = rows
        self.cols = cols
        self.cells = [[random.randint(0, 1) for _ in range(cols)] for _ in range(rows)]
    def neighbours(self, r, c):
        count = 0
        for i in range(-1, 2):
            for j in range(-1, 2):
                if i == 0 and j == 0:
                    continue
                count += self.cells[(r + i) % self.rows][(c + j) % self.cols]
        return count
    def step(self):
        new = copy.deepcopy(self.cells)
        for r in range(self.rows):
            for c in range(self.cols):
                n = self.neighbours(r, c)
                if self.cells[r][c] == 1 and (n < 2 or n > 3):
                    new[r][c] = 0
                elif self.cells[r][c] == 0 and n == 3:
                    new[r][c] = 1
        self.cells = new
    def smooth(self):
        new = [row[:] for row in self.cells]
        for r in range(self.rows):
            for c in range(self.cols):
                if self.neighbours(r, c) > 4:
                    new[r][c] = 1
        self.cells = new

    def fill(self):
        table = [[0] * self.cols for _ in range(self.rows)]
        for r in range(len(table)):
            for c in range(self.cols):
                table[r][c] += self.neighbours(r, c) % 2
        self.cells = table

    def alive(self):
        return sum(sum(row) for row in self.cells)
random.seed(7)
g = Grid(24, 30)
for gen in range(6):
    print(gen, g.alive())
    g.step()
    if gen == 3:
        g.smooth()
    if gen == 4:
        g.fill()
print(g.cells[3])
