"""The items of a region: taken from the program's iterator in order, looked at ahead within bounds.

A list, tuple, range, str or bytes is read by index in workers, while the driver's own iterator keeps in step. Any
other iterable is pulled ahead into a buffer, a bounded number of items at a time.
"""

from __future__ import annotations

import sys
from _io import TextIOWrapper
from itertools import chain, islice
from operator import length_hint

from . import _state, load
from ._site import SIZED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ._site import Site

_EMPTY: dict[object, object] = {}
HINTED = {type(iter(sample)) for sample in (_EMPTY, _EMPTY.items(), _EMPTY.values(), frozenset(_EMPTY), reversed([0]))}


def can_wait(iterable: object) -> bool:
    """True when looking ahead in `iterable` may have to wait for someone: a terminal, a pipe, a socket."""
    if not hasattr(iterable, "fileno"):
        return False
    import os
    import stat

    try:
        return not stat.S_ISREG(os.fstat(iterable.fileno()).st_mode)
    except (OSError, ValueError, AttributeError, TypeError):
        return False  # not an open file after all: nothing to wait for


class Sized:
    """Items of a builtin sequence."""

    parts: object = None

    def __init__(self, source: Sequence[Any]) -> None:
        self.source = source
        self.iterator = iter(source)
        self.position = 0
        self.total = len(source)

    def remaining(self) -> int:
        """How many items are left."""
        return self.total - self.position

    def outlook(self) -> int:
        """How many items there seem to be yet; 0 where nothing tells."""
        return self.remaining()

    def done(self) -> int:
        """How many items the program has had."""
        return self.position

    def known(self, wanted: int) -> int:
        """How many items are certainly left; never more work than asking."""
        return self.total - self.position

    def next(self) -> Any:
        """The next item; StopIteration at the end."""
        item = next(self.iterator)
        self.position += 1
        return item

    def window(self, limit: int) -> tuple[Sequence[Any], int, int]:
        """What workers may see: a sequence and the range of positions in it."""
        return self.source, self.position, self.total

    def advance(self, count: int) -> Iterator[Any]:
        """The next `count` items, the driver's own objects."""
        self.position += count
        return islice(self.iterator, count)

    def peek(self, count: int) -> Sequence[Any]:
        """The next `count` items without taking them."""
        return self.source[self.position : self.position + count]

    def drop(self, count: int) -> None:
        """Pass over `count` items."""
        self.position += count
        if type(self.source) is range:  # whose iterator counts __setstate__ from its present place since Python 3.12
            self.iterator = iter(self.source[self.position :])
        else:
            self.iterator.__setstate__(self.position)  # type: ignore[attr-defined]

    def rest(self) -> Iterator[Any]:
        """All that is left, at the speed of the original loop."""
        self.position = self.total
        return self.iterator

    def stint(self, count: int) -> Iterator[Any]:
        """About `count` items to run in place."""
        if count >= self.remaining():
            return self.rest()
        if type(self.source) is not range:
            return self.advance(count)
        part = self.source[self.position : self.position + count]  # faster to run through than an islice
        self.drop(count)
        return iter(part)


NOTHING = Sized(())


class Watched(Sized):
    """Items of a builtin sequence inside a progress bar of tqdm, which moves as they are committed."""

    def __init__(self, bar: Any) -> None:
        super().__init__(bar.iterable)
        self.iterator = iter(bar)

    def drop(self, count: int) -> None:
        """Pass over `count` items."""
        self.position += count
        for _ in islice(self.iterator, count):
            pass

    def stint(self, count: int) -> Iterator[Any]:
        """About `count` items to run in place."""
        return self.rest() if count >= self.remaining() else self.advance(count)


