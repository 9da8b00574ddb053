"""Warm workers, for the start methods spawn and forkserver.

Workers are started when the first region pays, and kept for later ones. A worker knows the program's definitions,
not its data: what a task reads is pickled once per region, the items once per chunk. A worker holds one chunk at a
time, so the driver only ever writes to a worker that is waiting to read, and neither can block the other.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import os
import sys
from contextlib import contextmanager
from time import perf_counter
from types import ModuleType

from . import _child, _sameness, _settings, _state, _warm, _work, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._child import Job
    from ._site import Site

WAIT_SECONDS = 1.0
END_SECONDS = 2.0
FOR_EVER = 1e9
LARGEST_WHOLE = 64 << 20  # bytes of a message with all the items, which every worker reads and keeps until the next
TOO_LARGE = "its items are too many to be sent all together"


class Worker:
    """One warm process and the driver's end of its connection."""

    __slots__ = ("chunk", "connection", "last_job", "memory", "number", "owes", "pid", "process", "report", "seen")

    def __init__(self, process: Any, connection: Any) -> None:
        self.process = process
        self.connection = connection
        self.chunk = -1  # the chunk it computes, -1 when it waits
        self.owes = False  # it still computes something nobody wants any more
        self.last_job = 0
        self.pid: int = process.pid
        self.number = 0  # in the crew it works for
        self.memory = 0  # KiB that it needs, as it says
        self.report: Any = None  # what it said about its latest chunk
        self.seen: object = None  # what the watchdog saw of it last

    def settle(self) -> bool:
        """Take an unwanted result off a worker that was left with one; False while it still computes."""
        try:
            if self.owes and self.connection.poll():
                self.connection.recv_bytes()
                self.owes = False
        except (EOFError, OSError):
            return False
        return not self.owes

    def end(self) -> None:
        """Kill and reap."""
        self.connection.close()
        self.process.kill()
        self.process.join(END_SECONDS)  # the process that forked it, and that has to tell, may be gone itself


pool: list[Worker] = []


def hire(site: Site, job: Job, plan: list[tuple[int, int]], workers: int, limit: int) -> WarmCrew | None:
    """A crew of warm workers for one region; None when what the region reads cannot be sent."""
    reason = message_problem(site)
    if reason:
        site.why = reason
        return None
    try:
        message = job_message(site, job, plan)
    except KeyboardInterrupt:
        raise
    except _sameness.Unknown:
        site.why = "a definition holds what cannot be compared with a worker's"
        return None
    except BaseException:
        site.why = "what the region reads cannot be pickled"
        return None
    if not fits(site, message):
        site.why = TOO_LARGE
        return None
    crew = WarmCrew(job, plan, message, limit)
    crew.gather(min(workers, len(plan)))
    return crew


def message_problem(site: Site) -> str:
    if site.hashed and os.environ.get("PYTHONHASHSEED", "random") == "random":
        return "depends on string hashes, which differ between processes"
    if _state.rebinds:
        return "the program replaces functions or classes, which a new process would not see"
    if _state.inherits:
        return "the program changes settings of libraries, which a new process would not have"
    return ""


def job_message(site: Site, job: Job, plan: list[tuple[int, int]], is_elsewhere: bool = False) -> bytes:
    """Everything the tasks of one region read, in one pickle, so that shared objects stay shared.

    What other modules of the program hold is not sent, but compared. Where tasks may compare items with each other, or with
    something else that they read, all items are part of it. With `is_elsewhere` for workers that may be on other machines, where
    modules have other places.
    """
    items = job.items[plan[0][0] : plan[-1][1]] if site.whole else ()
    names = {name: _state.namespace[name] for name in site.globals if name in _state.namespace}
    decimal = sys.modules.get("decimal")
    context = decimal.getcontext() if decimal is not None else None
    digits = sys.get_int_max_str_digits() if hasattr(sys, "get_int_max_str_digits") else 0
    # Only tasks that may ask for the environment get it, as it is by now.
    environment = dict(os.environ) if site.files else None
    path = None if is_elsewhere else list(sys.path)
    settings = _limits(), context, os.getcwd(), digits, _locale_name(), list(sys.argv), path, environment
    known = _sameness.descriptions(_state.namespace), tuple(_state.namespace)
    around = vars(sys.modules[site.module]) if site.module else _state.namespace
    runtime = [name for name, value in around.items() if value is sys.modules[__package__]]
    # A task may have regions inside of it, whose tasks stand beside it.
    beside = [name for name, value in around.items() if type(value) is ModuleType and _is_beside(value, job.task)]
    home = site.module, _state.modules.get(site.module, ""), runtime, beside
    kept = load("_class_data").held(_state.namespace) if _state.class_data else ()
    what = (job.needs, names, items, kept), (job.per_item, job.sets)
    return _work.pack_input(("job", site.name, *what, settings, known, home), site.hashed)


