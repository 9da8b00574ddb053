"""A model that has no weights before it is fitted; the pairs of zip() hold lists that are changed later."""

import cmath


class Model:
    def __init__(self):
        self.weights = None
        self.parts = None

    def fit(self, rows):
        self.parts = [[0.0] for _ in rows[0]]
        for row in rows:
            for part, x in zip(self.parts, row):
                part[0] += x / len(rows)
        self.weights = [part[0] - 0.25 for part in self.parts]
        return self

    def predict(self, row):
        total = sum(w * x for w, x in zip(self.weights, row))
        for k in range(60):
            total += abs(cmath.exp(1j * k * total)) / 7
        return total

    def bump(self, row):
        for part, x in zip(self.parts, row):
            part[0] += x
        return sum(part[0] for part in self.parts)


def main():
    rows = [[(i * j % 7) / 3 for j in range(1, 6)] for i in range(1, 40)]
    model = Model().fit(rows)
    print(["%.6f" % model.predict(row) for row in rows][:5])
    scores = []
    for row in rows:
        scores.append(model.predict(row))
    print("%.9f" % sum(scores))
    for row in rows[:6]:
        print("%.6f" % model.bump(row), "%.6f" % model.predict(row))


main()
