"""`sorted` for what is gone through once: past the budget, sorted runs go to the disk and are merged as they are asked for.

`for row in sorted(rows, key=k)` became `for row in in_order(rows, key=k)`. Below the budget this is `sorted`. Above it, items
move to a temporary file, but only where nobody can tell a copy from its original, and where comparing cannot raise or depend on
the order of comparisons: items are numbers, texts, bytes, None, and tuples of these, and keys are numbers (no NaN), or texts, or
bytes, or tuples that hold the same kinds at the same places. The compiler has proved that the key has no effects.

    items:   a b c d ... | e f g h ... | i j k ...        as many as the budget allows
                 |             |            |
                run           run          run            in one file: blocks of keys and items, and where each item stood
                  blocks of all runs
                      \\    |    /
                      merged, the earlier run first where keys are equal

Whatever does not fit these rules (an item of another type, a key that raises, a full disk) brings everything back into memory,
in the order in which it came, and the builtin sorts it: what it raises then is what the original raises.
"""

from __future__ import annotations

from array import array
from itertools import chain, islice
from operator import ne

try:
    from _pickle import dumps, loads  # the C module alone: importing pickle would cost milliseconds
except ImportError:
    from pickle import dumps, loads

from . import _settings, load
from ._sort import BATCH, USUAL_MEMORY, _Run, _size_of, ready
from ._work import PROTOCOL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import IO, Any, Optional

    Key = Optional[Callable[[Any], Any]]

LEAST = 64 << 10
FIRST = 4096  # items that are sorted without a look at their size
BLOCK = 2048  # items that are written, and read back, at a time
DEPTH = 6  # of tuples in tuples
SIMPLE = frozenset((int, float, str, bytes, bool, type(None)))
PLAIN = SIMPLE | {tuple}
NUMBERS = frozenset((int, float, bool))


