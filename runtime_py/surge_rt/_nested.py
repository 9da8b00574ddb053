"""Regions inside of tasks: processors for which a region has no item left go to the loops of those that still run.

    for size in (10, 100, 1000):      worker 1: size 10, size 1000 -----------------------------.
        print(solve(size))            worker 2: size 100, no item left: leaves its processor     '-> gets it: its loops
                                                                                                     run on both

A region with few items is started as always. Its workers keep the program's functions with their regions, instead of the
original's, and share a pipe in which one byte stands for one processor with nothing to do: those that have no item from the
start, and one for each worker that finds none any more. A loop in a task takes what there is when it begins, forks
workers of its own for it, and gives it back at its end; where there is nothing, it runs in place and asks again.

To its own workers, such a worker is what the driver is to it: they end when it does, and what they compute is committed
in its memory, in order, where the task's log comes from.
"""

from __future__ import annotations

import os

from . import _child, _fork, _guard, _settings, _state, _swap, _system
from ._site import FOREVER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._child import Job

FREE = b"\0"  # stands for a processor with nothing to do
NEVER = float("inf")

_spare: Spare | None = None  # in a worker whose tasks may have workers


class Spare:
    """The processors with nothing to do, as all workers of a region see them."""

    __slots__ = ("all", "free", "given")

    def __init__(self, count: int, processors: int) -> None:
        self.all = processors
        self.free, self.given = _system.pipe()
        os.set_blocking(self.free, False)
        self.give(count)

    def give(self, count: int) -> None:
        """So many processors have nothing to do now."""
        if count:
            os.write(self.given, count * FREE)

    def take(self, most: int) -> int:
        """How many of these the caller gets, which may be none: its share, where others may ask as well."""
        free = _system.waiting(self.free) or 0
        share = min(most, -(-free // max(1, self.all - free)))
        try:
            return len(os.read(self.free, share)) if share > 0 else 0
        except BlockingIOError:
            return 0

    def close(self) -> None:
        """The region is over, or this process has no part in it."""
        os.close(self.free)
        os.close(self.given)


def may_share() -> bool:
    """Whether tasks may have workers of their own: there are other regions, and all there is to know about memory is free."""
    if _state.driver_code is None or _state.checkpoints or _settings.current.memory:
        return False
    return len(_state.sites) > 1


class SharingCrew(_fork.Crew):
    """Workers whose tasks may have workers of their own."""

    shares = True

    def __init__(self, job: Job, plan: list[tuple[int, int]], limit: int, workers: int) -> None:
        super().__init__(job, plan, limit)
        self.spare: Spare | None = None
        self.processors = workers

    def _open(self) -> None:
        super()._open()
        self.spare = Spare(self.processors - min(self.processors, len(self.plan)), self.processors)

    def _work(self, pipes: tuple[int, int, int]) -> None:  # type: ignore[override]
        assert self.spare is not None
        _child.serve(self.job, self.plan, pipes, self.owner, self.spare)

    def end(self) -> None:
        """End all workers."""
        if self.owner == os.getpid() and self.spare is not None:
            spare, self.spare = self.spare, None
            spare.close()
        super().end()


class InnerCrew(_fork.Crew):
    """The workers that a task has for a while."""

    borrowed = 0

    def start(self, workers: int, wanted: int = 0) -> None:
        """Start as many workers as there are processors for, and one for that of the task itself, which waits meanwhile."""
        assert _spare is not None
        self.borrowed = _spare.take(min(workers, len(self.plan)) - 1)
        if self.borrowed:
            super().start(1 + self.borrowed, 1 + self.borrowed)

    def _hire(self, last: int = -1) -> None:
        with _guard.Lifted():
            super()._hire(last)

    def _bury(self, reader: _fork.Reader, trouble: str = "") -> None:
        with _guard.Lifted():
            super()._bury(reader, trouble)

    def leave(self, reader: _fork.Reader) -> None:
        """Ask a worker to end after its chunk."""
        with _guard.Lifted():
            super().leave(reader)

    def end(self) -> None:
        """End all workers, and give back their processors."""
        with _guard.Lifted():
            super().end()
        borrowed, self.borrowed = self.borrowed, 0
        if self.owner == os.getpid() and _spare is not None:
            _spare.give(borrowed)


def begin(spare: Spare) -> None:
    """In a worker whose tasks may have workers: the program's functions keep their regions, which find nobody busy.

    Workers that the driver keeps, and what it shows or notes of regions, are none of its business.
    """
    global _spare
    _spare = spare
    _state.nests = True
    _state.busy = 0
    _state.trace = None
    _settings.current.patience = NEVER
    for site in _state.sites:
        site.kept = False  # type: ignore[attr-defined]
        if site.kind == "segment":  # type: ignore[attr-defined]
            site.skip = FOREVER  # type: ignore[attr-defined]


def end() -> None:
    """In a worker of such a worker: no regions any more."""
    global _spare
    _spare = None
    _state.nests = False


def inner_crew(job: Job, plan: list[tuple[int, int]], workers: int, limit: int) -> InnerCrew | None:
    """Workers for a region inside of a task; None where there is no processor for them now."""
    _swap.prepare()
    crew = InnerCrew(job, plan, limit)
    crew.start(workers)
    return crew if crew.size else None
