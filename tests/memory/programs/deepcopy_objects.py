import copy


class Cell:
    def __init__(self, x):
        self.x = x
        self.near = [x, x + 1]


cells = [Cell(i) for i in range(2000)]
twin = copy.deepcopy(cells)
