"""Segments: one task beside the driver, committed where its value is needed."""

from __future__ import annotations

import os
import select
from _weakref import ref
from time import perf_counter, process_time

from . import _decide, _engines, _settings, _site, _state, _swap, _system, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


DEEPEST = 40  # levels of calls that starting a segment needs at most
LEAST_OVERLAP = 0.25  # of the shorter of a thread and what runs beside it, that has to run at the same time
FORCED = 64  # entries of a site that are started whether it pays or not, where that is asked for


def spawn(task: Callable[..., Any], needs: tuple[Any, ...]) -> Segment | WarmSegment | _NotStarted:
    """Start `task(*needs)` in a process of its own, if that may pay; the handle says later what came of it.

    In a recursion the outermost calls start processes. Where all processors have work, functions get their original
    code until one of them is free, so that the calls below cost what they cost in the original.
    """
    site = task.surge  # type: ignore[attr-defined]
    if site.skip:
        site.skip -= 1
        return NOT_STARTED
    try:
        if _state.busy:
            _swap.note_nested()
            return NOT_STARTED
        site.entries += 1
        if not _may_start(site):
            return NOT_STARTED
        _leave_room(DEEPEST)
    except RecursionError:
        return NOT_STARTED  # the program itself may need no more than one level below this one
    if _settings.current.engine != "fork":
        kind = ThreadSegment if _settings.current.engine == "threads" else WarmSegment
        warm = kind(task, needs)
        return warm if warm.running else NOT_STARTED
    segment = Segment(task)
    segment.start(task, needs)
    return segment if segment.running else NOT_STARTED


def _leave_room(levels: int) -> None:
    """RecursionError here, before anything has been started, rather than half way through."""
    if levels:
        _leave_room(levels - 1)


def _may_start(site: Any) -> bool:
    settings = _settings.current
    _decide.check_siblings()
    if _state.forbidden or (settings.workers < 2 and not settings.force):
        _rest(site, _state.forbidden or "one worker")
        return False
    settle()
    if _room() < 1 or _decide.obstacle(site):
        return False
    if settings.engine == "threads" and not _state.package:
        _rest(site, "nobody has proved that the program leaves alone what it reads, which threads share")
        return False
    if settings.force:
        return bool(site.entries <= FORCED)
    if not _engines.segment_may_start():
        return False  # starting a process takes longer than most segments
    if site.seconds is None and _state.waste >= _state.WASTE_BUDGET:
        _rest(site, "too little work")
        return False
    if site.seconds is None or site.seconds > 2 * _decide.start_cost() / 1.5 + (site.ship or 0.0):
        return True
    if site.missed():
        _swap.site_rests()
    return False


def _room() -> int:
    """How many more segments may run now."""
    return max(1, _settings.current.workers - 1) - _state.segments


def _rest(site: Any, why: str) -> None:
    site.skip = _site.FOREVER
    site.in_place(why)
    _swap.site_rests()


_running: dict[int, ref[Any]] = {}  # handles by identity; one that the program drops ends its task


def settle() -> None:
    """Take the results of segments that have ended, so that their processors are free for others."""
    for known in list(_running.values()):
        segment = known()
        if segment is not None:
            segment.settle()


def end_all() -> None:
    """End the processes of segments that nobody has asked for: by the time their handles go, modules have gone."""
    for known in list(_running.values()):
        segment = known()
        if type(segment) is Segment:
            segment.close()


POLL_MS = 1000


class _NotStarted:
    """The handle of a segment that runs in place."""

    value: Any = None

    def done(self) -> bool:
        """False: the original statement runs."""
        return False


NOT_STARTED = _NotStarted()


