"""The life of a forked worker."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import gc
import os
import sys
from struct import Struct
from time import perf_counter, process_time

from . import _depth, _fills, _guard, _state, _system, _work, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

    from ._known import Known
    from ._nested import Spare

# Chunk number, bytes of payload, processor seconds, when it began and ended by the clock that all processes share,
# KiB of memory that the worker needed of its own so far, signals of decimal arithmetic as bits.
HEADER = Struct("<QQdddII")
LEAVE = getattr(_signal, "SIGUSR1", 0)  # asks a worker to end after its chunk
LOOK_SECONDS = 0.01
LONGEST_LOOK = 0.16
MUCH_INHERITED = 64 << 10  # KiB; less than that may be copied without anybody noticing
YOUNG = 50_000  # containers more than there were, before a worker looks for cycles


class Job:
    """What the workers of a region compute: a task, the values it needs, and the items."""

    __slots__ = ("caches", "counters", "items", "known", "needs", "per_item", "random_states", "sets", "task", "watch")

    def __init__(
        self, task: Callable[..., Any], needs: tuple[Any, ...], items: Sequence[Any], per_item: bool, sets: bool
    ) -> None:
        if _guard.active:
            _guard.forget_warnings()
        self.task = task
        self.needs = needs
        self.items = items
        self.per_item = per_item
        self.sets = sets
        self.known: Known | None = None  # what was there when the region began, where logs refer to such objects
        self.random_states: list[Any] | None = None  # as the latest chunk left them
        self.watch = _fills.Watch(task)
        site = getattr(task, "surge", None)
        # Of functions of the program, to which tasks may add.
        self.caches = load("_caches").of_functions() if site is not None and site.caches else None
        self.counters = load("_left").find() if site is not None and site.grows else None

    def keep(self) -> tuple[int, ...]:
        """Descriptors that a worker needs besides its pipes; called in the worker."""
        return ()

    def take(self, start: int, stop: int) -> Sequence[Any] | None:
        """The items start..stop, None where the worker cannot tell."""
        return self.items[start:stop]

    def signed(self, logs: Any) -> Any:
        """The logs with what the driver needs to know besides."""
        return logs

    def run(self, start: int, stop: int) -> _work.Result:
        """Compute the items start..stop, and check that doing so changed nothing outside."""
        items = self.take(start, stop)
        if items is None:
            return self._all_failed(start, stop, _work.UNLIKE)
        _guard.hit = ""
        before = self.random_states if self.random_states is not None else _guard.random_states()
        self.watch.begin()
        if self.counters is not None:
            load("_left").places = self.counters
        more: tuple[Any, ...] = ()
        site = getattr(self.task, "surge", None)
        task = self.task
        if site is not None and site.writes:
            task = load("_written").writing(task)
        elif site is not None and site.says:
            task = load("_said").noting(task)
        if self.caches is None:
            compute = _work.runner(task) if self.per_item else _work.run_chunk
            logs, failures = compute(task, self.needs, items)
        else:
            run = load("_caches").run
            logs, failures, *more = run(self.caches, task, self.needs, items, self.per_item)
        self.random_states = _guard.random_states()
        if self.watch.undo():
            return self._all_failed(start, stop, _fills.FILLED)
        if before != self.random_states:
            return self._all_failed(start, stop, "drew random numbers")
        if _guard.hit and _guard.hit not in failures.values():
            return self._all_failed(start, stop, _guard.hit)
        return (self.signed(logs), failures, *more)

    def _all_failed(self, start: int, stop: int, reason: str) -> _work.Result:
        if not self.per_item:
            return [], {0: reason}
        count = stop - start
        return [None] * count, dict.fromkeys(range(count), reason)


def serve(
    job: Job, plan: list[tuple[int, int]], pipes: tuple[int, int, int], driver: int, spare: Spare | None = None
) -> NoReturn:
    """Take chunks until there are none; never returns. pipes: chunk numbers, results, the driver's lifeline.

    With `spare`, tasks may have workers of their own where processors have nothing to do.
    """
    status = 1
    try:
        tokens, out, lifeline = pipes
        begin(lifeline, driver, tokens, out, *job.keep(), spare=spare)
        meter = Meter()
        may_be_asked_to_leave()
        site = job.task.surge  # type: ignore[attr-defined]
        _depth.allow(3 + site.deeper, site.kind)
        while not _leaving:
            token = os.read(tokens, 4)
            if not token:
                if spare is not None:
                    spare.give(1)
                break
            chunk = int.from_bytes(token, sys.byteorder)
            meter.start()
            payload = _work.pack_result(job.run(*plan[chunk]), job.per_item, job.sets, job.known)
            write_all(out, meter.head(chunk, len(payload)), payload)
        status = 0
    finally:
        os._exit(status)


def serve_one(task: Callable[..., Any], needs: tuple[Any, ...], out: int, lifeline: int, driver: int) -> NoReturn:
    """Compute one task, send its log; never returns."""
    status = 1
    try:
        begin(lifeline, driver, out)
        sets = task.surge.sets  # type: ignore[attr-defined]
        meter = Meter()
        meter.start()
        _depth.allow(4, "segment")
        result = Job(lambda _item, *values: task(*values), needs, (None,), True, sets).run(0, 1)
        head = meter.spent()
        payload = _work.pack_result(result, True, sets)
        write_all(out, meter.head(0, len(payload), head), payload)
        status = 0
    finally:
        os._exit(status)


def begin(lifeline: int, driver: int, *pipes: int, spare: Spare | None = None) -> None:
    """Become a worker: nothing that happens to the driver, or that the program does, is this process's doing now."""
    if _state.nests:
        load("_nested").end()
        _guard.active = False  # until it has been set up for this process
    _system.signals_of_worker()
    tie = _system.tie(lifeline, driver)
    _expect_to_be_chosen()
    _collect_seldom()
    if spare is None:
        _state.enter_worker()
        _guard.install((*pipes, tie))
    else:
        load("_nested").begin(spare)
        _guard.install((*pipes, tie, spare.free, spare.given))


