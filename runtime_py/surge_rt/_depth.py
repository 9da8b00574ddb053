"""How deep a task may recurse: as deep as the statements that it stands for.

In the script they run in a frame of the program; a task runs some frames of this package above that. The limit is raised
by so many. Never by more: where it is uncertain how many frames the script itself has there, a task meets the limit one
frame early, and its item runs in the driver, which settles the matter.
"""

from __future__ import annotations

import os
import sys

from . import _state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

HERE = os.path.join(os.path.dirname(__file__), "")
LEVELS = 25  # that a region takes at most, up to the task
INLINED = sys.version_info >= (3, 12)  # comprehensions have no frame of their own


def is_short(levels: int = LEVELS) -> bool:
    """True where the program is so deep in a recursion that this package would meet the limit before it does."""
    try:
        return levels > 0 and is_short(levels - 1)
    except RecursionError:
        return True


def allow(calls: int, kind: str) -> int:
    """Raise the limit for a task that the caller is going to start through so many calls, that of the task included.

    No object must be in the making meanwhile: depending on the version and on how warm the code is, that takes levels
    that are no frames. Returns by how much, for `restore`. kind: of the site; what stands in a generator expression has a frame of its own
    there, which a list comprehension may not have.
    """
    extra = calls + _frames_of_runtime(sys._getframe(1)) - _uncertain(kind)
    sys.setrecursionlimit(sys.getrecursionlimit() + extra)
    return extra


def between(calls: int, kind: str) -> int:
    """How many levels there are between the program and a task that the caller is going to start through so many calls."""
    return calls + _frames_of_runtime(sys._getframe(1)) - _uncertain(kind)


def restore(extra: int) -> None:
    """Take back what `allow` did."""
    sys.setrecursionlimit(sys.getrecursionlimit() - extra)


def _uncertain(kind: str) -> int:
    return int(kind == "values" and INLINED)


def _frames_of_runtime(frame: FrameType | None) -> int:
    """The levels between this frame, included, and the latest one of the program."""
    levels = 0
    while frame is not None and frame.f_code.co_filename.startswith(HERE):
        levels, frame = levels + 1, frame.f_back
    return levels


def of_program() -> int:
    """How many frames of the program there are, from its first one to the latest."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(HERE):
        frame = frame.f_back
    levels = 0
    while frame is not None:
        levels += 1
        if frame.f_code is _state.driver_code:
            break
        frame = frame.f_back
    return levels


def allow_elsewhere(limit: int, levels: int, calls: int, kind: str) -> None:
    """The same in a process of its own: the program has this limit, and so many frames."""
    own = 0
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        own, frame = own + 1, frame.f_back
    sys.setrecursionlimit(max(limit + own + calls - levels - _uncertain(kind), own + calls + 50))
