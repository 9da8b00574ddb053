"""The guards of loops whose rounds each write one row, `c[i][j] = …` in a loop over `range`, or one object, `p.step(dt)`."""

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


def own_objects(iterable: Any, names: tuple[str, ...]) -> bool:
    """Whether each round has an object of its own, with plain attributes of these names.

    The items must stand in a list or tuple, none of them twice, and hold the attributes in a plain `__dict__`: setting one in
    another order than the program would, or through code of its class, could be noticed.
    """
    if type(iterable) is not list and type(iterable) is not tuple:
        return False
    if len(set(map(id, iterable))) != len(iterable):
        return False
    if not all(_is_plain(kind, names) for kind in set(map(type, iterable))):
        return False
    wanted = set(names)
    return all(wanted <= item.__dict__.keys() for item in iterable)


def _is_plain(kind: type, names: tuple[str, ...]) -> bool:
    """Whether instances of a class set and get these attributes without any code of the program, in a `__dict__`."""
    if kind.__setattr__ is not object.__setattr__ or kind.__getattribute__ is not object.__getattribute__:
        return False
    if kind.__dictoffset__ == 0 or hasattr(kind, "__getattr__"):
        return False
    return not any(hasattr(type(getattr(kind, name, None)), "__set__") for name in names)