def _expect_to_be_chosen() -> None:
    """Where memory runs out, the system shall end workers, whose work can be done again, and not the driver."""
    try:
        file = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
        os.write(file, b"1000")
        os.close(file)
    except OSError:
        return


_leaving = False


def is_leaving() -> bool:
    """True once the driver has asked this worker to end after its chunk."""
    return _leaving


def may_be_asked_to_leave() -> None:
    """From now on the driver may ask."""
    _signal.signal(LEAVE, _leave_soon)


def _leave_soon(_number: int, _frame: object) -> None:
    """The driver wants fewer workers."""
    global _leaving
    _leaving = True


class Meter:
    """What a worker tells about a chunk besides its result: time, memory, and the signals of decimal arithmetic."""

    def __init__(self) -> None:
        self.cpu = self.began = 0.0
        self.status = -1
        self.at_first = self.memory = 0
        self.seen = 0  # of that, when last looked
        self.next_look = 0.0
        self.interval = LOOK_SECONDS  # longer and longer, while nothing grows
        try:
            self.status = os.open("/proc/self/status", os.O_RDONLY)
            self.at_first = self._resident(b"VmRSS:")
        except (OSError, ValueError):
            self.next_look = float("inf")
        self.watch_decimal()

    def watch_decimal(self) -> None:
        """Begin to note the signals of decimal arithmetic."""
        decimal = sys.modules.get("decimal")
        self.context = None if decimal is None else decimal.getcontext()
        if self.context is not None:
            self.context.clear_flags()

    def start(self) -> None:
        """A chunk begins."""
        self.cpu = _processor_time()
        self.began = perf_counter()

    def spent(self) -> float:
        """Processor seconds since the chunk began."""
        return _processor_time() - self.cpu

    def head(self, chunk: int, size: int, seconds: float | None = None) -> bytes:
        """What is sent ahead of the result of a chunk."""
        now = perf_counter()
        if now >= self.next_look:
            self._look(now)
        signals = 0 if self.context is None else self._signals()
        return HEADER.pack(
            chunk, size, self.spent() if seconds is None else seconds, self.began, now, self.memory, signals
        )

    def _signals(self) -> int:
        """The signals that the chunk has raised, as bits."""
        raised = signal_bits(self.context)
        if raised:
            self.context.clear_flags()  # type: ignore[union-attr]
        return raised

    def _look(self, now: float) -> None:
        """See how much memory the worker needed of its own, at most; seldom enough to cost nothing."""
        try:
            self.memory = max(self.memory, self._resident(b"VmHWM:") - self.at_first)
            if self.at_first > MUCH_INHERITED:
                self.memory = max(self.memory, _private_memory())
        except (OSError, ValueError):
            self.next_look = float("inf")
        else:
            grown, self.seen = self.memory > self.seen + 1024, self.memory
            self.interval = LOOK_SECONDS if grown else min(2 * self.interval, LONGEST_LOOK)
            done = perf_counter()
            self.next_look = done + max(self.interval, 100 * (done - now))

    def _resident(self, field: bytes) -> int:
        text = os.pread(self.status, 4096, 0)
        place = text.index(field) + len(field)
        return int(text[place : text.index(b"kB", place)])


def _processor_time() -> float:
    """Processor seconds of this process, and of the workers that its tasks had."""
    return process_time() + (sum(os.times()[2:4]) if _state.nests else 0.0)


def _private_memory() -> int:
    """KiB of memory that no other process shares: what was allocated here, and inherited pages that were written to."""
    file = os.open("/proc/self/smaps_rollup", os.O_RDONLY)
    try:
        text = os.read(file, 4096)
    finally:
        os.close(file)
    place = text.index(b"Private_Dirty:") + len(b"Private_Dirty:")
    return int(text[place : text.index(b"kB", place)])


def signal_bits(context: Any) -> int:
    """The flags that are up in a context of decimal arithmetic, one bit for each."""
    bits = 0
    for number, up in enumerate(context.flags.copy().values()):
        if up:
            bits |= 1 << number
    return bits


def has_new_signals(bits: int) -> bool:
    """True when a worker's arithmetic raised signals that are not up here: the chunk runs here, and raises them."""
    decimal = sys.modules.get("decimal")
    return decimal is None or bool(bits & ~signal_bits(decimal.getcontext()))


def _collect_seldom() -> None:
    """Leave alone what was inherited, which is not ours to collect, and which touching would copy.

    What a chunk allocates is small and mostly goes with its log; cycles in it may wait until there are many.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 100)


def write_all(out: int, head: bytes, payload: bytes) -> None:
    """Write a frame, however many writes it takes."""
    sent = os.writev(out, (head, payload)) - len(head)
    view = memoryview(payload)
    while sent < len(payload):
        sent += os.write(out, view[sent:])


def unpack_or_none(payload: bytes | bytearray, known: Known | None = None) -> _work.Result | None:
    """A chunk's result; None when it does not unpickle here, which makes the chunk a lost one."""
    try:
        return _work.unpack(payload, known)  # type: ignore[no-any-return]
    except Exception:
        return None
