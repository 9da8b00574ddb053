"""What runs in the worker processes of a cluster: it hands chunks to an interpreter of its own (`_outpost`) and back.

The text of this file travels with the first chunk and stands alone: nothing of the program, nor of this package, is ever
loaded into the cluster's worker. Interpreters are kept for the next chunk, each bound to the program it was started for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from struct import Struct
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Launch = tuple[list[str], dict[str, str]]
    Data = bytes | Callable[[], bytes]

LENGTH = Struct("<Q")
JOB = b"job"  # as in _warm: comes before the frame of a job
IDLE_SECONDS = 20.0  # after which an interpreter ends when others are at work here
PATIENCE = 3  # interpreters that one chunk may end before it is given up
# Reads a length and that many bytes, and no further: what follows is for the program's side.
START = """
import os, pickle
def read(size):
    data = b""
    while len(data) < size:
        got = os.read(0, min(size - len(data), 1 << 20))
        if not got:
            os._exit(0)
        data += got
    return data
bundle = pickle.loads(read(int.from_bytes(read(8), "little")))
exec(compile(bundle["finder"], "<surge finder>", "exec"), bundle["finder_names"])
bundle["finder_names"]["install"](bundle["modules"])
from surge_rt import _outpost
_outpost.serve(bundle)
"""

free: dict[str, list[Interpreter]] = {}  # interpreters that wait for a chunk, by the digest of what they know


class Unfit(Exception):
    """This machine would not compute what the driver's does."""


class Interpreter:
    """One child process that stands for a program."""

    def __init__(self, launch: Launch, bundle: bytes) -> None:
        flags, environment = launch
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_"))}
        self.job = ""  # the region it computes for
        self.since = 0.0  # when it began to wait
        self.process: Any = subprocess.Popen(
            [sys.executable, *flags, "-c", START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**own, **environment},
            bufsize=0,
        )
        try:
            self.send(bundle)
            self.verdict = self.receive().decode()
        except (OSError, EOFError):
            self.end()
            raise Unfit("unfit: the program's interpreter does not start") from None
        if self.verdict.startswith("unfit"):
            self.end()
            raise Unfit(self.verdict)

    def send(self, body: bytes) -> None:
        """Send one frame."""
        for part in (LENGTH.pack(len(body)), body):
            view = memoryview(part)
            while view:
                view = view[os.write(self.process.stdin.fileno(), view[: 1 << 20]) :]

    def receive(self) -> bytes:
        """The next frame; EOFError when the interpreter is gone."""
        return self.read(LENGTH.unpack(self.read(LENGTH.size))[0])

    def read(self, size: int) -> bytes:
        """Exactly so many bytes."""
        parts = []
        while size:
            got = os.read(self.process.stdout.fileno(), min(size, 1 << 20))
            if not got:
                raise EOFError
            parts.append(got)
            size -= len(got)
        return b"".join(parts)

    def compute(self, name: str, job: Data, items: bytes) -> bytes:
        """The result of one chunk; `job` gives what its region reads, once per region."""
        if self.job != name:
            self.send(JOB)
            self.send(job() if callable(job) else job)
            self.job = name
        self.send(items)
        return self.receive()

    def end(self) -> None:
        """Kill and reap."""
        self.process.kill()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def relay(digest: str, launch: Launch, bundle: Data, name: str, job: Data, items: bytes) -> tuple[str, bytes | str]:
    """Compute one chunk: ("done", result), ("unfit", why) or ("lost", why).

    `bundle` and `job` are bytes, or give them when called.
    """
    for _ in range(PATIENCE):
        try:
            interpreter = take(digest, launch, bundle)
        except Unfit as problem:
            return "unfit", str(problem)
        complete = False
        try:
            result = interpreter.compute(name, job, items)
            complete = True
            give_back(digest, interpreter)
            return "done", result
        except (OSError, EOFError):
            continue  # it was killed, or a task ended it: another one may do better
        finally:
            if not complete:  # nor does one stay in the middle of a chunk when this task is cancelled
                interpreter.end()
    return "lost", "the interpreter that computed it ended"


def give_back(digest: str, interpreter: Interpreter) -> None:
    """Let an interpreter wait for the next chunk; those of drivers that have not asked for long end."""
    interpreter.since = monotonic()
    free.setdefault(digest, []).append(interpreter)
    for other in list(free):
        waiting = free.get(other)
        if other != digest and waiting and waiting[-1].since < monotonic() - IDLE_SECONDS:
            dismiss(other)


def take(digest: str, launch: Launch, bundle: Data) -> Interpreter:
    """An interpreter that knows the program: one that waits, or a new one."""
    waiting = free.get(digest, [])
    while waiting:
        try:
            interpreter = waiting.pop()
        except IndexError:
            break  # another thread was faster
        if interpreter.process.poll() is None:
            return interpreter
        interpreter.end()
    return Interpreter(launch, bundle() if callable(bundle) else bundle)


def check(digest: str, launch: Launch, bundle: Data) -> str:
    """Have an interpreter ready: "here" on the driver's machine, "elsewhere", or "unfit: " and why."""
    try:
        interpreter = take(digest, launch, bundle)
    except Unfit as problem:
        return str(problem)
    give_back(digest, interpreter)
    return interpreter.verdict


def dismiss(digest: str) -> None:
    """The driver has ended: so do the interpreters that stood for it."""
    for interpreter in free.pop(digest, []):
        interpreter.end()
