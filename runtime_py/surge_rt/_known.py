"""Objects that results refer to: what stood in the program's memory before a region began comes back as itself, not as a copy.

`tours.append(improved(tour))` makes new tours, but each holds the program's own list of cities. A forked worker has everything at
the address where the driver has it. So a log names an object that was there before the fork by this address, and the driver puts its own
object in that place. All such objects are held meanwhile, on both sides: no new one can get the address of one that is gone.

Which these are the garbage collector knows: it lists all containers but dictionaries of plain values, and arrays, which are
found in what the others refer to, and in what the task is given, when a log holds the first of these.

Iterators that go through others are not held: a region ends when the program lets go of the one that goes through it. No log may have one.
Nor are tuples: one may be in the making (`tuple(f(x) for x in xs)`), which nobody but its maker may refer to. A log has a new tuple, of the
same objects.
"""

from __future__ import annotations

import gc
import itertools
import sys
from itertools import compress, count
from types import AsyncGeneratorType, CoroutineType, GeneratorType

TYPE_CHECKING = False
if TYPE_CHECKING:
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
        for place in compress(count(), map(_NOT_HELD.__contains__, map(type, self.held))):
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
        if kind in _ITERATORS:
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
            level = [*gc.get_referents(*self.held), *gc.get_referents(*self.roots), *self.roots]
            while level:
                # A loop, since what is not listed, or not held, may hold more of it. A tuple in the making nothing refers to.
                new = {id(value): value for value in level if type(value) is tuple or _is_unlisted(value)}
                new = {address: value for address, value in new.items() if address not in found}
                found.update(new)
                level = gc.get_referents(*new.values())
            self.unlisted = found
        return self.unlisted


def _is_unlisted(value: Any) -> bool:
    kind = type(value)
    return (kind is dict or _is_array(kind)) and not gc.is_tracked(value)


def _is_array(kind: type) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and kind is getattr(numpy, "ndarray", None)