def in_order(iterable: Iterable[Any], *, key: Key = None, reverse: bool = False) -> Iterator[Any]:
    """The items of `sorted(iterable, key=key, reverse=reverse)`, all of which are taken before this returns.

    Raises what `sorted` raises.
    """
    source = iter(iterable)
    items = list(islice(source, FIRST))
    if len(items) < FIRST:
        items.sort(key=key, reverse=reverse)
        return iter(items)
    asked = _settings.current.memory
    limit = max((asked or USUAL_MEMORY) // 2, LEAST)
    held = _size_of(items[:BATCH]) * FIRST / BATCH
    runs: Runs | None = None
    more = True
    while more:
        if held > limit and not asked:
            asked = load("_memory").free() * 1024 // 2
            limit = max(limit, asked // 2)
        if held > limit:
            runs = runs or _runs(key, reverse)
            if runs is None or not runs.add(items):
                break
            items, held = [], 0.0
        batch = list(islice(source, BATCH))
        items += batch
        held += _size_of(batch) if batch else 0.0
        more = len(batch) == BATCH
    if not more:
        source = iter(())
        if runs is not None and (not items or runs.add(items)):
            del items
            return runs.merged()
    known = items if runs is None else [*runs.items(), *items]
    del items
    known += source
    known.sort(key=key, reverse=reverse)
    return iter(known)


def _runs(key: Key, reverse: bool) -> Runs | None:
    """An empty file of runs; None where there can be none."""
    from tempfile import TemporaryFile

    try:
        return Runs(TemporaryFile(prefix="surge-sort-", buffering=0), key, reverse)
    except OSError:
        return None


class Runs:
    """Sorted runs in one file, which has no name and is gone with the last reference."""

    def __init__(self, file: IO[bytes], key: Key, reverse: bool) -> None:
        self.file = file
        self.key = key
        self.reverse = reverse
        self.size = 0
        self.kinds: Any = None  # of the keys so far
        self.places: list[list[tuple[int, int]]] = []  # of the blocks of each run
        self.orders: list[tuple[int, int]] = []  # of each run: where its items stood

    def add(self, items: list[Any]) -> bool:
        """Write a run; False, with everything as it was, where these items have to stay in memory."""
        try:
            if not _is_plain(items):
                return False
            keys = items if self.key is None else list(map(self.key, items))
            if len(keys) != len(items):
                return False  # the key raised StopIteration
            kinds = _kinds(keys)
            if kinds is None or (self.kinds is not None and kinds != self.kinds):
                return False
            order = sorted(range(len(items)), key=keys.__getitem__, reverse=self.reverse)
            self._write(items, keys, order)
        except Exception:
            # Whatever the key raises, `sorted` is about to meet it as well; a full disk is no failure of the program.
            return False
        self.kinds = kinds
        return True

    def _write(self, items: list[Any], keys: list[Any], order: list[int]) -> None:
        places = []
        for start in range(0, len(order), BLOCK):
            part = order[start : start + BLOCK]
            values = [items[index] for index in part]
            block = (None if keys is items else [keys[index] for index in part], values)
            places.append(self._append(dumps(block, PROTOCOL)))
        where = self._append(array("Q", order).tobytes())
        self.places.append(places)
        self.orders.append(where)

    def _append(self, data: bytes) -> tuple[int, int]:
        """Write at the end of the file; where."""
        view, start = memoryview(data), self.size
        self.file.seek(start)
        while view:
            view = view[self.file.write(view) :]
        self.size += len(data)
        return start, len(data)

    def _read(self, place: tuple[int, int]) -> bytes:
        start, length = place
        self.file.seek(start)
        parts = []
        while length:
            data = self.file.read(length)
            if not data:
                raise OSError("a temporary file has become shorter")
            parts.append(data)
            length -= len(data)
        return b"".join(parts)

    def items(self) -> Iterator[Any]:
        """All items in the order in which they came."""
        for places, where in zip(self.places, self.orders):
            order = array("Q", self._read(where))
            values = [None] * len(order)
            position = 0
            for place in places:
                for value in loads(self._read(place))[1]:
                    values[order[position]] = value
                    position += 1
            yield from values

    def merged(self) -> Iterator[Any]:
        """All items, sorted."""
        return chain.from_iterable(self._steps())

    def _steps(self) -> Iterator[list[Any]]:
        """Lists of items which one after the other are all of them, sorted."""
        parts = [Part(self, places) for places in self.places]
        while True:
            for part in parts:
                part.fill(self.key)
            parts = [part for part in parts if part.items]
            if not parts:
                return
            keys: list[Any] = []
            items: list[Any] = []
            for part, count in ready(parts, self.reverse):
                keys += part.keys[:count]
                items += part.take(count)
            if self.key is None:
                items.sort(reverse=self.reverse)
                yield items
            else:
                order = sorted(range(len(items)), key=keys.__getitem__, reverse=self.reverse)
                yield [items[index] for index in order]


class Part(_Run):
    """A run on its way out of the file."""

    __slots__ = ("places", "runs")

    def __init__(self, runs: Runs, places: list[tuple[int, int]]) -> None:
        self.runs = runs
        self.places = iter(places)
        self.following = len(places)
        self.items: list[Any] = []
        self.keys: list[Any] = []

    def fill(self, key: Key) -> None:
        """Read the next block where this one is used up."""
        if not self.items and self.following:
            keys, self.items = loads(self.runs._read(next(self.places)))
            self.keys = self.items if keys is None else keys
            self.following -= 1


def _is_plain(items: list[Any]) -> bool:
    """Whether a copy of each item is as good as the item: plain immutable values, none of which differs from itself."""
    for _ in range(DEPTH):
        types = set(map(type, items))
        if not types <= PLAIN:
            return False
        if float in types and any(map(ne, items, items)):
            return False
        if tuple not in types:
            return True
        items = list(chain.from_iterable(items if len(types) == 1 else [one for one in items if type(one) is tuple]))
    return False


def _kinds(keys: Iterable[Any], depth: int = DEPTH) -> Any:
    """What all of these keys are, where any two of them compare without exceptions, and in one way only; None otherwise."""
    keys = list(keys)
    types = set(map(type, keys))
    if types <= NUMBERS:
        return None if float in types and any(map(ne, keys, keys)) else "number"
    if len(types) != 1:
        return None
    (kind,) = types
    if kind is str or kind is bytes or kind is type(None):
        # None is not compared with itself, where it stands in a tuple: the next place is.
        return None if kind is type(None) and depth == DEPTH else kind
    if kind is not tuple or not depth or len(set(map(len, keys))) != 1:
        return None
    found = [_kinds(column, depth - 1) for column in zip(*keys)]
    return None if None in found else tuple(found)
