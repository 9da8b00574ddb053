"""Grid search of a ridge regression by hand, k folds, dataclass results."""
from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import List, Optional


@dataclass
class Dataset:
    xs: List[List[float]]
    ys: List[float]

    def __len__(self) -> int:
        return len(self.ys)

    def subset(self, idx: List[int]) -> "Dataset":
        return Dataset([self.xs[i] for i in idx], [self.ys[i] for i in idx])


@dataclass
class Result:
    alpha: float
    lr: float
    errors: List[float] = field(default_factory=list)

    @property
    def mean(self) -> float:
        return sum(self.errors) / len(self.errors)


class Ridge:
    def __init__(self, alpha: float, lr: float, epochs: int = 15) -> None:
        self.alpha = alpha
        self.lr = lr
        self.epochs = epochs
        self.w: Optional[List[float]] = None

    def fit(self, data: Dataset) -> "Ridge":
        d = len(data.xs[0])
        w = [0.0] * d
        n = len(data)
        for _ in range(self.epochs):
            grad = [2 * self.alpha * wi for wi in w]
            for x, y in zip(data.xs, data.ys):
                err = sum(wi * xi for wi, xi in zip(w, x)) - y
                for j in range(d):
                    grad[j] += 2 * err * x[j] / n
            w = [wi - self.lr * g for wi, g in zip(w, grad)]
        self.w = w
        return self

    def predict(self, x: List[float]) -> float:
        return sum(wi * xi for wi, xi in zip(self.w, x))

    def score(self, data: Dataset) -> float:
        return sum((self.predict(x) - y) ** 2 for x, y in zip(data.xs, data.ys)) / len(data)


def make(n: int, d: int) -> Dataset:
    rng = random.Random(5)
    true = [rng.uniform(-2, 2) for _ in range(d)]
    xs = [[rng.gauss(0, 1) for _ in range(d)] for _ in range(n)]
    ys = [sum(t * v for t, v in zip(true, x)) + rng.gauss(0, 0.3) for x in xs]
    return Dataset(xs, ys)


def evaluate(data: Dataset, alpha: float, lr: float, k: int = 4) -> Result:
    n = len(data)
    res = Result(alpha, lr)
    for fold in range(k):  # expert: easy
        test_idx = [i for i in range(n) if i % k == fold]
        train_idx = [i for i in range(n) if i % k != fold]
        model = Ridge(alpha, lr).fit(data.subset(train_idx))
        res.errors.append(model.score(data.subset(test_idx)))
    return res


def main() -> None:
    data = make(100, 5)
    best: Optional[Result] = None
    for alpha in (0.0, 0.01, 0.1):  # expert: easy
        for lr in (0.01, 0.05, 0.1):
            r = evaluate(data, alpha, lr)
            print(f"alpha={alpha:<5} lr={lr:<5} mse={r.mean:.5f}")
            if best is None or r.mean < best.mean:
                best = r
    assert best is not None
    print("best:", best.alpha, best.lr, f"{best.mean:.5f}")


if __name__ == "__main__":
    main()
