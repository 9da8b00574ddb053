"""The guards of loops that write containers: rows that are different lists, objects that are, arrays that share no memory."""

from __future__ import annotations

import sys
from collections import deque
from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Where an object has no dictionary before somebody asks for it: then its attributes take longer ever after, up to twice as long.
SLOWED_BY_DICTIONARY = sys.version_info >= (3, 11)


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
    attributes already, as plain ones of their own or in slots: setting one for the first time, in another order than the program
    would, or through code of its class, could be noticed. An attribute that shows the very object that the class has is
    taken for the object's own only where asking for dictionaries slows nothing down. Nor may two of them hold one container,
    or one that the runtime cannot fill again.
    """
    if type(iterable) is range and not is_counted(iterable):
        return False
    objects = iterable if among is None else among
    if type(objects) is not list and type(objects) is not tuple:
        return False
    if len(set(map(id, objects))) != len(objects):
        return False
    names += containers
    wanted = {kind: _of_class(kind, names) for kind in set(map(type, objects))}
    if None in wanted.values():
        return False
    attributes = attrgetter(*names) if names else id
    try:
        deque(map(attributes, objects), maxlen=0)
    except AttributeError:
        return False
    for kind, of_class in wanted.items():
        for name in of_class or ():
            if not all(_is_own(item, name) for item in objects if type(item) is kind):
                return False
    if not containers:
        return True
    from ._own import can_be_held  # noqa: PLC0415 (few loops need it)

    return can_be_held([getattr(item, name) for item in objects for name in containers])


def _of_class(kind: Any, names: tuple[str, ...]) -> Any:
    """Those of the attributes that a class has as well, as what its instances show until they have their own.

    None where setting or getting one of them may run code of the program.
    """
    if kind.__setattr__ is not object.__setattr__ or kind.__getattribute__ is not object.__getattribute__:
        return None
    if hasattr(kind, "__getattr__"):
        return None
    of_class = set()
    for name in names:
        shown = _shown_by(kind, name)
        if type(shown) is _SLOT:
            continue
        if kind.__dictoffset__ == 0 or hasattr(type(shown), "__get__") or hasattr(type(shown), "__set__"):
            return None
        if shown is not _NOTHING:
            of_class.add(name)
    return of_class


def _shown_by(kind: Any, name: str) -> Any:
    """What a class has under a name, as it stands there: asking the class could run code."""
    return next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), _NOTHING)


def _is_own(item: Any, name: str) -> bool:
    """Whether an attribute that its class has, too, is certainly one of the object's own."""
    if getattr(item, name) is not _shown_by(type(item), name):
        return True
    return not SLOWED_BY_DICTIONARY and name in item.__dict__


class _Slotted:
    __slots__ = ("slot",)


_SLOT = type(_Slotted.slot)  # type: ignore[attr-defined]
_NOTHING = object()


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