class Stream:
    """Items of any other iterable, pulled ahead into a buffer."""

    parts: object = None  # items that workers get for themselves: see _files

    def __init__(self, iterator: Iterator[Any]) -> None:
        self.iterator = iterator
        self.buffer: list[Any] = []
        self.offset = 0
        self.dropped = 0  # items that have left the buffer
        self.ended = False
        self.error: BaseException | None = None
        self.may_grow = type(iterator).__module__ == "_io"

    def _look_again(self) -> None:
        """The program may have written to the file that it reads: its end is where nothing comes once all lines are done."""
        if self.ended and self.may_grow and self.error is None and self.offset == len(self.buffer):
            self.ended = False

    def remaining(self) -> int | None:
        """How many items are left, None when only the iterator knows."""
        self._look_again()
        held = len(self.buffer) - self.offset
        if self.ended:
            return held
        if type(self.iterator) in HINTED:
            return held + length_hint(self.iterator)
        return None

    def outlook(self) -> int:
        """How many items there seem to be yet; 0 where nothing tells."""
        return self.remaining() or 0

    def done(self) -> int:
        """About how many items the program has had."""
        return self.dropped + self.offset

    def known(self, wanted: int) -> int:
        """How many items are certainly left, looking ahead as far as `wanted`."""
        self.pull(wanted)
        return len(self.buffer) - self.offset

    def pull(self, wanted: int) -> None:
        """Fill the buffer up to `wanted` items.

        An exception of the iterator is kept until the items before it are done; `list.extend` keeps those.
        """
        self._look_again()
        if self.offset:
            del self.buffer[: self.offset]
            self.dropped += self.offset
            self.offset = 0
        missing = wanted - len(self.buffer)
        if missing <= 0 or self.ended:
            return
        before = len(self.buffer)
        try:
            self.buffer.extend(islice(self.iterator, missing))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            from ._traceback import without_runtime

            self.error = error.with_traceback(without_runtime(error.__traceback__))
            self.ended = True
            if _state.streams:
                load("_stream").keep(self.iterator, self.error)
        else:
            self.ended = len(self.buffer) - before < missing

    def next(self) -> Any:
        """The next item; StopIteration at the end."""
        if self.offset < len(self.buffer):
            self.offset += 1
            return self.buffer[self.offset - 1]
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        self._look_again()
        if self.ended:
            raise StopIteration
        try:
            return next(self.iterator)
        except StopIteration:
            self.ended = True
            raise

    def window(self, limit: int) -> tuple[Sequence[Any], int, int]:
        """What workers may see: the buffer, filled up to `limit` items."""
        self.pull(limit)
        return self.buffer, self.offset, len(self.buffer)

    def peek(self, count: int) -> Sequence[Any]:
        """The next `count` items without taking them."""
        if len(self.buffer) - self.offset < count:
            self.pull(count)
        return self.buffer[self.offset : self.offset + count]

    def drop(self, count: int) -> None:
        """Pass over `count` items that are in the buffer."""
        self.offset += count

    def advance(self, count: int) -> Iterator[Any]:
        """The next `count` items, which are in the buffer."""
        first = self.offset
        self.offset += count
        return iter(self.buffer[first : self.offset])

    def rest(self) -> Iterator[Any]:
        """All that is left: the buffer, then the iterator itself or the exception it raised."""
        held, self.buffer, self.offset = self.buffer[self.offset :], [], 0
        if self.error is not None:
            error, self.error = self.error, None
            return chain(held, _raising(error))
        if self.ended and not self.may_grow:
            return iter(held)
        self.ended = True
        return chain(held, self.iterator) if held else self.iterator

    def stint(self, count: int) -> Iterator[Any]:
        """About `count` items to run in place."""
        return self.advance(min(count, self.known(min(count, 4096))))


def _raising(error: BaseException) -> Iterator[Any]:
    """An iterator that raises what the program's own iterator raised."""
    raise error
    yield


def _readers() -> tuple[type, ...]:
    """The types of readers of CSV files; none before the program has imported them."""
    csv = sys.modules.get("csv")
    return () if csv is None else load("_files").readers(csv)


def feed_of(iterable: Iterable[Any], site: Site | None = None) -> Sized | Stream:
    """Do what a `for` statement does first, and keep the result. Tasks of `site` may read the items on their own."""
    if type(iterable) in SIZED:
        return Sized(iterable)  # type: ignore[arg-type]
    kind = type(iterable)
    if kind.__name__ == "tqdm" and kind.__module__ == "tqdm.std" and type(iterable.iterable) in SIZED:  # type: ignore[attr-defined]
        return Watched(iterable)
    if site is not None and (kind is TextIOWrapper or kind is enumerate or kind in _readers()):
        found: Stream | None = load("_files").feed_of_file(iterable, site)
        if found is not None:
            return found
    return Stream(iter(iterable))