class Result:
    """What a segment makes of its task's log, and learns from it."""

    site: Any
    value: Any
    start_seconds: float

    def accept(self, seconds: float, unpacking: float, size: int, result: Any) -> bool:
        """Take `(logs, failures)`, or None for a result that did not come over; True when `value` holds the log."""
        logs, failures = result if result is not None else ([], {0: "not picklable"})
        self.site.count("bytes shipped", size)
        self._learn(seconds, unpacking)
        if failures:
            self.site.count(f"failed: {failures[0]}")
            self._miss()
            return False
        self.site.count("parallel items")
        self.value = logs[0]
        return True

    def _learn(self, seconds: float, unpacking: float) -> None:
        """Two segments that were not worth their process, and the site rests."""
        self.site.learn(seconds)
        self.site.ship = 2 * unpacking
        _decide.record_start(self.start_seconds)
        if seconds < 2 * self.start_seconds + 2 * unpacking and not _settings.current.force:
            _state.waste += self.start_seconds + unpacking
            self._miss()
        else:
            self.site.misses = 0
            self.site.losses = max(0.0, self.site.losses - 0.2 * seconds)

    def _miss(self) -> None:
        self.site.misses += 1
        self.site.losses += self.start_seconds
        tired = self.site.misses >= 2 or self.site.losses > _state.WASTE_BUDGET
        if tired and not _settings.current.force:
            _rest(self.site, "too little work")


class Segment(Result):
    """One process with one task."""

    reader: Any = None  # also in one whose making was interrupted

    def __init__(self, task: Callable[..., Any]) -> None:
        self.site = task.surge  # type: ignore[attr-defined]
        self.value: Any = None
        self.frame: tuple[int, float, bytearray] | None = None
        self.owner = os.getpid()
        self.lifeline = -1
        self.signals = 0
        self.why = "worker lost"
        self.borrowed: list[Any] = []  # functions that have their original code while this runs

    def start(self, task: Callable[..., Any], needs: tuple[Any, ...]) -> None:
        """Start the process, where the system has room for one."""
        _child, reader = load("_child"), load("_fork").Reader
        load("_region").register_exit()
        _swap.prepare()
        begin = perf_counter()
        try:
            with _system.Held():
                self._start(_child, reader, task, needs)
        except (OSError, MemoryError):
            return
        self.start_seconds = perf_counter() - begin
        if _room() < 1 and not _settings.current.force:
            self.borrowed = _swap.borrow()

    def _start(self, _child: Any, reader: Any, task: Callable[..., Any], needs: tuple[Any, ...]) -> None:
        results, write_end = _system.pipe()
        end = lifeline = pid = -1
        try:
            end, lifeline = _system.pipe()
            pid = _system.fork()
            if pid == 0:
                _child.serve_one(task, needs, write_end, lifeline, self.owner)
        finally:
            for number in (write_end, end, *(() if pid > 0 else (results, lifeline))):
                if number >= 0:
                    os.close(number)
        os.set_blocking(results, False)
        self.lifeline = lifeline
        self.reader = reader(results, pid)
        _state.children.add(pid)
        _state.segments += 1
        _running[id(self)] = ref(self)

    def done(self) -> bool:
        """Wait for the task; True when `value` holds its log."""
        if self.reader is not None and self.owner == os.getpid():
            poll = select.poll()
            poll.register(self.reader.fd, select.POLLIN)
            while self.reader is not None:
                if poll.poll(POLL_MS):
                    self.settle()
                else:
                    self._look_around()
        frame, self.frame = self.frame, None
        if frame is None:
            self.site.count(f"failed: {self.why}")
            return False
        return self._accept(*frame)

    def _look_around(self) -> None:
        """Nothing has come for a second: is the worker still at work?"""
        trouble = load("_watch").trouble(self.reader)
        if trouble:
            self.why = f"worker lost ({trouble})"
            self.close()

    @property
    def running(self) -> bool:
        """False when no process could be started, and once it has ended."""
        return self.reader is not None

    def settle(self) -> None:
        """Read what has come, and end the process once that is all."""
        if self.reader is None or self.owner != os.getpid():
            return
        reader = self.reader
        try:
            self.frame = reader.read()
        except (EOFError, OSError, MemoryError):
            self.close()
        if self.frame is not None:
            self.close()
            self.signals = reader.report[6]
            if _state.trace is not None:
                _state.trace.segment(self.site, reader)

    def _accept(self, _number: int, seconds: float, body: bytearray) -> bool:
        from . import _child

        begin = perf_counter()
        if self.signals and _child.has_new_signals(self.signals):
            result: Any = ([], {0: "raised decimal signals"})
        else:
            result = _child.unpack_or_none(body)
        return self.accept(seconds, perf_counter() - begin, len(body), result)

    def close(self) -> None:
        """End the process, whether or not it is done."""
        reader, self.reader = self.reader, None
        if reader is None or self.owner != os.getpid():
            return  # done with, or a copy in a child of the program's own
        from ._fork import end

        with _system.Held():
            _running.pop(id(self), None)
            _swap.give_back(self.borrowed)
            _state.segments -= 1
            os.close(reader.fd)
            os.close(self.lifeline)
            end([reader.pid])

    def __del__(self) -> None:
        self.close()


