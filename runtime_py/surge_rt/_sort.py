"""Sorting what is larger than memory: sorted runs in temporary files, merged block by block.

    for row in external_sort(parse(lines), key=by_name, memory="200MB"):
        ...

    items:   a b c d ... | e f g h ... | i j k ...        as many as fit
                 sort          sort         sort          each run stable, by `list.sort`
                  |             |            |
                 file          file         (the last one too)
                  blocks        blocks       blocks
                     \\            |            /
                      all that is not after the bound, in the order of the runs: one more stable sort, which finds
                      runs that are sorted already and merges them

The bound of a step is the last key of a block that is followed by others: what comes later in its run is not before it.
Where keys are equal, the run that was written first comes first, so the whole is as stable as `sorted`.
"""

from __future__ import annotations

from itertools import chain, islice
from sys import getsizeof

try:
    from _pickle import dumps, loads  # the C module alone: importing pickle would cost milliseconds
except ImportError:
    from pickle import dumps, loads

from . import _settings
from ._work import PROTOCOL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import IO, Any, TypeVar

    T = TypeVar("T")
    R = TypeVar("R", bound="_Run")
    Key = Callable[[Any], Any]

USUAL_MEMORY = 256 << 20
LEAST_MEMORY = 64 << 10
BATCH = 1024  # items between two looks at their size
SAMPLED = 16  # of these, how many are measured
MOST_RUNS = 64  # that are merged at a time
BLOCKS = 128  # in a run: that of each run is held while they are merged


def external_sort(
    iterable: Iterable[T], *, key: Key | None = None, reverse: bool = False, memory: int | str | None = None
) -> Iterator[T]:
    """The items in the order of `sorted(iterable, key=key, reverse=reverse)`, of which about `memory` bytes are held at a time.

    `memory` is a number of bytes or a text like "200MB"; None stands for SURGE_MEMORY, or 256 MiB. All items are taken
    before this returns, as `sorted` does. What fits is sorted as `sorted` would, without a file; what does not is pickled, so
    that copies come back, `key` is called several times for an item, and comparisons have to be those of a total order
    (no NaN). Temporary files have no name, where the system allows that, and are gone with the iterator.

    Raises what the iterable, `key` and comparing raise, OSError where the disk is full, and what pickling an item raises;
    ValueError for a `memory` that is none.
    """
    limit = _limit(memory)
    runs: list[IO[bytes]] = []
    items: list[T] = []
    held = 0.0
    source = iter(iterable)
    while True:
        batch = list(islice(source, BATCH))
        items += batch
        if len(batch) < BATCH:
            break
        held += _size_of(batch)
        if held > limit:
            if len(runs) == MOST_RUNS:
                runs = [_write(_merge(runs, key, reverse), _block_items(items))]
            items.sort(key=key, reverse=reverse)
            runs.append(_write((items,), _block_items(items)))
            items, held = [], 0.0
        del batch
    if not runs:
        items.sort(key=key, reverse=reverse)
        return iter(items)
    if items:
        items.sort(key=key, reverse=reverse)
        runs.append(_write((items,), _block_items(items)))
        del items
    return chain.from_iterable(_merge(runs, key, reverse))


def _limit(memory: int | str | None) -> int:
    amount = _settings.bytes_of(memory) if isinstance(memory, str) else memory
    if memory is None:
        amount = _settings.current.memory or USUAL_MEMORY
    if not isinstance(amount, int) or amount <= 0:
        raise ValueError(f"memory={memory!r}: expected a number of bytes above 0, or a text like '200MB'")
    return max(amount // 2, LEAST_MEMORY)  # the other half is for what is written and read


def _size_of(batch: list[Any]) -> float:
    """About how many bytes the items of a batch take."""
    sample = batch[:: BATCH // SAMPLED]
    return len(batch) * (8 + sum(map(deep_size, sample)) / len(sample))


def deep_size(value: Any) -> int:
    """Bytes of a value with what it is made of; parts that other values share count in full."""
    size = 0
    seen = set()
    stack = [value]
    while stack:
        part = stack.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        size += getsizeof(part)
        if isinstance(part, (list, tuple, set, frozenset)):
            stack += part
        elif isinstance(part, dict):
            stack += part.keys()
            stack += part.values()
        elif getattr(type(part), "__dictoffset__", 0):
            stack.append(part.__dict__)
    return size


def _block_items(items: list[Any]) -> int:
    return max(16, len(items) // BLOCKS)


def _write(lists: Iterable[list[Any]], block: int) -> IO[bytes]:
    """A file with these items in their order, in blocks."""
    from tempfile import TemporaryFile

    file = TemporaryFile(prefix="surge-sort-", buffering=1 << 18)
    try:
        for items in lists:
            for start in range(0, len(items), block):
                data = dumps(items[start : start + block], PROTOCOL)
                file.write(len(data).to_bytes(8, "little"))
                file.write(data)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


class _Run:
    """A sorted run on its way out of its file: one block and what is known of the next."""

    __slots__ = ("file", "following", "items", "keys")

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.items: list[Any] = []
        self.keys: list[Any] = []
        self.following = int.from_bytes(file.read(8), "little")

    def fill(self, key: Key | None) -> None:
        """Read the next block where this one is used up."""
        if not self.items and self.following:
            self.items = loads(self.file.read(self.following))
            self.following = int.from_bytes(self.file.read(8), "little")
            self.keys = self.items if key is None else [key(item) for item in self.items]

    def take(self, count: int) -> list[Any]:
        """The first items of the block."""
        taken = self.items[:count]
        is_same = self.keys is self.items
        self.items = self.items[count:]
        self.keys = self.items if is_same else self.keys[count:]
        return taken

    def count(self, bound: Any, inclusive: bool, reverse: bool) -> int:
        """How many items come before the bound, or are equal to it and `inclusive`."""
        low, high = 0, len(self.keys)
        while low < high:
            middle = (low + high) // 2
            one, other = (bound, self.keys[middle]) if reverse != inclusive else (self.keys[middle], bound)
            is_in = one < other
            if is_in != inclusive:
                low = middle + 1
            else:
                high = middle
        return low


def _merge(files: list[IO[bytes]], key: Key | None, reverse: bool) -> Iterator[list[Any]]:
    """Lists of items which one after the other are all of them, sorted; the files are closed at the end, come what may."""
    try:
        runs = [_Run(file) for file in files]
        while True:
            for run in runs:
                run.fill(key)
            runs = [run for run in runs if run.items]
            if not runs:
                return
            yield _step(runs, key, reverse)
    finally:
        for file in files:
            file.close()


def _step(runs: list[_Run], key: Key | None, reverse: bool) -> list[Any]:
    """All items of which it is certain that none before them is still in a file."""
    parts: list[Any] = []
    for run, count in ready(runs, reverse):
        parts += run.take(count)
    parts.sort(key=key, reverse=reverse)
    return parts


def ready(runs: Sequence[R], reverse: bool) -> list[tuple[R, int]]:
    """How many items of each run come before everything that is still in a file."""
    limiting = -1
    for number, run in enumerate(runs):
        if not run.following:
            continue
        if limiting < 0:
            limiting = number
        else:
            last, best = run.keys[-1], runs[limiting].keys[-1]
            if (best < last) if reverse else (last < best):
                limiting = number
    if limiting < 0:
        return [(run, len(run.items)) for run in runs]
    bound = runs[limiting].keys[-1]
    # Of later runs nothing that is equal: the limiting run may go on with more of the same.
    return [(run, run.count(bound, number <= limiting, reverse)) for number, run in enumerate(runs)]