def _is_beside(module: ModuleType, task: Any) -> bool:
    """Whether a task function stands in this module."""
    return vars(module).get(getattr(task, "__name__", "")) is task


def fits(site: Site, message: bytes) -> bool:
    """Whether every worker may be sent so much."""
    return not site.whole or len(message) <= LARGEST_WHOLE


def chunk_message(job: Job, plan: list[tuple[int, int]], chunk: int) -> bytes:
    """The items of one chunk, or where they are among those that came with the job."""
    start, stop = plan[chunk]
    site = getattr(job.task, "surge", None)
    if site is not None and site.whole:
        return _work.pack_input(("part", start - plan[0][0], stop - plan[0][0]))
    return _work.pack_input(("items", job.items[start:stop]), site is not None and site.hashed)


def _limits() -> tuple[int, int]:
    """How deep the program may recurse, and how deep it is."""
    return sys.getrecursionlimit(), load("_depth").of_program()


def ready() -> bool:
    """True when starting a region does not mean starting processes."""
    return len(pool) >= min(2, _settings.current.workers)


def one_is_free() -> bool:
    """True when a segment would find a worker that waits."""
    return any(worker.chunk < 0 and not worker.owes for worker in pool)


class WarmCrew:
    """The warm workers at work for one region; the same interface as the forked crew."""

    def __init__(self, job: Job, plan: list[tuple[int, int]], message: bytes, limit: int) -> None:
        self.job = job
        self.plan = plan
        self.message = message
        self.limit = limit
        self.following = 0  # the next chunk to hand out
        self.ready: dict[int, tuple[float, bytes, int] | None] = {}
        self.held = 0
        self.cpu_seconds = 0.0
        self.unpack_seconds = 0.0
        self.first_wait = 0.0
        self.start_seconds = 0.0
        self.size = 0
        self.why_lost = "worker lost"  # what became of the latest worker that was lost
        self.memory = 0  # KiB, the most that a worker needed
        self.idle: Any = None  # called every second while nothing comes
        self.obstacle: Any = None  # these workers are not forked
        self.workers: list[Worker] = []

    def gather(self, count: int) -> None:
        """Take waiting workers, start those that are missing, and give each its first chunk."""
        begin = perf_counter()
        free = []
        for worker in list(pool):
            if worker.chunk >= 0:
                continue  # it computes a segment, whose crew still waits for it
            if worker.process.is_alive() and worker.settle():
                free.append(worker)
            else:
                pool.remove(worker)
                worker.end()
        while len(free) < count and _start_worker():
            free.append(pool[-1])
        self.workers = free[:count]
        self.size = len(self.workers)
        for number, worker in enumerate(self.workers, 1):
            worker.number = number
        self._keep_busy()
        self.start_seconds = perf_counter() - begin

    def _keep_busy(self) -> None:
        for worker in list(self.workers):
            if worker.chunk < 0 and self.following < len(self.plan) and self._room():
                self._give(worker)

    def _room(self) -> bool:
        return self.held <= self.limit or all(worker.chunk < 0 for worker in self.workers)

    def _give(self, worker: Worker) -> None:
        chunk = self.following
        self.following += 1
        try:
            items = chunk_message(self.job, self.plan, chunk)
        except KeyboardInterrupt:
            raise
        except BaseException:
            self.ready[chunk] = None  # items that cannot be sent are computed in the driver
            return
        try:
            if worker.last_job != id(self):
                worker.connection.send_bytes(_warm.JOB)
                worker.connection.send_bytes(self.message)
                worker.last_job = id(self)
            worker.connection.send_bytes(items)
            worker.chunk = chunk
        except OSError:
            self.ready[chunk] = None
            self._lose(worker)

    def _lose(self, worker: Worker, trouble: str = "") -> None:
        self.why_lost = f"worker lost ({trouble})" if trouble else "worker lost"
        if _state.trace is not None:
            _state.trace.lost(worker, self.why_lost)
        if worker.chunk >= 0:
            self.ready[worker.chunk] = None
        self.workers.remove(worker)
        pool.remove(worker)
        worker.end()

    def result(self, chunk: int, patience: float = FOR_EVER) -> tuple[Any, float, int]:
        """The result of one chunk: (logs and failures, processor seconds, bytes).

        None for a chunk that is lost, and for one that has not come after `patience` seconds.
        """
        from multiprocessing.connection import wait

        end = perf_counter() + patience
        while chunk not in self.ready:
            left = end - perf_counter()
            if not self.workers or left <= 0.0:
                return None, 0.0, 0
            self._keep_busy()
            computing = {worker.connection: worker for worker in self.workers if worker.chunk >= 0}
            came = wait(list(computing), min(WAIT_SECONDS, left))
            for connection in came:
                self._receive(computing[connection])
            if not came:
                self._look_around(list(computing.values()))
        self._keep_busy()
        entry = self.ready.pop(chunk)
        if entry is None:
            return None, 0.0, 0
        seconds, body, signals = entry
        self.held -= len(body)
        if signals and _child.has_new_signals(signals):
            self.why_lost = "raised decimal signals"
            return None, seconds, 0
        begin = perf_counter()
        result = _child.unpack_or_none(body)
        self.unpack_seconds += perf_counter() - begin
        return result, seconds, len(body)

    def _look_around(self, computing: list[Worker]) -> None:
        """Nothing has come for a second: is everybody still at work?"""
        for worker in computing:
            trouble = load("_watch").trouble(worker)
            if trouble:
                self._lose(worker, trouble)
        if self.idle is not None:
            self.idle()

    def poll(self) -> bool:
        """True when the result of a segment, a crew's only chunk, is there or will never come.

        The worker is let go at once: from then on other crews may have it.
        """
        for worker in list(self.workers):
            if worker.chunk >= 0 and worker.connection.poll():
                self._receive(worker)
        if 0 not in self.ready and self.workers:
            return False
        for worker in self.workers:
            worker.last_job = 0
        self.workers = []
        return True

    def _receive(self, worker: Worker) -> None:
        try:
            frame = worker.connection.recv_bytes()
        except (EOFError, OSError):
            self._lose(worker)
            return
        worker.report = _child.HEADER.unpack_from(frame)
        _, _, seconds, _, _, worker.memory, signals = worker.report
        body = frame[_child.HEADER.size :]
        self.ready[worker.chunk] = (seconds, body, signals)
        if _state.trace is not None:
            _state.trace.chunk(self, worker, worker.chunk)
        worker.chunk = -1
        self.memory = max(self.memory, worker.memory)
        self.held += len(body)
        self.cpu_seconds += seconds

    def close(self) -> None:
        """Let the workers go; those still computing are told apart by what they owe."""
        for worker in self.workers:
            worker.owes = worker.chunk >= 0
            worker.chunk = -1
            worker.last_job = 0
        self.workers = []
        self.ready.clear()