class WarmSegment(Result):
    """One task in a warm worker."""

    crew: Any = None  # also in one whose making was interrupted

    def __init__(self, task: Callable[..., Any], needs: tuple[Any, ...]) -> None:
        self.running = False
        self.site = task.surge  # type: ignore[attr-defined]
        self.value: Any = None
        self.owner = os.getpid()
        begin = perf_counter()
        job = self.job(task, needs)
        self.crew = _engines.hire(self.site, job, [(0, 1)], 1, _settings.current.window)
        self.start_seconds = perf_counter() - begin
        self.running = self.crew is not None and self.crew.size > 0
        if self.running:
            _state.segments += 1
            _running[id(self)] = ref(self)

    def job(self, task: Callable[..., Any], needs: tuple[Any, ...]) -> Any:
        """What the worker is asked for: a job of one item, which `_warm` leaves away."""
        return load("_child").Job(task, needs, (None,), True, self.site.sets)

    def done(self) -> bool:
        """Wait for the task; True when `value` holds its log."""
        crew = self.crew
        if crew is None or self.owner != os.getpid():
            return False
        self._free()
        result, seconds, size = crew.result(0)
        self.close()
        return self.accept(seconds, crew.unpack_seconds, size, result)

    def settle(self) -> None:
        """Take the result if it is there: the worker is free for others then."""
        if self.running and self.owner == os.getpid() and self.crew.poll():
            self._free()

    def _free(self) -> None:
        if self.running:
            self.running = False
            _running.pop(id(self), None)
            _state.segments -= 1

    def close(self) -> None:
        """Let the worker go, whether or not it is done."""
        crew, self.crew = self.crew, None
        if crew is not None and self.owner == os.getpid():
            self._free()
            crew.close()

    def __del__(self) -> None:
        self.close()


class ThreadSegment(WarmSegment):
    """One task in a thread of this process.

    The compiler starts early only what neither writes to anything but its own objects nor reads what the statements
    beside it write: so it makes no difference that the thread sees the program's data, and not a copy.
    """

    def __init__(self, task: Callable[..., Any], needs: tuple[Any, ...]) -> None:
        super().__init__(task, needs)
        self.began = perf_counter()
        self.cpu = process_time()  # of all threads

    def job(self, task: Callable[..., Any], needs: tuple[Any, ...]) -> Any:
        return load("_child").Job(lambda _item, *values: task(*values), needs, (None,), True, self.site.sets)

    def done(self) -> bool:
        beside = perf_counter() - self.began
        if not super().done():
            return False
        if not _settings.current.force:
            self._compare(beside, process_time() - self.cpu, perf_counter() - self.began)
        return True

    def _compare(self, beside: float, cpu: float, wall: float) -> None:
        """Note a segment that ran by turns with the driver, as where both hold the interpreter's lock; after some, a rest.

        The machine may only have been busy, so the site is tried again, after ever longer.
        """
        shorter = min(beside, self.seconds)
        if cpu - wall < max(2 * self.start_seconds, LEAST_OVERLAP * shorter) and self.site.missed():
            _rest(self.site, "threads held each other up")

    def _learn(self, seconds: float, unpacking: float) -> None:
        self.seconds = seconds
        self.site.learn(seconds)
        self.site.ship = 0.0
