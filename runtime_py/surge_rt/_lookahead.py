"""Copies of containers and open files in which the rounds of a loop can be looked ahead, unseen by the program."""

from __future__ import annotations

import io
import os
import stat
from collections import deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class CannotLook(Exception):
    """There is no way to look ahead in this object without a trace."""


def copy_of(thing: Any) -> Any:
    """A copy that holds the same objects, or reads the same file from the same place."""
    kind = type(thing)
    if kind is list or kind is deque or kind is dict:
        return thing.copy()
    if kind is io.StringIO or kind is io.BytesIO:
        other = kind(thing.getvalue())
        other.seek(thing.tell())
        return other
    if kind is io.BufferedReader or kind is io.TextIOWrapper:
        try:
            return _reopened(thing)
        except (OSError, ValueError, AttributeError, LookupError, io.UnsupportedOperation):
            raise CannotLook("a file that cannot be opened twice") from None
    raise CannotLook(f"a {kind.__name__} cannot be looked ahead in")


def _reopened(file: Any) -> Any:
    """The same regular file, open for reading a second time, at the same place."""
    kind = type(file)
    buffer = file.buffer if kind is io.TextIOWrapper else file
    if type(buffer) is not io.BufferedReader or type(buffer.raw) is not io.FileIO:
        raise CannotLook("a file that is not only read")
    known = os.fstat(file.fileno())
    if not stat.S_ISREG(known.st_mode):
        raise CannotLook("input that has to be waited for")
    place = file.tell()
    again = _open_again(file.fileno(), buffer.raw.name)
    try:
        if not os.path.samestat(os.fstat(again), known):
            raise CannotLook("a file that has been replaced")
        other = open(again, "rb")  # noqa: SIM115
    except BaseException:
        os.close(again)
        raise
    if kind is io.TextIOWrapper:
        other = io.TextIOWrapper(other, file.encoding, file.errors)  # type: ignore[assignment]
    try:
        other.seek(place)
    except BaseException:
        other.close()
        raise
    return other


def _open_again(number: int, name: Any) -> int:
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    own = f"/proc/self/fd/{number}"
    if os.path.exists(own):
        return os.open(own, flags)
    if not isinstance(name, (str, bytes)):
        raise CannotLook("a file without a name")
    return os.open(name, flags)
