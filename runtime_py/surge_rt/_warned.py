"""Warnings while a task runs in the driver: NumPy warns about numbers wherever they come up, and libraries of what they will do
without, in lines of tasks.py, too.

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
    from collections.abc import Iterable
    from typing import Any

_before: list[tuple[Any, Any]] = []  # the module that showed warnings, and how; one entry for each task that runs
_heard: list[Any] = []


def listen() -> None:
    """From now on, keep what would be shown."""
    warnings = _module()
    if warnings is None:
        return
    _before.append((warnings, warnings._showwarnmsg))
    warnings._showwarnmsg = _heard.append


def _module() -> Any:
    """The module through which warnings are shown: without it, the interpreter shows them itself.

    None where a file of the program has its name, which is not to be imported before its time.
    """
    if "warnings" not in sys.modules:
        folder = os.path.dirname(_state.original)
        if any(os.path.exists(os.path.join(folder, name)) for name in ("warnings.py", "warnings")):
            return None
        import warnings  # noqa: F401
    found = sys.modules["warnings"]
    return found if hasattr(found, "_showwarnmsg") else None


def settle() -> bool:
    """Show what was kept; True when something came from a line of a task."""
    if not _before:
        return False
    warnings, show = _before.pop()
    warnings._showwarnmsg = show
    if not _heard:
        return False
    heard = _heard[:]
    _heard.clear()
    ours = os.path.join(_state.package, "")
    own = []
    for message in heard:
        if str(message.filename).startswith(ours):
            own.append(message)
        else:
            show(message)
    _forget(warnings, own)
    return bool(own)


def _forget(warnings: Any, messages: Iterable[Any]) -> None:
    """Nobody has seen these: where each is shown once, it is still to come."""
    registries = [namespace.get("__warningregistry__") for namespace in _namespaces()]
    registries.append(getattr(warnings, "onceregistry", None))
    for message in messages:
        text, kind = str(message.message), message.category
        for registry in registries:
            if type(registry) is dict:
                for key in ((text, kind, message.lineno), (text, kind, 0), (text, kind)):
                    registry.pop(key, None)


def _namespaces() -> list[dict[str, object]]:
    return [_state.namespace, *(unit.namespace for unit in _state.units)]
