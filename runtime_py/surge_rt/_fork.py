"""Workers that are forked when a region begins: the program's data costs them nothing.

All chunk numbers wait in one pipe; each worker takes the next number when it is free, so the driver has no part in
handing out work. Each worker has a pipe of its own for results. Numbers are taken in order, hence each worker's
results come in order too, and a worker that has sent a later chunk does not owe an earlier one.
"""

from __future__ import annotations

import os
import select
from array import array
from time import perf_counter

from . import _child, _state, _system, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from ._child import Job
    from ._work import Result

HEADER = _child.HEADER
POLL_MS = 1000
TOPPING_UP_MS = 10  # while chunk numbers wait for room in their pipe
LITTLE_MEMORY = 32 << 10  # KiB that a worker may have of its own before anybody looks at memory
FOR_EVER = 1e9


class Reader:
    """The driver's end of one worker's pipe."""

    __slots__ = ("body", "fd", "filled", "head", "last", "leaving", "memory", "number", "pid", "report", "seen")

    def __init__(self, fd: int, pid: int, number: int = 0, last: int = -1) -> None:
        self.fd = fd
        self.pid = pid
        self.number = number  # of the worker in its crew
        self.last = last  # no chunk up to this one will come from this worker any more
        self.head = b""
        self.body: bytearray | None = None
        self.filled = 0
        self.report: tuple[int, int, float, float, float, int, int] | None = None
        self.memory = 0  # KiB that it has of its own, as it says
        self.leaving = False  # it was asked to end after its chunk
        self.seen: object = None  # what the watchdog saw of it last

    def read(self) -> tuple[int, float, bytearray] | None:
        """Read what has come; one whole result, or None. Raises EOFError when the worker is gone."""
        if self.body is None and not self._read_head():
            return None
        body = self.body
        assert body is not None
        while self.filled < len(body):
            try:
                got = os.readv(self.fd, [memoryview(body)[self.filled :]])
            except BlockingIOError:
                return None
            if not got:
                raise EOFError
            self.filled += got
        assert self.report is not None
        self.last, seconds = self.report[0], self.report[2]
        self.head, self.body = b"", None
        return self.last, seconds, body

    def _read_head(self) -> bool:
        try:
            got = os.read(self.fd, HEADER.size - len(self.head))
        except BlockingIOError:
            return False
        if not got:
            raise EOFError
        self.head += got
        if len(self.head) < HEADER.size:
            return False
        self.report = HEADER.unpack(self.head)
        self.memory = self.report[5]
        self.body = bytearray(self.report[1])  # a MemoryError makes it a lost chunk
        self.filled = 0
        return True


