"""Linear regression and a small neural network trained by hand."""
import math
import random


def predict(w, x):
    return sum(wi * xi for wi, xi in zip(w, x))


def gradient(w, xs, ys):
    g = [0.0] * len(w)
    for x, y in zip(xs, ys):  # expert: hard
        err = predict(w, x) - y
        for k, xk in enumerate(x):
            g[k] += 2 * err * xk / len(xs)
    return g


def fit(xs, ys, rate, epochs):
    w = [0.0] * len(xs[0])
    for _ in range(epochs):  # expert: no, refused: loop-carried-write
        g = gradient(w, xs, ys)
        w = [wi - rate * gi for wi, gi in zip(w, g)]
    return w


def loss(w, xs, ys):
    return sum((predict(w, x) - y) ** 2 for x, y in zip(xs, ys)) / len(xs)


class Network:
    def __init__(self, sizes, seed):
        rng = random.Random(seed)
        self.weights = [[[rng.uniform(-1, 1) for _ in range(a + 1)] for _ in range(b)] for a, b in zip(sizes, sizes[1:])]

    def forward(self, x):
        for layer in self.weights:
            x = [math.tanh(row[-1] + sum(w * v for w, v in zip(row, x))) for row in layer]
        return x

    def error(self, samples):
        total = 0.0
        for x, target in samples:  # expert: easy
            out = self.forward(x)
            total += sum((o - t) ** 2 for o, t in zip(out, target))
        return total


def main():
    rng = random.Random(1)
    xs = [[1.0] + [rng.uniform(-1, 1) for _ in range(4)] for _ in range(40)]
    ys = [2 + 3 * x[1] - x[2] + rng.gauss(0, 0.05) for x in xs]
    results = {}
    for rate in (0.01, 0.05, 0.1, 0.2):  # expert: easy
        w = fit(xs, ys, rate, 15)
        results[rate] = (loss(w, xs, ys), w)
        print(rate, round(results[rate][0], 6))
    best = min(results, key=lambda r: results[r][0])
    print(best, [round(w, 4) for w in results[best][1]])
    samples = [([x[1], x[2]], [math.tanh(x[1] * x[2])]) for x in xs]
    networks = [Network([2, 6, 1], seed) for seed in range(10)]
    errors = [net.error(samples) for net in networks]  # expert: easy
    print(errors.index(min(errors)), f"{min(errors):.6f}")


main()