def _start_worker() -> bool:
    import multiprocessing
    from multiprocessing import process

    context = multiprocessing.get_context(_settings.current.start)
    if not pool:
        import atexit

        atexit.register(end_all, os.getpid())
    try:
        with _presentable_to_multiprocessing(), _interrupts_blocked():
            here, there = context.Pipe()
            child = context.Process(target=_warm.serve, args=(there, _setup()), daemon=True)  # type: ignore[attr-defined]
            streams = sys.stdout, sys.stderr
            sys.stdout = sys.stderr = None  # which it would flush, before the program does
            try:
                child.start()
            finally:
                sys.stdout, sys.stderr = streams
                there.close()
    except (OSError, EOFError):
        return False  # the system has no room for another process, or the one that forks for us is gone
    process._children.discard(child)  # type: ignore[attr-defined]  # not one of the program's own children
    pool.append(Worker(child, here))
    return True


def _setup() -> tuple[Any, ...]:
    """What a worker needs once, to stand for the program."""
    packages = [package for package in _warm.PACKAGES if package in sys.modules]
    return (_state.package, _state.original, list(sys.argv), list(sys.path), _locale_name(), packages)


def _locale_name() -> str | None:
    """The program's locale, where it may have set one."""
    locale = sys.modules.get("locale")
    return locale.setlocale(locale.LC_ALL) if locale is not None else None


@contextmanager
def _presentable_to_multiprocessing() -> Iterator[None]:
    """Hide `__main__` from multiprocessing, which would run it again in the worker, and show it the runtime.

    A program that is written by hand has functions there, and a guard against running.
    """
    if not _state.package:
        yield
        return
    main = sys.modules["__main__"]
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.modules["__main__"] = ModuleType("__main__")
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        sys.path.remove(folder)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Start a process that Ctrl-C does not interrupt on its way: it would tell of that on standard error."""
    if not hasattr(_signal, "pthread_sigmask"):
        yield
        return
    before = _signal.pthread_sigmask(_signal.SIG_BLOCK, (_signal.SIGINT,))
    try:
        yield
    finally:
        _signal.pthread_sigmask(_signal.SIG_SETMASK, before)


def end_all(owner: int) -> None:
    """End every warm worker of this process."""
    if owner != os.getpid():
        return
    while pool:
        pool.pop().end()