class Crew:
    """The workers of one region, from fork to burial."""

    lifeline = -1  # until there is one, also in a crew whose making was interrupted
    shares = False  # whether its workers may start others

    def __init__(self, job: Job, plan: list[tuple[int, int]], limit: int) -> None:
        self.owner = os.getpid()
        self.job = job
        self.plan = plan
        self.limit = limit  # bytes of results to hold at most, as far as progress allows
        self.ready: dict[int, tuple[float, bytearray, int]] = {}
        self.held = 0
        self.shipped = 0
        self.cpu_seconds = 0.0
        self.unpack_seconds = 0.0
        self.first_wait = 0.0  # from the last fork to the first result, less its computation
        self.why_lost = "worker lost"  # what became of the latest worker that was lost
        self.memory = 0  # KiB, the most that a worker needed, where that was more than a little
        self.idle: Callable[[], None] | None = None  # called every second while nothing comes
        self.readers: dict[int, Reader] = {}
        self.poll = select.poll()
        self.tokens = self.tokens_in = self.lifeline = -1
        self.unsent = b""  # chunk numbers that did not fit into their pipe
        self.obstacle: Callable[[], str] | None = None  # why no worker may be added now; None: none may ever be
        self.wanted = 0  # how many workers there shall be once their needs are known
        self.hired = self.replaced = self.size = 0
        self.started = perf_counter()
        self.start_seconds = 0.0
        self.once = 0.0  # seconds in which workers were forked that stay

    def start(self, workers: int, wanted: int = 0) -> None:
        """Start so many workers, which is `size` afterwards, or 0; to be joined by others, up to `wanted`."""
        self.wanted = min(max(wanted, workers), len(self.plan))
        self._start(min(workers, len(self.plan)))
        self.start_seconds = perf_counter() - self.started
        self.size = len(self.readers)

    def _start(self, workers: int) -> None:
        """Start all workers, or none: where the system has no room for one more, the program may need what there is."""
        complete = False
        try:
            with _system.Held():
                self._open()
                for _ in range(workers):
                    self._hire()
                complete = True
        except (OSError, MemoryError):
            return
        finally:
            if not complete:
                self.end()

    def _open(self) -> None:
        self.unsent = array("I", range(len(self.plan))).tobytes()
        self.tokens, self.tokens_in = _system.pipe()
        os.set_blocking(self.tokens_in, False)
        self._hand_out()
        end, self.lifeline = _system.pipe()
        os.close(end)  # each worker opens one of its own

    def _hand_out(self) -> None:
        """Write chunk numbers, as far as there is room; the pipes of a user who has many are small."""
        try:
            while self.unsent:
                self.unsent = self.unsent[os.write(self.tokens_in, self.unsent) :]
        except BlockingIOError:
            return
        self._all_handed_out()

    def _all_handed_out(self) -> None:
        """Workers that find no number left are to end."""
        os.close(self.tokens_in)
        self.tokens_in = -1

    def _hire(self, last: int = -1) -> None:
        """Fork one worker; all chunks up to `last` are taken or done."""
        results, write_end = _system.pipe()
        try:
            _system.widen(write_end)
            pid = _system.fork()
            if pid == 0:
                self._work((self.tokens, write_end, self.lifeline))
        except BaseException:
            os.close(results)
            raise
        finally:
            os.close(write_end)
        os.set_blocking(results, False)
        _state.children.add(pid)
        self.hired += 1
        self.readers[results] = Reader(results, pid, self.hired, last)
        self.poll.register(results, select.POLLIN)

    def _work(self, pipes: tuple[int, int, int]) -> NoReturn:
        """What a worker does after the fork. pipes: chunk numbers, results, the driver's lifeline."""
        _child.serve(self.job, self.plan, pipes, self.owner)

    def result(self, chunk: int, patience: float = FOR_EVER) -> tuple[Result | None, float, int]:
        """The result of one chunk: (logs and failures, processor seconds, bytes).

        None for a chunk that is lost, and for one that has not come after `patience` seconds.
        """
        end = perf_counter() + patience
        while chunk not in self.ready:
            if all(reader.last >= chunk for reader in self.readers.values()):
                return None, 0.0, 0  # nobody is left who could owe it
            left = end - perf_counter()
            if left <= 0.0:
                return None, 0.0, 0
            self._receive(chunk, min(POLL_MS, int(1000 * left) + 1))
        seconds, body, signals = self.ready.pop(chunk)
        self.held -= len(body)
        if signals and _child.has_new_signals(signals):
            self.why_lost = "raised decimal signals"
            return None, seconds, 0
        begin = perf_counter()
        result = _child.unpack_or_none(body, self.job.known)
        self.unpack_seconds += perf_counter() - begin
        if result is None:
            self.why_lost = "result cannot be unpickled"
        return result, seconds, len(body)

    def _receive(self, chunk: int, milliseconds: int) -> None:
        """Wait for something to come, and read it."""
        if self.unsent:
            self._hand_out()
        full = self.held > self.limit
        if full:
            poll = select.poll()
            for reader in self.readers.values():
                if reader.last < chunk:
                    poll.register(reader.fd, select.POLLIN)
        else:
            poll = self.poll
        came = poll.poll(min(TOPPING_UP_MS, milliseconds) if self.unsent else milliseconds)
        for fd, _ in came:
            if fd not in self.readers:
                continue  # ended together with another one
            reader = self.readers[fd]
            try:
                frame = reader.read()
            except (EOFError, OSError, MemoryError):
                self._bury(reader)
                continue
            if frame is not None:
                self._keep(reader, *frame)
        if not came and not self.unsent:
            self._look_around(chunk)

    def _keep(self, reader: Reader, number: int, seconds: float, body: bytearray) -> None:
        if not self.first_wait:
            self.first_wait = min(0.01, max(0.0, perf_counter() - self.started - self.start_seconds - seconds))
        assert reader.report is not None
        self.ready[number] = (seconds, body, reader.report[6])
        self.held += len(body)
        self.shipped += len(body)
        self.cpu_seconds += seconds
        if _state.trace is not None:
            _state.trace.chunk(self, reader, number)
        if reader.memory > LITTLE_MEMORY:
            load("_memory").report(self, reader)
        if self.hired < self.wanted:
            self._add(load("_memory").more(self, self.wanted) - self.hired)
            self.wanted = self.hired

    def _look_around(self, chunk: int) -> None:
        """Nothing has come for a second: is everybody whom the driver waits for still at work?"""
        watch = load("_watch")
        for reader in list(self.readers.values()):
            if reader.last < chunk:
                trouble = watch.trouble(reader)
                if trouble:
                    self._bury(reader, trouble)
        if self.idle is not None:
            self.idle()

    def _bury(self, reader: Reader, trouble: str = "") -> None:
        """Forget a worker whose pipe has ended, or that will never send anything."""
        with _system.Held():
            del self.readers[reader.fd]
            self.poll.unregister(reader.fd)
            os.close(reader.fd)
            status = end([reader.pid])
        if status or trouble:
            self.why_lost = f"worker lost ({trouble or fate(status)})"
            if _state.trace is not None:
                _state.trace.lost(reader, self.why_lost)
        if status and not trouble and self.replaced < self.size:
            self.replaced += 1
            self._add(1)

    def _add(self, count: int) -> None:
        """Fork more workers into a region that has begun. They see the program as it is now, which is as good.

        Not so where items are a buffer that has moved on. What has been taken from the pipe of chunk numbers so far will
        not come from them.
        """
        left = _system.waiting(self.tokens)
        if self.obstacle is None or self.obstacle() or left is None:
            return
        left = (left + len(self.unsent)) // 4
        try:
            with _system.Held():
                for _ in range(min(count, left)):
                    self._hire(len(self.plan) - left - 1)
        except (OSError, MemoryError):
            return  # those that exist do the work

    def withdraw(self) -> int:
        """Take back the chunks that no worker has begun; the number of the first of them. Workers end after what they have."""
        left, self.unsent = len(self.unsent) // 4, b""
        if self.tokens_in >= 0:
            os.close(self.tokens_in)
            self.tokens_in = -1
        while waiting := _system.waiting(self.tokens):
            left += len(os.read(self.tokens, waiting)) // 4
        return len(self.plan) - left

    def leave(self, reader: Reader) -> None:
        """Ask a worker to end after its chunk."""
        reader.leaving = True
        try:
            os.kill(reader.pid, _child.LEAVE)
        except ProcessLookupError:
            return

    def close(self) -> None:
        """The region has ended."""
        self.end()

    def end(self) -> None:
        """End all workers. They hold nothing of value once the driver has no more use for them."""
        if self.owner != os.getpid():
            return
        with _system.Held():
            readers = list(self.readers.values())
            self.readers.clear()
            self.ready.clear()
            for number in (self.lifeline, self.tokens, self.tokens_in, *(reader.fd for reader in readers)):
                if number >= 0:
                    os.close(number)
            self.tokens = self.tokens_in = self.lifeline = -1
            end([reader.pid for reader in readers])

    def __del__(self) -> None:
        if self.lifeline >= 0:
            self.end()


def fate(status: int) -> str:
    """How a process has ended."""
    return f"killed by signal {status & 127}" if status & 127 else f"ended with code {status >> 8}"


def end(pids: list[int]) -> int:
    """Kill and reap workers; those that are gone already are passed over. The wait status of the last one."""
    alive = [pid for pid in pids if pid in _state.children]
    status = 0
    for pid in alive:
        try:
            os.kill(pid, 9)
        except ProcessLookupError:
            continue  # the program waits for children itself, and has reaped this one
    for pid in alive:
        _state.children.discard(pid)
        try:
            status = os.waitpid(pid, 0)[1]
        except ChildProcessError:
            continue
    return status
