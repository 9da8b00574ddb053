"""Lists of all states that a step runs through: past the budget few are held, and the others are computed again.

    states = [s]                       # def surge_states(s, start):
    for i in range(n):                 #     for i in range(n)[start:]:
        s = step(s, i)                 #         s = step(s, i)
        states.append(s)               #         yield s
                                       # states = states(surge_states, states)

Below the budget this fills the list, as the loop did. Past it, √n of the states stay, and the run that was read last: going
through all of them, forwards or backwards, computes each one once more. The compiler has proved that a step gives the same
state each time, that nothing changes a state, and that nobody could tell two equal ones apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from math import isqrt
from operator import index as to_index

from . import _settings, load
from ._sort import USUAL_MEMORY, deep_size

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

FIRST, MOST = 16, 1024  # states between two looks at their size
LEAST = 1 << 10


def states(grow: Callable[[Any, int], Iterator[Any]], known: list[Any], *parts: int | None) -> Any:
    """The list `known` of one state, with all that `grow(known[0], 0)` yields; past the budget, what reads like it.

    `grow(state, index)` yields the states after that at `index`. All of them are computed before this returns.
    With `parts`, a tuple: behind the list comes for each of them that element of the last state, or for None the state.

    Raises what `grow` raises.
    """
    found = _all_of(grow, known)
    if not parts:
        return found
    last = found[-1]
    return (found, *(last if part is None else last[part] for part in parts))


def _all_of(grow: Callable[[Any, int], Iterator[Any]], known: list[Any]) -> Sequence[Any]:
    asked = _settings.current.memory
    limit = max((asked or USUAL_MEMORY) // 2, LEAST)
    source = grow(known[0], 0)
    held, count = 0, FIRST
    while True:
        batch = list(islice(source, count))
        known += batch
        if len(batch) < count:
            return known
        held += count * (8 + deep_size(batch[-1]))
        count = min(2 * count, MOST)
        if held > limit and not asked:
            asked = load("_memory").free() * 1024 // 2
            limit = max(limit, asked // 2)
        if held > limit:
            return States(grow, known, source)


class States(Sequence):  # type: ignore[type-arg]
    """See `states`. Reads as a list does, but for what the compiler has excluded."""

    __slots__ = ("_grow", "_kept", "_length", "_run", "_run_start", "_spacing")

    def __init__(self, grow: Callable[[Any, int], Iterator[Any]], known: list[Any], source: Iterator[Any]) -> None:
        self._grow = grow
        self._spacing = max(isqrt(len(known)), 1)
        self._kept = known[:: self._spacing]
        self._length = len(known)
        state = known[-1]
        known.clear()
        for state in source:
            if self._length % self._spacing == 0:
                self._kept.append(state)
            self._length += 1
            if len(self._kept) > 2 * self._spacing:
                # As many between two that are kept as are kept.
                del self._kept[1::2]
                self._spacing *= 2
        self._run, self._run_start = [state], self._length - 1

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: Any) -> Any:
        try:
            place = to_index(index)
        except TypeError:
            raise TypeError(f"list indices must be integers or slices, not {type(index).__name__}") from None
        if place < 0:
            place += self._length
        if not 0 <= place < self._length:
            raise IndexError("list index out of range")
        if not self._run_start <= place < self._run_start + len(self._run):
            self._run_start = place - place % self._spacing
            self._run = self._stretch(place // self._spacing)
        return self._run[place - self._run_start]

    def __iter__(self) -> Iterator[Any]:
        yield self._kept[0]
        yield from self._grow(self._kept[0], 0)

    def __reversed__(self) -> Iterator[Any]:
        for number in range(len(self._kept) - 1, -1, -1):
            run = self._stretch(number)
            while run:
                yield run.pop()

    def _stretch(self, number: int) -> list[Any]:
        """The states from one that is kept up to the next."""
        start, first = number * self._spacing, self._kept[number]
        return [first, *islice(self._grow(first, start), self._spacing - 1)]
