"""Perceptron / small neural net, online training is sequential; evaluation is not."""
import math
import random


class Net:
    def __init__(self, n_in, n_hidden, seed=0):
        rng = random.Random(seed)
        self.w1 = [[rng.uniform(-1, 1) for _ in range(n_in + 1)] for _ in range(n_hidden)]
        self.w2 = [rng.uniform(-1, 1) for _ in range(n_hidden + 1)]

    def forward(self, x):
        x = list(x) + [1.0]
        self.h = [math.tanh(sum(w * v for w, v in zip(row, x))) for row in self.w1]
        z = sum(w * v for w, v in zip(self.w2, self.h + [1.0]))
        return 1 / (1 + math.exp(-z))

    def train(self, x, target, lr=0.3):
        out = self.forward(x)
        delta = (target - out) * out * (1 - out)
        xs = list(x) + [1.0]
        for i, h in enumerate(self.h):
            grad = delta * self.w2[i] * (1 - h * h)
            for j, v in enumerate(xs):
                self.w1[i][j] += lr * grad * v
            self.w2[i] += lr * delta * h
        self.w2[-1] += lr * delta
        return (target - out) ** 2


def spiral(n):
    pts = []
    for i in range(n):
        t = i / n * 3 * math.pi
        pts.append(((t * math.cos(t) / 10, t * math.sin(t) / 10), 0))
        pts.append(((-t * math.cos(t) / 10, -t * math.sin(t) / 10), 1))
    return pts


def train_one(hidden, seed, data, epochs=8):
    net = Net(2, hidden, seed)
    for _ in range(epochs):
        loss = 0.0
        for x, y in data:
            loss += net.train(x, y)
    hits = sum((net.forward(x) > 0.5) == bool(y) for x, y in data)
    return loss / len(data), hits / len(data)


def main():
    data = spiral(40)
    for hidden in (2, 4, 8):  # expert: easy
        results = []
        for seed in range(3):
            results.append(train_one(hidden, seed, data))
        best = min(results)
        print(f"hidden={hidden} loss={best[0]:.5f} acc={best[1]:.3f}")


if __name__ == "__main__":
    main()
