"""Pipes, forks and signals of a forked crew, taken so that the program does not notice them.

The program may be at the end of its file descriptors, may have closed its standard streams, may turn warnings into
errors, and may be interrupted at any instruction. None of that may show in what it does because workers exist.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import os
import sys

try:
    from fcntl import F_DUPFD, F_GETFL, F_SETFD, F_SETFL, F_SETOWN, FD_CLOEXEC, fcntl, ioctl
except ImportError:  # not a system that forks
    fcntl = None  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LOWEST = 200  # descriptors below are left to the program: it gets the numbers that it gets without workers
PIPE_BYTES = 1 << 20
F_SETPIPE_SZ = 1031  # the fcntl module names it only since Python 3.10
FIONREAD = 0x541B
DELIVERED = ("SIGINT", "SIGTERM", "SIGHUP")  # signals that a program with regions may handle
before_fork: Callable[[], None] | None = None  # set where a library with threads is loaded: see _openmp
NO_FORK_WARNING = ("ignore", None, DeprecationWarning, None, 0)


def pipe() -> tuple[int, int]:
    """The two ends of a pipe, out of the program's way; OSError where the process may not have so many descriptors.

    A process that may have few of them needs all for itself, and then there is no pipe.
    """
    ends = os.pipe()
    moved: list[int] = []
    try:
        for end in ends:
            moved.append(_moved(end))
    except OSError:
        for end in moved:
            os.close(end)
        raise
    finally:
        for end in ends:
            os.close(end)
    return moved[0], moved[1]


def _moved(descriptor: int) -> int:
    """The same descriptor under a high number; the caller closes the other one."""
    number = fcntl(descriptor, F_DUPFD, LOWEST)
    fcntl(number, F_SETFD, FD_CLOEXEC)
    return number


def shared_memory() -> int:
    """A file that is nowhere but in memory, for this process and those that it forks; OSError where there is no room for one."""
    number = os.memfd_create("surge", os.MFD_CLOEXEC)  # type: ignore[attr-defined,unused-ignore]
    try:
        return _moved(number)
    finally:
        os.close(number)


def widen(end: int) -> None:
    """Make room for results in a pipe, so that a worker seldom waits for the driver."""
    try:
        fcntl(end, F_SETPIPE_SZ, PIPE_BYTES)
    except OSError:
        return  # the usual size does too


def waiting(end: int) -> int | None:
    """How many bytes wait in a pipe; None where the system does not say."""
    try:
        return int.from_bytes(ioctl(end, FIONREAD, bytes(4)), sys.byteorder)
    except OSError:
        return None


def fork() -> int:
    """os.fork, without its warning about threads: those of libraries, which a worker does not use.

    What libraries have to do before goes first; it may raise OSError. The filters are changed in place and back, behind the interpreter's back: telling it would make it forget which
    warnings of the program it has shown already.
    """
    if before_fork is not None:
        before_fork()
    if sys.version_info < (3, 12):
        return os.fork()
    import _warnings

    filters = getattr(sys.modules.get("warnings", _warnings), "filters", None)
    if type(filters) is not list:
        return os.fork()
    filters.insert(0, NO_FORK_WARNING)
    try:
        return os.fork()
    finally:
        filters.remove(NO_FORK_WARNING)


class Held:
    """A section that the program's signal handlers do not interrupt; what has come meanwhile is delivered at its end.

    Between a fork and the note of it, an exception of a handler would leave a worker that nobody ends. Blocking the
    signals would not do: threads of libraries take them, and the handler runs here all the same.
    """

    __slots__ = ("came", "handlers")

    def __init__(self) -> None:
        self.came: list[int] = []
        self.handlers: dict[int, Callable[..., Any]] = {}

    def __enter__(self) -> Held:
        try:
            for name in DELIVERED:
                number = getattr(_signal, name, None)
                handler = _signal.getsignal(number) if number is not None else None
                if callable(handler):
                    self.handlers[number] = handler  # type: ignore[index]
                    _signal.signal(number, self._note)
        except ValueError:
            self.handlers.clear()  # not the main thread, which alone runs handlers
        except BaseException:
            self._restore()
            raise
        return self

    def _note(self, number: int, _frame: object) -> None:
        self.came.append(number)

    def _restore(self) -> None:
        for number, handler in self.handlers.items():
            _signal.signal(number, handler)

    def __exit__(self, *_error: object) -> None:
        self._restore()
        for number in self.came:
            _signal.raise_signal(number)


def signals_of_worker() -> None:
    """A worker's answers to signals: Ctrl-C, and whatever the program handles, is the driver's business.

    A polite request to end is obeyed at once.
    """
    for number in range(1, _signal.NSIG):
        if number == _signal.SIGINT or (callable(_signal.getsignal(number)) and number != _signal.SIGTERM):
            _signal.signal(number, _signal.SIG_IGN)
    _signal.signal(_signal.SIGTERM, _signal.SIG_DFL)


def tie(lifeline: int, driver: int, adopted: bool = False) -> int:
    """End this process when the driver is gone, however it has ended and whatever this process is doing.

    Returns the descriptor that has to stay open for that, -1 for none.

    lifeline: the end of a pipe into which nobody writes, and which only the driver keeps. When it goes, the system
    sends SIGIO. `adopted`: the driver is not the parent of this process. The pipe is opened anew, because the wish for a signal belongs to an open file,
    and the one that was inherited is everybody's.
    """
    if fcntl is None:
        return -1
    try:
        end = os.open(f"/proc/self/fd/{lifeline}", os.O_RDONLY)
        _signal.signal(_signal.SIGIO, _signal.SIG_DFL)
        _signal.pthread_sigmask(_signal.SIG_UNBLOCK, (_signal.SIGIO,))
        fcntl(end, F_SETOWN, os.getpid())
        fcntl(end, F_SETFL, fcntl(end, F_GETFL) | os.O_ASYNC)  # type: ignore[attr-defined,unused-ignore]
    except (OSError, AttributeError):
        return -1  # a system that cannot: the worker ends when it has something to send
    if not adopted and os.getppid() != driver:
        os._exit(1)
    return end
