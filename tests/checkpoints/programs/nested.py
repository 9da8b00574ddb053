"""Loops in loops, objects that know each other, and a global that a function changes."""

steps = 0


class Cell:
    def __init__(self, name):
        self.name = name
        self.value = 1
        self.friends = []

    def meet(self, other):
        self.value = (self.value * 31 + other.value * 7) % 1000003
        if other not in self.friends and len(self.friends) < 3:
            self.friends.append(other)


def advance(cells, r):
    global steps
    for i, cell in enumerate(cells):
        cell.meet(cells[(i * 5 + r) % len(cells)])
        steps += 1


def main():
    cells = [Cell(f"c{i}") for i in range(30)]
    favourite = cells[0]
    for r in range(1500):
        advance(cells, r)
        if r % 100 == 0:
            favourite = max(cells, key=lambda cell: cell.value)
            print(r, favourite.name, favourite.value)
    favourite.value = -1
    print([cell.value for cell in cells], steps)
    print([[friend.name for friend in cell.friends] for cell in cells[:5]])


main()
