"""GNU OpenMP before a fork: its threads do not survive one, and a child that needs them waits for ever.

Extension modules bring the library along (scikit-learn does), each maybe a copy of its own. Asked to pause, a copy ends its threads, and
starts new ones when it next has work; what it computes, and with how many threads, stays the same. Copies from before OpenMP 5.0
cannot be asked (`omp_pause_resource_all`), nor can a copy that is at work: then no process is forked.
"""

from __future__ import annotations

import os
import sys

from . import _system

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LIBRARY = "libgomp"
PAUSE = "omp_pause_resource_all"
SOFT = 1  # omp_pause_soft: what the program has set stays

_looked = 0  # how many modules were loaded when the libraries were looked at: one comes with a module
_pauses: list[Any] | None = []  # of the copies that are loaded; None where one of them has none


def obstacle() -> str:
    """Why no process may be forked, as far as GNU OpenMP knows; from now on a fork pauses it. Empty where one may."""
    global _looked, _pauses
    if _looked != len(sys.modules):
        _pauses = _find()
        _looked = len(sys.modules)
    if _pauses is None:
        return "GNU OpenMP is loaded, in a version whose threads do not survive a fork"
    if _pauses:
        _system.before_fork = pause
    return ""


def _find() -> list[Any] | None:
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as file:
            lines = [line for line in file if LIBRARY in line]
    except OSError:
        return []
    if not lines:
        return []
    import ctypes

    paths = dict.fromkeys(line.rstrip("\n").split(None, 5)[5] for line in lines)
    try:
        found = [getattr(ctypes.CDLL(path, os.RTLD_NOW | os.RTLD_NOLOAD), PAUSE) for path in paths]
    except (AttributeError, OSError):
        return None
    return found


def pause() -> None:
    """End the threads of all copies. Raises OSError where one has work to do."""
    for ask in _pauses or ():
        if ask(SOFT) != 0:
            raise OSError("GNU OpenMP is at work")
