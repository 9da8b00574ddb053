"""The guards of loops that write containers: rows that are different lists, arrays that share no memory."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def separate(iterable: Any, containers: tuple[Any, ...]) -> bool:
    """Whether each round touches rows of its own.

    The rounds must be numbered by a range without negative numbers (which would name rows twice), every container must
    be a plain list of plain lists, and no row may stand in two places.
    """
    if type(iterable) is not range or (len(iterable) and min(iterable[0], iterable[-1]) < 0):
        return False
    if not all(type(container) is list for container in containers):
        return False
    rows = [row for container in containers for row in container]
    if set(map(type, rows)) - {list}:
        return False
    return len(set(map(id, rows))) == len(rows)


def disjoint(written: tuple[Any, ...], read: tuple[Any, ...]) -> bool:
    """Whether the arrays that a loop writes share no memory with those that it reads, by their bounds.

    All must be plain arrays: what else has their methods may keep its values elsewhere.
    """
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return False
    plain, shares = numpy.ndarray, numpy.may_share_memory
    if any(type(array) is not plain or array.dtype.hasobject for array in (*written, *read)):
        return False
    return not any(shares(one, other) for one in written for other in read)
