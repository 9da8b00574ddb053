"""A program written by hand, for mypy: what docs/runtime.md names has types where it is imported from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from surge_rt import aggregate, external_sort, imap, parts, resumable_fold, start, trajectory


def render(y: int, width: int) -> list[float]:
    """One row of a picture."""
    return [float(x * y) for x in range(width)]


def count_words(lines: Iterable[str]) -> Counter[str]:
    """How often each word comes in these lines."""
    return Counter(word for line in lines for word in line.split())


def step(state: float, number: int) -> float:
    """The next state."""
    return state * 0.5 + number


def main() -> None:
    """Use each of them once."""
    image: list[list[float]] = []
    for row in imap(render, range(4), 3):
        image.append(row)
    total: Counter[str] = Counter()
    for part in parts(count_words, ["a b", "b"]):
        total.update(part)
    later = start(sum, [1, 2])
    names: list[str] = list(external_sort(["b", "a"], key=str.lower))
    states = trajectory(step, 1.0, 10)
    last: float = states[-1]
    mean: float = resumable_fold(step, 1.0, range(10), "typed.checkpoint")
    lines: str = aggregate(len, ["a", "bb"], frequencies=True).report()
    print(image, total, later.result(), names, last, mean, lines)


if __name__ == "__main__":
    main()
