"""The interpreter that computes for a driver on a cluster's worker, one for each chunk that the worker computes at a time.

It is a process of its own, started by `_relay`, so that the hash seed, the guard and everything else that holds for a
whole process is that of the driver's program and no business of the cluster's. It knows the program by content (see
`_bundle`), and from then on lives the life of a warm worker (`_warm`).
"""

from __future__ import annotations

import os
import select
import sys
from struct import Struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

LENGTH = Struct("<Q")
IDLE_SECONDS = 120.0  # without work; the driver or the cluster's worker may be gone


class Pipe:
    """Frames over two file descriptors; called as a connection is by `_warm`."""

    def __init__(self, take: int, give: int) -> None:
        self.take = take
        self.give = give

    def recv_bytes(self) -> bytearray:
        """The next frame; EOFError when there is nobody left, or nothing to do for long."""
        if os.name == "posix":
            poll = select.poll()
            poll.register(self.take, select.POLLIN)
            if not poll.poll(IDLE_SECONDS * 1000):
                raise EOFError
        return self._read(LENGTH.unpack(self._read(LENGTH.size))[0])

    def _read(self, size: int) -> bytearray:
        body = bytearray(size)
        view = memoryview(body)
        while view:
            got = os.read(self.take, min(len(view), 1 << 20))
            if not got:
                raise EOFError
            view[: len(got)] = got
            view = view[len(got) :]
        return body

    def send_bytes(self, body: bytes) -> None:
        """Send one frame."""
        for part in (LENGTH.pack(len(body)), memoryview(body)):
            view = memoryview(part)
            while view:
                view = view[os.write(self.give, view) :]


def serve(bundle: dict[str, Any]) -> NoReturn:
    """Compute for the driver that this bundle comes from, until nobody asks any more."""
    pipe = Pipe(os.dup(0), os.dup(1))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    try:
        verdict = settle_in(bundle)
    except BaseException as error:
        verdict = f"unfit: cannot take the driver's settings: {error!r}"
    pipe.send_bytes(verdict.encode())
    if not verdict.startswith("unfit"):
        _work(pipe, bundle)
    os._exit(0)


def settle_in(bundle: dict[str, Any]) -> str:
    """Take over the driver's environment, then compare: "here", "elsewhere", or "unfit: " and what is not as there."""
    from . import _likeness

    here = _likeness.place() == bundle["place"]
    own = {name: value for name, value in os.environ.items() if not name.startswith(bundle["variables"])}
    os.environ.clear()
    os.environ.update({**own, **bundle["environment"]})
    import time

    if hasattr(time, "tzset"):
        time.tzset()
    different = _likeness.difference(bundle["interpreter"], _likeness.interpreter())
    if here and not different:
        sys.path[:] = bundle["path"]
        return "here"
    sys.path[:] = [*bundle["own_path"], *(folder for folder in sys.path if folder)]
    different = different or _likeness.difference(bundle["machine"], _likeness.machine())
    different = different or _likeness.difference(bundle["versions"], _likeness.versions(bundle["versions"]))
    return f"unfit: another {different}" if different else "elsewhere"


def _work(pipe: Pipe, bundle: dict[str, Any]) -> None:
    from importlib import import_module

    from . import _warm

    _remember_lines(bundle["original"], bundle["source"])
    import_module("surge_tasks")
    _warm.work_for(pipe, "", bundle["original"], bundle["source"], bundle["argv"], bundle["locale"])


def _remember_lines(path: str, source: bytes) -> None:
    """Let tracebacks show the script's lines, which need not be on this machine; the modules' come from their loader."""
    import linecache
    from importlib.util import decode_source

    lines = decode_source(source).splitlines(keepends=True)
    linecache.cache[path] = (len(source), None, lines, path)
