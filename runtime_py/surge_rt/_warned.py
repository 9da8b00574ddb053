"""Warnings while a task runs in the driver: NumPy warns about numbers wherever they come up, in lines of tasks.py, too.

A warning appears once for each place. One that a function of the program gives is shown when the task has ended. One from
the task's own lines would name a file that the program does not have: it is dropped, and its items run as they
were written, and warn where they do.
"""

from __future__ import annotations

import os
import sys

from . import _state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_before: list[tuple[Any, Any]] = []  # the module that showed warnings, and how; one entry for each task that runs
_heard: list[Any] = []


def listen() -> None:
    """From now on, keep what would be shown."""
    warnings = sys.modules.get("warnings")
    if warnings is not None:
        _before.append((warnings, warnings._showwarnmsg))
        warnings._showwarnmsg = _heard.append  # type: ignore[attr-defined]


def settle() -> bool:
    """Show what was kept; True when something came from a line of a task."""
    if not _before:
        return False
    warnings, show = _before.pop()
    warnings._showwarnmsg = show
    heard = _heard[:]
    _heard.clear()
    ours = os.path.join(_state.package, "")
    for message in heard:
        if not str(message.filename).startswith(ours):
            show(message)
    return any(str(message.filename).startswith(ours) for message in heard)
