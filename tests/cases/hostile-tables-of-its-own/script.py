"""Tables that look as if nobody else had their rows."""
import copy


class Keeps:
    def __init__(self, n):
        self.cells = [[(r * c) % 7 for c in range(n)] for r in range(n)]
        self.size = n

    def around(self, r, c):
        total = 0
        for k in range(60):
            total += self.cells[(r + k) % self.size][(c - k) % self.size] * k
        return total % 10

    def same_rows(self):
        new = [row for row in self.cells]
        for r in range(self.size):
            for c in range(self.size):
                new[r][c] = self.around(r, c)
        self.cells = new

    def put_in(self):
        new = [row[:] for row in self.cells]
        new[2] = self.cells[3]
        for r in range(self.size):
            for c in range(self.size):
                new[r][c] = self.around(r, c)
        self.cells = new

    def put_in_later(self):
        new = [[0] * self.size for _ in range(self.size)]
        for r in range(self.size):
            if r == 1:
                new[2] = self.cells[3]
            for c in range(self.size):
                new[r][c] = self.around(r, c)
        self.cells = new

    def taken_out(self):
        new = [row[:] for row in self.cells]
        self.cells[1] = new[2]
        for r in range(self.size):
            for c in range(self.size):
                new[r][c] = self.around(r, c)
        self.cells = new

    def taken_out_by_loop(self):
        new = copy.deepcopy(self.cells)
        for row in new:
            self.cells[0] = row
        for r in range(self.size):
            for c in range(self.size):
                new[r][c] = self.around(r, c)
        self.cells = new

    def handed_on(self):
        new = copy.deepcopy(self.cells)
        self.cells = new
        for r in range(self.size):
            for c in range(self.size):
                new[r][c] = self.around(r, c)

    def shallow(self):
        new = copy.copy(self.cells)
        for r in range(self.size):
            for c in range(self.size):
                new[r][c] = self.around(r, c)
        self.cells = new

    def of_one_row(self):
        new = [[0] * self.size] * self.size
        for r in range(self.size):
            for c in range(self.size):
                new[r][c] += self.around(r, c)
        self.cells = [row[:] for row in new]

    def extended(self):
        new = [row[:] for row in self.cells]
        new += [self.cells[0]]
        for r in range(self.size):
            for c in range(self.size):
                new[-1 - r][c] = self.around(r, c)
        self.cells = new[:self.size]

    def own_rows_read(self):
        new = [row[:] for row in self.cells]
        for r in range(1, self.size):
            for c in range(self.size):
                new[r][c] = (self.around(r, c) + new[r - 1][c]) % 10
        self.cells = new


keeps = Keeps(12)
keeps.same_rows()
print("same_rows", keeps.cells[0], keeps.cells[2], sum(map(sum, keeps.cells)))
keeps.put_in()
print("put_in", keeps.cells[0], keeps.cells[2], sum(map(sum, keeps.cells)))
keeps.put_in_later()
print("put_in_later", keeps.cells[0], keeps.cells[2], sum(map(sum, keeps.cells)))
keeps.taken_out()
print("taken_out", keeps.cells[0], keeps.cells[2], sum(map(sum, keeps.cells)))
keeps.taken_out_by_loop()
print("taken_out_by_loop", keeps.cells[0], keeps.cells[2], sum(map(sum, keeps.cells)))
keeps.handed_on()
print("handed_on", keeps.cells[0], keeps.cells[2], sum(map(sum, keeps.cells)))
keeps.shallow()
print("shallow", keeps.cells[0], keeps.cells[2], sum(map(sum, keeps.cells)))
keeps.of_one_row()
print("of_one_row", keeps.cells[0], keeps.cells[2], sum(map(sum, keeps.cells)))
keeps.extended()
print("extended", keeps.cells[0], keeps.cells[2], sum(map(sum, keeps.cells)))
keeps.own_rows_read()
print("own_rows_read", keeps.cells[0], keeps.cells[2], sum(map(sum, keeps.cells)))


class Row:
    def __init__(self, cells):
        self.cells = cells

    def copy(self):
        return self.cells

    def __getitem__(self, at):
        return self.cells if isinstance(at, slice) else self.cells[at]


class Table(Keeps):
    def by_copies(self):
        new = [row.copy() for row in [Row(row) for row in self.cells]]
        for r in range(self.size):
            for c in range(self.size):
                new[r][c] = self.around(r, c)

    def by_slices(self):
        new = [row[:] for row in [Row(row) for row in self.cells]]
        for r in range(self.size):
            for c in range(self.size):
                new[r][c] = self.around(r, c)


table = Table(12)
table.by_copies()
print(table.cells[2], sum(map(sum, table.cells)))
table.by_slices()
print(table.cells[2], sum(map(sum, table.cells)))
