"""Workers that are forked when a region begins: the program's data costs them nothing.

All chunk numbers wait in one pipe; each worker takes the next number when it is free, so the driver has no part in
handing out work. Each worker has a pipe of its own for results. Numbers are taken in order, hence each worker's
results come in order too, and a worker that has sent a later chunk does not owe an earlier one.
"""

from __future__ import annotations

import os
import select
from array import array
from struct import Struct
from time import perf_counter

from . import _child, _state

try:
    from fcntl import fcntl  # here, not in each worker: a module that is not loaded yet costs milliseconds
except ImportError:
    fcntl = None  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._work import Result

HEADER = Struct("<QQd")  # chunk number, bytes of payload, processor seconds


POLL_MS = 1000
FOR_EVER = 1e9


class Reader:
    """The driver's end of one worker's pipe."""

    __slots__ = ("body", "fd", "filled", "head", "last", "pid")

    def __init__(self, fd: int, pid: int) -> None:
        self.fd = fd
        self.pid = pid
        self.last = -1  # the latest chunk this worker has sent
        self.head = b""
        self.body: bytearray | None = None
        self.filled = 0

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
        self.last, _, seconds = HEADER.unpack(self.head)
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
        self.body = bytearray(HEADER.unpack(self.head)[1])
        self.filled = 0
        return True


class Crew:
    """The workers of one region, from fork to burial."""

    def __init__(self, job: _child.Job, plan: list[tuple[int, int]], workers: int, limit: int) -> None:
        self.owner = os.getpid()
        self.limit = limit  # bytes of results to hold at most, as far as progress allows
        self.ready: dict[int, tuple[float, bytearray]] = {}
        self.held = 0
        self.shipped = 0
        self.cpu_seconds = 0.0
        self.unpack_seconds = 0.0
        self.first_wait = 0.0  # from the last fork to the first result, less its computation
        self.readers: dict[int, Reader] = {}
        self.poll = select.poll()
        self.started = perf_counter()
        self._start(job, plan, min(workers, len(plan)))
        self.start_seconds = perf_counter() - self.started
        self.size = len(self.readers)

    def _start(self, job: _child.Job, plan: list[tuple[int, int]], workers: int) -> None:
        tokens, write_end = os.pipe()
        try:
            os.write(write_end, array("I", range(len(plan))).tobytes())
            os.close(write_end)
            for _ in range(workers):
                if not self._fork(job, plan, tokens):
                    break
        except BaseException:
            self.close()
            raise
        finally:
            os.close(tokens)

    def _fork(self, job: _child.Job, plan: list[tuple[int, int]], tokens: int) -> bool:
        results, write_end = os.pipe()
        _widen(write_end)
        try:
            pid = os.fork()
        except OSError:
            os.close(results)
            os.close(write_end)
            return False  # the system has no room for another process: those that exist do the work
        if pid == 0:
            _child.serve(job, plan, tokens, write_end)
        os.close(write_end)
        os.set_blocking(results, False)
        _state.children.add(pid)
        self.readers[results] = Reader(results, pid)
        self.poll.register(results, select.POLLIN)
        return True

    def result(self, chunk: int, patience: float = FOR_EVER) -> tuple[Result | None, float, int]:
        """The result of one chunk: (logs and failures, processor seconds, bytes).

        None for a chunk that is lost, and for one that has not come after `patience` seconds.
        """
        end = perf_counter() + patience
        while chunk not in self.ready:
            if all(reader.last > chunk for reader in self.readers.values()):
                return None, 0.0, 0  # nobody is left who could owe it
            left = end - perf_counter()
            if left <= 0.0:
                return None, 0.0, 0
            self._receive(chunk, min(POLL_MS, int(1000 * left) + 1))
        seconds, body = self.ready.pop(chunk)
        self.held -= len(body)
        begin = perf_counter()
        result = _child.unpack_or_none(body)
        self.unpack_seconds += perf_counter() - begin
        return result, seconds, len(body)

    def _receive(self, chunk: int, milliseconds: int) -> None:
        """Wait for something to come, and read it."""
        full = self.held > self.limit
        if full:
            poll = select.poll()
            for reader in self.readers.values():
                if reader.last < chunk:
                    poll.register(reader.fd, select.POLLIN)
        else:
            poll = self.poll
        for fd, _ in poll.poll(milliseconds):
            reader = self.readers[fd]
            try:
                frame = reader.read()
            except (EOFError, OSError):
                self._bury(reader)
                continue
            if frame is not None:
                number, seconds, body = frame
                if not self.first_wait:
                    self.first_wait = min(0.01, max(0.0, perf_counter() - self.started - self.start_seconds - seconds))
                self.ready[number] = (seconds, body)
                self.held += len(body)
                self.shipped += len(body)
                self.cpu_seconds += seconds

    def _bury(self, reader: Reader) -> None:
        """Forget a worker whose pipe has ended."""
        del self.readers[reader.fd]
        self.poll.unregister(reader.fd)
        os.close(reader.fd)
        end([reader.pid])

    def close(self) -> None:
        """End all workers. They hold nothing of value once the driver has no more use for them."""
        if self.owner != os.getpid():
            return
        readers = list(self.readers.values())
        self.readers.clear()
        self.ready.clear()
        for reader in readers:
            os.close(reader.fd)
        end([reader.pid for reader in readers])


def _widen(pipe: int) -> None:
    """Make room for results in a pipe, so that a worker seldom waits for the driver."""
    if fcntl is not None:
        try:
            fcntl(pipe, 1031, 1 << 20)  # F_SETPIPE_SZ, which the fcntl module names only since Python 3.10
        except OSError:
            return  # the usual size does too


def end(pids: list[int]) -> None:
    """Kill and reap workers; those that are gone already are passed over."""
    alive = [pid for pid in pids if pid in _state.children]
    for pid in alive:
        try:
            os.kill(pid, 9)
        except ProcessLookupError:
            continue  # the program waits for children itself, and has reaped this one
    for pid in alive:
        _state.children.discard(pid)
        try:
            os.waitpid(pid, 0)
        except ChildProcessError:
            continue
