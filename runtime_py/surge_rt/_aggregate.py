"""Figures about many values: how many, their sum, average, minimum, maximum, and how often each came.

    figures = aggregate(score, rows, model)        # score(row, model) for each row, on all cores
    print(figures.report())

Values are added in the order of the items, one by one, whatever the workers do: sums of floats are those of the loop that one
would have written, and sums of integers are exact.
"""

from __future__ import annotations

from . import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

TOP = 5  # values that a report names


def aggregate(
    function: Callable[..., Any], iterable: Iterable[Any], *arguments: Any, frequencies: bool = False
) -> Aggregate:
    """The figures of `function(item, *arguments)` for each item, computed ahead on all cores where that pays.

    frequencies: also count how often each value comes, which holds every different value; they have to be hashable.

    Raises what the function or the iterable raises, when its item is next, and TypeError for values that cannot be added or compared.
    """
    return Aggregate(frequencies).extend(load("_functions").imap(function, iterable, *arguments))


class Aggregate:
    """What is known of the values that have been added.

    `count` is how many they are, `total` their sum, from 0 on and in order; `minimum` and `maximum` are None as long as there are none: of equal
    ones the first, as for `min` and `max`. `frequencies` maps each value to how often it came, in order of first appearance, or is None.
    """

    __slots__ = ("count", "frequencies", "maximum", "minimum", "total")

    def __init__(self, frequencies: bool = False) -> None:
        self.count = 0
        self.total: Any = 0
        self.minimum: Any = None
        self.maximum: Any = None
        self.frequencies: dict[Any, int] | None = {} if frequencies else None

    def add(self, value: Any) -> None:
        """Take one more value into account; where it cannot be, nothing changes. Raises TypeError."""
        total = self.total + value
        if self.count == 0:
            smaller = larger = True
        else:
            smaller, larger = value < self.minimum, value > self.maximum
        if self.frequencies is not None:
            self.frequencies[value] = self.frequencies.get(value, 0) + 1
        self.total = total
        if smaller:
            self.minimum = value
        if larger:
            self.maximum = value
        self.count += 1

    def extend(self, values: Iterable[Any]) -> Aggregate:
        """Take all of these into account, in order."""
        for value in values:
            self.add(value)
        return self

    @property
    def average(self) -> Any:
        """The sum by the count; None where there is nothing."""
        return self.total / self.count if self.count else None

    def most_frequent(self, top: int = TOP) -> list[tuple[Any, int]]:
        """So many values that came most often, each with how often; of equally frequent ones, those that came first."""
        found = list((self.frequencies or {}).items())
        return sorted(found, key=lambda entry: -entry[1])[:top]

    def report(self, top: int = TOP) -> str:
        """All of it as lines of text."""
        lines = [f"values:  {self.count}", f"sum:     {self.total!r}"]
        if self.count:
            lines += [
                f"average: {self.average!r}",
                f"minimum: {self.minimum!r}",
                f"maximum: {self.maximum!r}",
            ]
        if self.frequencies is not None:
            lines.append(f"different values: {len(self.frequencies)}")
            lines += [f"  {value!r}: {times}" for value, times in self.most_frequent(top)]
        return "\n".join(lines)
