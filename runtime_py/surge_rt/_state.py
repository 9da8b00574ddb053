"""The few facts about this process that all regions share."""

from __future__ import annotations

import os
import sys
from time import perf_counter

from . import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

    from ._stream import Stream


class Unit:
    """A rewritten module: its code, how to get the original's, and its namespace."""

    __slots__ = ("code", "namespace", "original")

    def __init__(self, code: CodeType, original: Callable[[], CodeType], namespace: dict[str, object]) -> None:
        self.code = code
        self.original = original
        self.namespace = namespace


class Builtins:
    """Entered while the runtime works for a program that may have replaced builtins: these are then as they were at first."""

    __slots__ = ("before", "live", "replaced")

    def __init__(self) -> None:
        self.live = sys.modules["builtins"].__dict__
        self.before = self.live.copy()
        self.replaced: list[tuple[str, object]] = []

    def __enter__(self) -> None:
        live, replaced = self.live, self.replaced
        for name, value in self.before.items():
            now = live.get(name, self)
            if now is not value:
                replaced.append((name, now))
                live[name] = value

    def __exit__(self, *problem: object) -> None:
        live, replaced = self.live, self.replaced
        while replaced:
            name, now = replaced.pop()
            if now is self:
                del live[name]
            else:
                live[name] = now


builtins = Builtins()
busy = 0  # above 0: inside a task, a worker, or while workers of a region live: regions run sequentially
children: set[int] = set()  # process ids of workers that have not been reaped
segments = 0  # how many of them are segments
nests = False  # this is a worker whose tasks may have workers of their own, see `_nested`
start_seconds: float | None = None  # measured time to start the workers of a region
guess: float | None = None  # of the same, before it has been measured
speedup: float | None = None  # processor seconds per second that parallel regions got so far
waste = 0.0  # seconds spent on regions that were started before anything was known about them
forbidden = ""  # why no region may run in parallel in this process, if so
nested = 0  # regions met while busy, since the outermost region began
met = 0  # regions met at all: those inside others cost time until they rest
package = ""  # folder of the emitted package
original = ""  # path of the user's script
namespace: dict[str, object] = {}  # of the program's __main__
driver_code: object = None
siblings: dict[str, str] = {}
local_files: tuple[str, ...] = ()  # the same modules, for good
line_numbers = True  # somebody may ask a csv.reader how many lines it has read
nan_identity = False  # the program compares elements, and finds a NaN only as the same object
checkpoints = False  # loops of the program write checkpoints: its functions keep the code that does so
rebinds = False  # the program gives functions or classes a second definition, or classes other methods
class_data: tuple[str, ...] = ()  # names that the program sets on classes, to data
memos: Any = ()  # dictionaries in which functions of the program keep what they found: namespace and name
memo_attributes: Any = ()  # the same of objects: namespace, class and attribute
tallies: Any = ()  # numbers that functions of the program count up: namespace and name
counters: Any = ()  # numbers that objects of the program count up: namespace, class and attribute
inherits = False  # the program changes settings of libraries, which only forked workers have
sites: list[object] = []
trace: Any = None  # what SURGE_TRACE writes, where that is asked for

tells_apart = False  # whether the program compares objects by identity that could be copies in a worker
modules: dict[str, str] = {}  # of the program, that have regions: paths relative to the script, by dotted name
units: list[Unit] = []  # what of them has been imported
driver = "__main__.py"  # the file of the package that has the driver
streams: list[Stream] = []  # that may not have ended, in the order in which they began
streams_bound = 32  # with so many of them, those that have ended are forgotten

WASTE_BUDGET = 0.015
WASTE_SHARE = 0.02  # of the time so far that may have gone into starting loops too early for another one to do so
began = perf_counter()


def enter_worker() -> None:
    """Called in a worker of ours: the program's functions run their original code there."""
    load("_swap").use_original_everywhere()


def _after_fork_in_child() -> None:
    """A child, ours or the user's own, owns no region and starts none."""
    global busy, segments
    busy += 1
    segments = 0
    children.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)
