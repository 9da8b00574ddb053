class Model:
    """Keeps its sums in itself."""

    def __init__(self, factor):
        self.factor = factor
        self.total = 0
        self.history = []
        self.best = None

    def work(self, n):
        x = n * self.factor
        for _ in range(300):
            x = (x * 69069 + 1) % 4294967296
        return x % 1000

    def run(self, numbers):
        for n in numbers:
            value = self.work(n)
            self.total += value
            self.history.append(value)
            if self.best is None or value > self.best:
                self.best = value
                self.where = n
        return self


class Drifting(Model):
    """The work depends on what was summed before."""

    def work(self, n):
        return (super().work(n) + self.total) % 1000


for kind in (Model, Drifting):
    model = kind(3).run(range(40))
    print(kind.__name__, model.total, model.best, model.where, model.history[:5], model.history[-1])
model = Model(2)
print(model.run([]).best, hasattr(model, "where"), vars(model))
for m in [Model(1), Model(2), Drifting(1)]:
    m.run(range(5)).run(range(5, 10))
    print(m.total, m.history)
