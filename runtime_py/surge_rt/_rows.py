"""The guards of loops that write containers: rows that are different lists, objects that are, arrays that share no memory."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def is_counted(iterable: Any) -> bool:
    """Whether the items are numbers of which none is negative and none comes twice."""
    return type(iterable) is range and (not iterable or min(iterable[0], iterable[-1]) >= 0)


def separate(
    iterable: Any, containers: tuple[Any, ...], beside: tuple[Any, ...] = (), pivots: tuple[Any, ...] = ()
) -> bool:
    """Whether each round touches rows of its own.

    The rounds must be numbered by a range without negative numbers (which would name rows twice), every container must
    be a plain list of plain lists, and no row may stand in two places. The rows with the numbers `beside` are read by all,
    so that no round may have one; a round may have one of `pivots`, which must be no negative numbers either.
    """
    if not is_counted(iterable):
        return False
    if any(type(number) is not int or number < 0 for number in (*beside, *pivots)):
        return False
    if any(number in iterable for number in beside):
        return False
    if not all(type(container) is list for container in containers):
        return False
    rows = [row for container in containers for row in container]
    if set(map(type, rows)) - {list}:
        return False
    return len(set(map(id, rows))) == len(rows)


def own_objects(iterable: Any, names: tuple[str, ...], among: Any = None, containers: tuple[str, ...] = ()) -> bool:
    """Whether each round has an object of its own, with plain attributes of these names.

    The objects are the items, or stand in `among`, which is iterated over or subscripted by the items: then these must not be
    negative numbers, which would name objects twice. They must stand in a list or tuple, none of them twice, and have the
    attributes already, in a plain `__dict__` or in slots: setting one for the first time, in another order than the program
    would, or through code of its class, could be noticed. Nor may two of them hold one container, or one that the
    runtime cannot fill again.
    """
    if type(iterable) is range and not is_counted(iterable):
        return False
    objects = iterable if among is None else among
    if type(objects) is not list and type(objects) is not tuple:
        return False
    if len(set(map(id, objects))) != len(objects):
        return False
    names += containers
    wanted = {kind: _in_dict(kind, names) for kind in set(map(type, objects))}
    if None in wanted.values():
        return False
    for item in objects:
        in_dict = wanted[type(item)]
        if in_dict and not in_dict <= item.__dict__.keys():
            return False
        if len(in_dict) < len(names) and not all(hasattr(item, name) for name in names):
            return False
    if not containers:
        return True
    from ._own import can_be_held  # noqa: PLC0415 (few loops need it)

    return can_be_held([getattr(item, name) for item in objects for name in containers])


def _in_dict(kind: Any, names: tuple[str, ...]) -> Any:
    """Those of the attributes that instances of a class keep in a `__dict__`, the others being slots.

    None where setting or getting one of them may run code of the program.
    """
    if kind.__setattr__ is not object.__setattr__ or kind.__getattribute__ is not object.__getattribute__:
        return None
    if hasattr(kind, "__getattr__"):
        return None
    in_dict = set()
    for name in names:
        of_class = type(getattr(kind, name, None))
        if of_class is _SLOT:
            continue
        if kind.__dictoffset__ == 0 or hasattr(of_class, "__set__"):
            return None
        in_dict.add(name)
    return in_dict


class _Slotted:
    __slots__ = ("slot",)


_SLOT = type(_Slotted.slot)  # type: ignore[attr-defined]


def disjoint(written: tuple[Any, ...], read: tuple[Any, ...]) -> bool:
    """Whether the arrays that a loop writes share no memory with those that it reads, by their bounds, nor with themselves.

    All must be plain arrays: what else has their methods may keep its values elsewhere.
    """
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return False
    plain, shares = numpy.ndarray, numpy.may_share_memory
    if any(type(array) is not plain or array.dtype.hasobject for array in (*written, *read)):
        return False
    if any(_overlaps(array) for array in written):
        return False
    return not any(shares(one, other) for one in written for other in read)


def _overlaps(array: Any) -> bool:
    """Whether two elements of an array may share memory, as in a window that slides by less than its width."""
    if not array.size:
        return False
    covered = array.itemsize
    for stride, length in sorted((abs(stride), length) for stride, length in zip(array.strides, array.shape)):
        if length > 1:
            if stride < covered:
                return True
            covered += stride * (length - 1)
    return False
