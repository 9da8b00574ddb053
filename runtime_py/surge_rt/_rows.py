"""The guard of loops whose rounds each write one row: `c[i][j] = …` in a loop over `range`."""

from __future__ import annotations

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
