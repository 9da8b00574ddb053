"""Rounds of a loop that are foreseen: the driver runs the loop itself and asks for the logs of what is heavy.

    with rounds(task, start, needs, copies=(stack,)) as r:
        while stack:                      # the user's own loop
            job = stack.pop()
            if r.ready(job):              # was this very round foreseen, and is its log there?
                result = r.log
            else:
                result = work(job)
            results.append(result)

A generator of the compiler's goes through the rounds ahead of time, on copies of what they change, and yields what the task
works on. It only guesses: `ready` compares its guess with what the loop has really come to, so nothing depends on whether
the guess is right. Where it is wrong, or where it ends, the original statements run.
"""

from __future__ import annotations

import sys
from math import copysign
from sys import getsizeof
from time import perf_counter

from . import _engines, _settings, _state, _swap
from ._feed import Stream
from ._lookahead import CannotLook, copies_of
from ._loop import STREAM_PATIENCE, Loop
from ._site import PASSES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

HANDLING = 2e-6  # seconds that one log costs the driver besides unpickling: more than in a `for` loop
SLOW_STEP = 0.05  # seconds after which a single step of the generator is taken to grow without bound
SHORT_PATIENCE = 900  # rounds after which probing ends where each takes hardly more time than handling it
MANY_DIGITS = 4096  # bits of an integer, likewise
SKIPPED = 64  # rounds that were foreseen and did not happen: so many may be passed over at once
PLAIN = {int, bool, str, bytes, type(None), range}


def rounds(
    task: Callable[..., Any], start: tuple[Any, ...], needs: tuple[Any, ...], copies: tuple[Any, ...] = ()
) -> Rounds | Idle:
    """Begin a loop whose task may run in workers; `start` and `copies` are what its generator begins with."""
    site = task.surge  # type: ignore[attr-defined]
    _state.met += 1
    if site.skip:
        site.skip -= 1
        if not site.skip & PASSES:
            site.passed_by()
        return Idle()
    if _state.nests:
        return Idle()
    if _state.busy:
        _swap.note_nested()
        return Idle()
    if not _engines.are_processes():
        site.in_place("rounds are foreseen for processes only")
        return Idle()
    held: list[Any] = []
    try:
        copies_of(copies, held)
    except CannotLook as reason:
        _let_go(held)
        site.why = str(reason)
        site.count("entries in place")
        return Idle()
    return Rounds(task, held, start, needs)


class Idle(list):  # type: ignore[type-arg]
    """A loop that runs in place, for next to nothing: nothing is in the list, and its own `count` says so."""

    __slots__ = ()
    ready = list.count
    log = None

    def __enter__(self) -> Idle:
        return self

    def __exit__(self, *details: object) -> None:
        return None


class Unforeseen(Exception):
    """The loop has come to a round that was not foreseen."""


class Rounds:
    """One entry into a `while` loop."""

    def __init__(self, task: Any, held: list[Any], start: tuple[Any, ...], needs: tuple[Any, ...]) -> None:
        self.held = held
        self.log: Any = None
        self.foreseen = Foreseen(_guarded(task.rounds(*held, *start)))
        self.loop = _Loop(task, self.foreseen, needs, patient=not task.open_end)
        self.supply = self._supply()

    def __enter__(self) -> Rounds:
        return self

    def __exit__(self, *details: object) -> None:
        self._stop()
        if not self.loop.started:
            self.loop.note_size()

    def ready(self, values: Any) -> bool:
        """True when `log` is what the task gives for these values."""
        self.foreseen.expected = values
        try:
            for _ in range(SKIPPED):
                item, has_log, self.log = next(self.supply)
                if same(item, values):
                    return has_log
        except (StopIteration, Unforeseen, RecursionError):
            pass
        if not self.loop.rest:
            self.loop.site.why = "rounds were not those foreseen"
        self._stop()
        return False

    def _supply(self) -> Iterator[tuple[Any, bool, Any]]:
        """Each foreseen round, with its log where it has one."""
        loop = self.loop
        while not loop.finished:
            for item, log in loop.parallel():
                yield item, True, log
            if loop.rest:
                return  # all that is left runs in place, and needs nobody to foresee it
            for item in loop.sequential():
                yield item, False, None

    def _stop(self) -> None:
        """From here on everything runs in place."""
        self.ready = [].count  # type: ignore[method-assign, assignment]
        self.supply.close()  # type: ignore[attr-defined]
        self.loop.cancel()
        self.foreseen.close()
        _let_go(self.held)


