"""The states that a step function runs through, of which few are held: the others are computed again when they are asked for.

    states = trajectory(step, first, 1_000_000)        # step(state, index), for each index, as a loop would call it
    states[123_456]; states[-1]; for state in states: …; for state in reversed(states): …

    index     0 1 2 3 4 5 6 7 8 9 ...
    held      *       *       *                  snapshots, every so many states
                        . . .                    the run that was read last

With 2 √n states held, going through all of them in either direction computes each one once more. With fewer, going back computes
them several times, by the schedule that needs the fewest (Griewank, 1992; Griewank and Walther's Revolve, 2000): a stretch is cut
where the rest can be reversed with one snapshot less, and the part before it with one repetition less.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, isqrt
from operator import index as to_index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeVar

    State = TypeVar("State")

LEAST_HELD = 4


def trajectory(
    step: Callable[[State, int], State], first: State, count: int, *, held: int | None = None
) -> Sequence[State]:
    """The states `first, step(first, 0), step(step(first, 0), 1), …`: `count` steps, and so `count + 1` states.

    All steps are computed before this returns. `held` is how many states are kept in memory, at least 4; None stands for about
    2 √count. `step` has to give the same state again when it is called again with the same arguments, and must not change the
    state that it is given. A state that is read twice may be two equal objects.

    Raises what `step` raises; ValueError for a negative `count` or too small a `held`.
    """
    return Trajectory(step, first, count, held)


class Trajectory(Sequence):  # type: ignore[type-arg]
    """See `trajectory`. Reading computes states again, so it raises what `step` raises."""

    __slots__ = ("_length", "_run", "_run_start", "_snapshots", "_spacing", "_step", "_window")

    def __init__(self, step: Callable[[Any, int], Any], first: Any, count: int, held: int | None = None) -> None:
        count = to_index(count)
        if count < 0:
            raise ValueError(f"a trajectory of {count} steps")
        if held is not None and held < LEAST_HELD:
            raise ValueError(f"a trajectory holds at least {LEAST_HELD} states, not {held}")
        root = isqrt(count) + 1
        self._step = step
        self._length = count + 1
        # Half of what is held are snapshots, the other half is the run that was read last.
        self._window = root if held is None else held // 2
        self._spacing = -(-self._length // self._window)
        self._snapshots = [first]
        state = first
        for index in range(count):
            state = step(state, index)
            if (index + 1) % self._spacing == 0:
                self._snapshots.append(state)
        self._run: list[Any] = [state]
        self._run_start = count

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        if isinstance(index, slice):
            return [self._state(place) for place in range(*index.indices(self._length))]
        index = to_index(index)
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError("trajectory index out of range")
        return self._state(index)

    def __iter__(self) -> Iterator[Any]:
        state = self._snapshots[0]
        yield state
        for index in range(self._length - 1):
            state = self._step(state, index)
            yield state

    def __reversed__(self) -> Iterator[Any]:
        for number in range(len(self._snapshots) - 1, -1, -1):
            begin = number * self._spacing
            end = min(begin + self._spacing, self._length)
            yield from self._backwards(self._snapshots[number], begin, end, self._window)

    def _state(self, index: int) -> Any:
        run, start = self._run, self._run_start
        if start <= index < start + len(run):
            return run[index - start]
        begin = index - index % self._spacing
        if begin < start + len(run) <= index:
            place, state = start + len(run) - 1, run[-1]
        else:
            place, state = begin, self._snapshots[index // self._spacing]
        # The whole run is kept where there is room, for reads nearby; else the states up to this one.
        last = min(begin + self._spacing, self._length) - 1
        stop = last if last - place < self._window else index
        kept = [state]
        while place < stop:
            state = self._step(state, place)
            place += 1
            if stop - place < self._window:
                kept.append(state)
        kept = kept[-self._window :]
        self._run, self._run_start = kept, stop - len(kept) + 1
        return kept[index - self._run_start]

    def _backwards(self, state: Any, begin: int, end: int, slots: int) -> Iterator[Any]:
        """The states `end - 1, …, begin`, of which `state` is that at `begin`, holding no more than `slots` others at a time."""
        if end - begin <= slots + 2:  # the last one is handed out at once
            run = [state]
            for index in range(begin, end - 1):
                run.append(self._step(run[-1], index))
            while run:
                yield run.pop()
            return
        cut = begin + _first_part(end - begin, slots)
        later = state
        for index in range(begin, cut):
            later = self._step(later, index)
        yield from self._backwards(later, cut, end, slots - 1)
        del later
        yield from self._backwards(state, begin, cut, slots)


def _first_part(length: int, slots: int) -> int:
    """How many states come before the first cut, so that the fewest steps are computed again.

    `comb(slots + 1 + repeats, repeats)` states can be reversed with that many slots when no step is computed more often than
    `repeats` times.
    """
    repeats = 1
    while comb(slots + 1 + repeats, repeats) < length:
        repeats += 1
    return max(1, length - comb(slots + repeats, repeats))
