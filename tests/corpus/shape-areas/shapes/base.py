from abc import ABC, abstractmethod


class Shape(ABC):
    name = "shape"

    @abstractmethod
    def contains(self, x, y):
        ...

    def bounds(self):
        raise NotImplementedError

    def area(self, n=40):
        """Estimates the area by a grid of n x n probes."""
        x0, y0, x1, y1 = self.bounds()
        hits = 0
        for i in range(n):
            for j in range(n):
                if self.contains(x0 + (i + 0.5) * (x1 - x0) / n, y0 + (j + 0.5) * (y1 - y0) / n):
                    hits += 1
        return hits / (n * n) * (x1 - x0) * (y1 - y0)

    def __str__(self):
        return f"{self.name}"