def _let_go(held: list[Any]) -> None:
    """Close the files among the copies."""
    for thing in held:
        if hasattr(thing, "close"):
            thing.close()
    held.clear()


class _Loop(Loop):
    """The machinery of a loop, for rounds that the driver goes through itself."""

    def __init__(self, task: Any, foreseen: Foreseen, needs: tuple[Any, ...], patient: bool) -> None:
        super().__init__(task, foreseen, needs)
        self.feed = foreseen
        self.site.handling = HANDLING
        self.started = False
        self.patient = patient

    def _start(self) -> None:
        self.started = True
        super()._start()
        if self.region is not None and not self.patient:
            self.region.impatient = True

    def _stream_patience(self) -> int:
        # To foresee such a round takes several times as long as to run it.
        short = self.probe.count and self.probe.estimate() < 2 * HANDLING
        return SHORT_PATIENCE if short else STREAM_PATIENCE

    def leave(self) -> None:
        """The program has left the loop; to foresee rounds takes far longer than a look at the items of other loops."""
        if not self.hired:
            self.site.left_early(self.probe, self.probe.age() - self.probe.spent)
            self.hired = True  # this entry has been noted
        super().leave()

    def cancel(self) -> None:
        """End the workers; their logs are not wanted any more."""
        self._cancel()

    def note_size(self) -> None:
        """At the end of an entry without workers."""
        if not self.rest:
            self._note_size()


class Foreseen(Stream):
    """What the generator yields, pulled ahead: so much as fits into the window for results."""

    def __init__(self, iterator: Iterator[Any]) -> None:
        super().__init__(iterator)
        self.expected: Any = None
        self.limit = _settings.current.window

    def __iter__(self) -> Iterator[Any]:
        return self.iterator

    def pull(self, wanted: int) -> None:
        """Fill the buffer up to `wanted` items, or to the limit in bytes."""
        if self.offset:
            del self.buffer[: self.offset]
            self.offset = 0
        if len(self.buffer) >= wanted or self.ended:
            return
        size = sum(map(_size, self.buffer))
        while len(self.buffer) < wanted and (size < self.limit or len(self.buffer) < 2):
            try:
                item = next(self.iterator)
            except StopIteration:
                self.ended = True
                return
            self.buffer.append(item)
            size += _size(item)

    def next(self) -> Any:
        """The next item, which is about to be computed in the driver: it must be the round that the loop has come to."""
        for _ in range(SKIPPED):
            item = super().next()
            if same(item, self.expected):
                return item
        raise Unforeseen

    def close(self) -> None:
        """Let go of the generator and of what it has given."""
        self.iterator.close()  # type: ignore[attr-defined]
        self.buffer, self.offset, self.ended = [], 0, True


def _size(item: Any) -> int:
    """Bytes of an item, as far as it consists of texts."""
    if type(item) is tuple:
        return sum(map(getsizeof, item))
    return getsizeof(item)


def _guarded(generator: Iterator[Any]) -> Iterator[Any]:
    """The same items, up to an exception, which the loop itself will come to, and as long as steps are small."""
    with_time = perf_counter
    begin = with_time()
    try:
        for item in generator:
            if with_time() - begin > SLOW_STEP or _is_large(item):
                return
            yield item
            begin = with_time()
    except Exception:
        return
    finally:
        generator.close()  # type: ignore[attr-defined]


def _is_large(item: Any) -> bool:
    parts = item if type(item) is tuple else (item,)
    return any(type(part) is int and part.bit_length() > MANY_DIGITS for part in parts)


def same(one: Any, other: Any) -> bool:
    """Whether two values cannot be told apart, whatever is computed from them: one object, or equal and immutable."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind in PLAIN:
        return one == other  # type: ignore[no-any-return]
    if kind is float:
        return one == other and copysign(1.0, one) == copysign(1.0, other)
    if kind is tuple or kind is list:
        return len(one) == len(other) and all(map(same, one, other))
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(numpy, "ndarray") and (kind is numpy.ndarray or issubclass(kind, numpy.generic)):
        return _same_arrays(one, other)
    return False


def _same_arrays(one: Any, other: Any) -> bool:
    """Whether two arrays, or two of NumPy's numbers, hold the same bits in the same order."""
    dtype = one.dtype
    if dtype != other.dtype or dtype.hasobject or dtype.metadata or other.dtype.metadata:
        return False
    if one.shape != other.shape or one.strides != other.strides:
        return False
    return one.tobytes("A") == other.tobytes("A")  # type: ignore[no-any-return]
