from functools import lru_cache


class Table:
    def __init__(self, scale):
        self.scale = scale

    @lru_cache(maxsize=500)
    def row(self, n):
        return [n * self.scale] * 30


table = Table(0.5)
total = 0.0
for i in range(2000):
    total += table.row(i)[0]
