"""Tasks that print: their text is noted call by call, travels with the log, and is written when the turn of the item has come.

    def solve(board):
        ...
        print("solved", board.name)      # in a worker: noted; in the driver, before this round's own statements: written

A task that fails has said nothing, since its item runs as it was written. Only text for the standard output that the program
began with is noted; where that is something else, or does not take all text, the loop runs in place.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

from ._work import LEAVES, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, NoReturn

PRINTED = "printed"


class Said:
    """The log of a task that has printed: `parts` are texts, and None where the stream was flushed."""

    __slots__ = ("log", "parts")

    def __init__(self, parts: list[str | None], log: Any) -> None:
        self.parts = parts
        self.log = log

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return Said, (self.parts, self.log)


class Notes:
    """Stands for standard output while a task runs; anything but what `print` does to it is refused."""

    __slots__ = ("parts", "refused")

    def __init__(self) -> None:
        self.parts: list[str | None] = []
        self.refused = False

    def write(self, text: str) -> int:
        """Note a text that every stream of UTF-8 takes."""
        if type(text) is not str or not (text.isascii() or _is_plain(text)):
            self._refuse()
        self.parts.append(text)
        return len(text)

    def flush(self) -> None:
        """Note that this is asked for."""
        self.parts.append(None)

    def __getattr__(self, name: str) -> Any:
        self._refuse()

    def _refuse(self) -> NoReturn:
        self.refused = True  # whatever catches this exception
        raise Refused(PRINTED)


def _is_plain(text: str) -> bool:
    """Whether a text holds no halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def can_be_noted() -> bool:
    """Whether what `print` writes now goes to the standard output of the process, and nothing it writes may fail for its text."""
    out = sys.stdout
    return (
        type(out) is TextIOWrapper
        and out is sys.__stdout__
        and not out.closed
        and out.encoding.lower().replace("_", "-") in ("utf-8", "utf8")
    )


def noting(task: Callable[..., Any]) -> Callable[..., Any]:
    """The task, with what it prints as part of its log."""

    def run(*arguments: Any) -> Any:
        notes = Notes()
        before = sys.stdout
        sys.stdout = notes
        try:
            log = task(*arguments)
        except KeyboardInterrupt:
            if type(before) is TextIOWrapper:  # in the driver: so far the program has come
                _write(before, notes.parts)
            raise
        finally:
            sys.stdout = before
        if notes.refused:
            raise Refused(PRINTED)
        return Said(notes.parts, log) if notes.parts and log is not LEAVES else log

    run.__dict__.update(task.__dict__)  # what the compiler knows about it
    return run


def told(pairs: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """(item, log) as tasks without a voice have them; what each has said is written when it is asked for."""
    for item, log in pairs:
        if type(log) is Said:
            if sys.stdout is not None:
                _write(sys.stdout, log.parts)
            yield item, log.log
        else:
            yield item, log


def _write(stream: Any, parts: Iterable[str | None]) -> None:
    for part in parts:
        if part is None:
            stream.flush()
        else:
            stream.write(part)
