"""What a task changes of its round's own object: put back where an item is thrown away, and handed over to the driver's object.

`p.x = …` binds attributes, `p.history.append(…)` changes a list that one of them holds. A worker changes its image of the object,
and its log says what the attributes hold now. The driver binds plain values to the same attributes. A list stays the very list that
it was, since others may hold it: its contents are replaced, or what has been appended is appended. What the task bound anew
is taken as it comes, provided that nothing but the attribute leads to it: which the number of its references says.

The first items of a loop are computed in the driver. Where one of these ends in an exception, or the program is to run its own
statements for another reason, they must find the object as it was.
"""

from __future__ import annotations

import sys
from collections import deque
from operator import is_

from . import _state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PLAIN = frozenset((type(None), bool, int, float, complex, str, bytes))
_KEYS = frozenset((type(None), bool, int, str, bytes))
_CONTAINERS = frozenset((list, dict, deque))


class SharedContentsError(Exception):
    """Something that a task bound to an attribute may be known elsewhere, too."""


class _Held:
    """An object before its task began."""

    __slots__ = ("contents", "holder", "values")

    def __init__(self, holder: Any, attributes: tuple[str, ...], containers: tuple[str, ...]) -> None:
        self.holder = holder
        self.values = [(name, getattr(holder, name)) for name in attributes]
        self.contents = {}
        for name in containers:
            container = getattr(holder, name)
            self.contents[name] = (container, _contents(container))
            self.values.append((name, container))

    def restore(self) -> None:
        """Make it what it was."""
        for name, value in self.values:
            setattr(self.holder, name, value)
        for container, contents in self.contents.values():
            _refill(container, contents)


# Of the latest task; and, where this process is a worker whose tasks have regions themselves, of the task around these.
_latest: dict[bool, _Held] = {}


def hold(holder: Any, attributes: tuple[str, ...], containers: tuple[str, ...] = ()) -> None:
    """Remember what attributes hold, and the contents of those that may hold containers, before a task changes them."""
    inside = _state.busy > 0
    _latest.pop(inside, None)
    _latest[inside] = _Held(holder, attributes, containers)


def restore() -> None:
    """Undo what the latest task did to its object, which goes on in the driver."""
    held = _latest.pop(True, None)
    if held is not None:
        held.restore()


def kept(holder: Any, name: str) -> Any:
    """What an attribute holds after a task, for the log: a plain value; or, for a container, a pair.

    In the pair stands how many elements stay as they were, and what follows them, or what keys hold besides; or None, and all that the
    container holds now; or False, and what the attribute has been bound to; or True, where nothing changed. Where the task has changed
    a container, and then bound something else, such a pair of the container comes third: others may hold it.
    """
    value = getattr(holder, name)
    held = _latest.get(_state.busy > 0)
    if held is None or held.holder is not holder:
        raise SharedContentsError
    before, contents = held.contents.get(name, (None, None))
    if value is before and name in held.contents and type(value) not in _PLAIN and type(value) is not tuple:
        return _changes(value, contents)
    kind = type(value)
    if kind not in _PLAIN and kind is not tuple:
        references = sys.getrefcount(value) - _ALONE
        if references:
            # Variables of the task may hold it as well: they end with the task, or travel in the same log.
            references -= sum(other is value for other in sys._getframe(1).f_locals.values())
        is_known = kind is list or kind is dict or _is_array(kind) and value.base is None and not value.dtype.hasobject
        if references or not is_known:
            raise SharedContentsError
    if _is_changed(before, contents):
        return False, value, _changes(before, contents)
    return value if kind in _PLAIN else (False, value)


def _is_changed(value: Any, contents: Any) -> bool:
    """Whether a container holds other things than these, as far as it can have changed."""
    kind = type(value)
    if kind is list or kind is deque:
        return len(value) != len(contents) or not all(map(is_, value, contents))
    if kind is dict:
        same_keys = len(value) == len(contents) and all(map(is_, value, contents))
        return not (same_keys and all(map(is_, value.values(), contents.values())))
    return _is_generator(kind) and value.getstate() != contents


def renewed(value: Any, log: Any) -> Any:
    """What the driver binds to an attribute that holds `value`."""
    if type(log) is not tuple:
        return log
    stays, contents, *changes = log
    if stays is False:
        if changes and contents is not value:  # else it was tried in the driver
            renewed(value, changes[0])
        return contents
    if stays is True:
        return value
    if stays is None:
        if contents is not value:
            _refill(value, _contents(contents))
    elif type(value) is dict:
        value.update(contents)
    elif len(value) == stays:  # else it was tried in the driver, and has them
        value.extend(contents)
    return value


def can_be_held(values: Any) -> bool:
    """Whether what all of these hold can be taken out and put in again, and no two are one container."""
    containers = [value for value in values if type(value) not in _PLAIN and type(value) is not tuple]
    if len(set(map(id, containers))) != len(containers):
        return False
    return all(kind in _CONTAINERS or _is_generator(kind) or _is_array(kind) for kind in set(map(type, containers)))


def _changes(value: Any, contents: Any) -> tuple[int | None, Any]:
    """What happened to a container since it held `contents`."""
    kind = type(value)
    if kind is deque or _is_generator(kind):
        return None, value
    if _is_array(kind):
        return True, None  # such as are changed are left to the driver
    if kind is not list and kind is not dict:
        raise SharedContentsError
    if kind is dict and not all(map(_is_plain_key, value)):
        raise SharedContentsError
    count = len(contents)
    if len(value) < count or not all(map(is_, value, contents)):
        return None, value
    if kind is list:
        return count, value[count:]
    return count, {key: now for key, now in value.items() if key not in contents or contents[key] is not now}


def _is_plain_key(key: Any) -> bool:
    """Whether a copy of a key finds what the key itself finds: NaN does not."""
    kind = type(key)
    if kind is tuple:
        return all(map(_is_plain_key, key))
    return kind in _KEYS or (kind is float and key == key)


def _is_generator(kind: type) -> bool:
    """Whether it is the random generator of the standard library."""
    random = sys.modules.get("random")
    return random is not None and kind is random.Random


def _is_array(kind: type) -> bool:
    """Whether it is the plain array of NumPy."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and kind is numpy.ndarray


def _contents(value: Any) -> Any:
    kind = type(value)
    if kind is list:
        return value[:]
    if kind is dict:
        return value.copy()
    if kind is deque:
        return list(value)
    return value.getstate() if _is_generator(kind) else value


def _refill(value: Any, contents: Any) -> None:
    kind = type(value)
    if kind is list:
        value[:] = contents
    elif kind is dict or kind is deque:
        value.clear()
        value.update(contents) if kind is dict else value.extend(contents)
    elif _is_generator(kind):
        value.setstate(contents)


class _Holder:
    def __init__(self) -> None:
        self.value: list[Any] = []


def _count(holder: Any, name: str) -> int:
    value = getattr(holder, name)
    return sys.getrefcount(value)


_ALONE = _count(_Holder(), "value")
