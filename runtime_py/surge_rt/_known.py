"""Objects that results refer to: what stood in the program's memory before a region began comes back as itself, not as a copy.

`tours.append(improved(tour))` makes new tours, but each holds the program's own list of cities. A forked worker has everything at
the address where the driver has it. So a log names an object that was there before the fork by this address, and the driver puts its own
object in that place. All such objects are held meanwhile, on both sides: no new one can get the address of one that is gone.

Which these are the garbage collector knows: it lists all containers but dictionaries of plain values, and arrays, which are
found in what the others refer to, and in what the task is given, when a log holds the first of these.

Iterators that go through others are not held: a region ends when the program lets go of the one that goes through it. No log may have one.
Nor are tuples: one may be in the making (`tuple(f(x) for x in xs)`), which nobody but its maker may refer to. A log has a new tuple, of the
same objects. Nor are files, generators and the like, of which somebody could notice when they go, and what leads to them: what a log
holds of these is in place.
"""

from __future__ import annotations

import gc
import itertools
import sys
from itertools import compress, count
from operator import not_
from types import AsyncGeneratorType, CoroutineType, FrameType, GeneratorType, ModuleType

from . import _state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_PLAIN = frozenset((type(None), bool, int, float, complex, str, bytes))
_ITERATORS = frozenset(
    (GeneratorType, CoroutineType, AsyncGeneratorType, zip, map, filter, enumerate)
    + tuple(kind for kind in vars(itertools).values() if isinstance(kind, type))
)


_NOT_HELD = _ITERATORS | {tuple}


class Known:
    """The objects that there are when a region begins."""

    def __init__(self, *roots: Any) -> None:
        self.held = gc.get_objects()
        kinds = list(map(type, self.held))
        self.let_go = _leading_to_finalized(self.held, kinds)
        for place in compress(count(), map(_NOT_HELD.__contains__, kinds)):
            self.held[place] = None
        if self.let_go:
            for place in compress(count(), map(self.let_go.__contains__, map(id, self.held))):
                self.held[place] = None
        self.roots = roots
        self.addresses: set[int] = set()
        self.unlisted: dict[int, Any] | None = None
        self.by_address: dict[int, Any] | None = None

    def address(self, value: Any) -> int | None:
        """The address that stands for an object in a log; None for what is new, or a plain value."""
        kind = type(value)
        if kind in _PLAIN:
            return None
        if kind in _ITERATORS or id(value) in self.let_go:
            from ._work import Unshippable

            raise Unshippable
        if not self.addresses:
            self.addresses = set(map(id, self.held))
        address = id(value)
        if address in self.addresses:
            return address
        if (kind is dict or _is_array(kind)) and address in self._others():
            return address
        return None

    def object_at(self, address: int) -> Any:
        """The other side of that; KeyError where there is none."""
        if self.by_address is None:
            self.by_address = dict(zip(map(id, self.held), self.held))
        if address in self.by_address:
            return self.by_address[address]
        return self._others()[address]

    def _others(self) -> dict[int, Any]:
        """What the collector does not list, by address."""
        if self.unlisted is None:
            found: dict[int, Any] = {}
            seen: set[int] = set()
            level = [*gc.get_referents(*self.held), *gc.get_referents(*self.roots), *self.roots]
            # All at once and without a call for each: there may be a million of these.
            kinds = frozenset((dict, tuple, _array_kind()))
            while level:
                # A loop, since what is not listed, or not held, may hold more of it. A tuple in the making nothing refers to.
                parts = list(compress(level, map(kinds.__contains__, map(type, level))))
                new = dict(zip(map(id, parts), parts))
                for address in seen.intersection(new):
                    del new[address]
                tuples = [value for value in new.values() if type(value) is tuple]
                others = [value for value in new.values() if type(value) is not tuple]
                others = list(compress(others, map(not_, map(gc.is_tracked, others))))
                seen.update(map(id, tuples), map(id, others))
                found.update(zip(map(id, others), others))
                level = gc.get_referents(*tuples, *others)
            for address in self.let_go.intersection(found):
                del found[address]
            self.unlisted = found
        return self.unlisted


def _leading_to_finalized(objects: list[Any], kinds: list[type]) -> set[int]:
    """The addresses of objects that do something when they go, and of what leads to them, up to modules, classes and frames."""
    finalized = set(filter(_does_something_at_its_end, set(kinds)))
    standard = {id(part) for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__) for part in _parts_of(stream)}
    level = list(compress(objects, map(finalized.__contains__, kinds)))
    level = [value for value in level if id(value) not in standard]
    found = set(map(id, level))
    homes = {id(vars(module)) for module in list(sys.modules.values()) if type(module) is ModuleType}
    homes |= {id(_state.namespace), id(objects)}
    while level:
        holders = gc.get_referrers(*level)
        level = [
            holder
            for holder in holders
            if holder is not level
            and id(holder) not in found
            and id(holder) not in homes
            and type(holder) not in (FrameType, ModuleType)
            and not issubclass(type(holder), type)
        ]
        found.update(map(id, level))
        del holders
    return found


def _does_something_at_its_end(kind: type) -> bool:
    names = ("TemporaryDirectory", "Connection", "mmap")
    return kind.__name__ in names or any("__del__" in vars(base) for base in type.__dict__["__mro__"].__get__(kind))


def _parts_of(stream: Any) -> Iterator[Any]:
    yield stream
    yield getattr(stream, "buffer", None)
    yield getattr(getattr(stream, "buffer", None), "raw", None)


def _is_array(kind: type) -> bool:
    return kind is _array_kind()


def _array_kind() -> Any:
    """The type of NumPy's arrays; None where there is none."""
    numpy = sys.modules.get("numpy")
    return None if numpy is None else getattr(numpy, "ndarray", None)
