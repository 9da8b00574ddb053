"""Loops over a large file, or the rows of a CSV file: workers read their chunks themselves, the driver checks what they read.

    the file     |.............|...............|...............|.......
    driver       index: the number of line ends before each block of bytes
    worker       chunk 7 -> lines 21000 to 24000 -> bytes -> text -> rows -> (logs, hash of the rows)
    driver       its own iterator -> the same 3000 rows -> are their hashes the same? -> commit

Rows that are read ahead of a fork are pages that are copied after it, one by one, since each use of an object writes its
reference count. So nothing is read ahead: the program's own iterator stays where the program is, but for one chunk. Its
position, `line_num`, exceptions and what a `break` leaves behind come from there.

Where a worker looks for its lines is a guess: about the encoding, line ends, rows of several lines, a file that
grows. None of it has to be proved, because a log counts only where the hash of the items it was made of is
that of the items that the driver has read. After `PATIENCE` chunks that were not the same, the items are read ahead as those of any other iterator.
"""

from __future__ import annotations

import codecs
import gc
import io
import os
import stat
import sys
from bisect import bisect_left, bisect_right
from itertools import chain, islice
from operator import length_hint

from . import _settings, _state
from ._child import Job
from ._feed import Stream
from ._work import UNLIKE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from ._site import Site
    from ._work import Result

LEAST_BYTES = 1 << 20  # a file with less left is read ahead
BLOCK = 1 << 15
MOST_HELD = 4096  # items that are pulled ahead to find out where in the file the program is
PATIENCE = 3
FEW = 64
WINDOW_BYTES = 64 << 20
ENCODINGS = ("utf-8", "utf-8-sig", "ascii", "iso8859-", "cp125")  # in which a line ends with the byte that says so
ERRORS = ("strict", "ignore", "replace", "surrogateescape", "backslashreplace")


def feed_of_file(iterable: Iterable[Any], site: Site) -> FileFeed | None:
    """A feed whose items workers read themselves; None where they must be the program's own, or it is not worth it."""
    if _settings.current.engine != "fork" or site.only_forked or site.refers:
        return None
    kind = type(iterable)
    inner: Any = iterable.__reduce__()[1][0] if kind is enumerate else iterable
    rows = _rows_of(inner)
    file = inner if rows is None else _file_of(rows)
    if type(file) is not io.TextIOWrapper or not _is_large(file):
        return None
    return FileFeed(iter(iterable), Form(iterable, inner, rows), file, site)


def readers(csv: Any) -> tuple[type, ...]:
    """The types of `csv.DictReader` and of what `csv.reader` gives."""
    return csv.DictReader, type(sys.modules["_csv"].reader(()))


def _rows_of(iterable: Any) -> Any:
    """The `csv.reader` behind an iterable, if there is one."""
    csv = sys.modules.get("csv")
    if csv is None:
        return None
    entries, rows = readers(csv)
    found: Any = iterable
    if type(found) is entries:
        found = getattr(found, "reader", None)
    return found if type(found) is rows else None


def _file_of(rows: Any) -> Any:
    """What a `csv.reader` takes its lines from, which it tells the garbage collector alone; None if that is no file."""
    files = [held for held in gc.get_referents(rows) if type(held) is io.TextIOWrapper]
    return files[0] if len(files) == 1 else None


def _is_large(file: io.TextIOWrapper) -> bool:
    """Whether this is a regular file of known making of which much is left."""
    buffer = file.buffer
    if type(buffer) is not io.BufferedReader or type(buffer.raw) is not io.FileIO:
        return False
    try:
        known = os.fstat(file.fileno())
        name = codecs.lookup(file.encoding).name
        left = known.st_size - buffer.tell()
    except (OSError, ValueError, LookupError, AttributeError):
        return False
    return (
        stat.S_ISREG(known.st_mode)
        and name.startswith(ENCODINGS)
        and file.errors in ERRORS
        and left >= (1 if _settings.current.force else LEAST_BYTES)
    )


def _place(file: io.TextIOWrapper) -> int:
    """How much of a file its decoder has had."""
    buffer: Any = file.buffer
    return buffer.tell()  # type: ignore[no-any-return]


class Index:
    """How many lines have ended before each block of a file."""

    def __init__(self, number: Callable[[], int], start: int) -> None:
        self.number = number
        self.places = [start]  # where blocks begin
        self.before = [0]  # line ends ahead of them, from `start` on
        self.complete = False
        self.unended = 0  # 1 where the file does not end with a line end

    def extend(self, lines: int) -> None:
        """Go on until at least so many line ends are found, or the file ends."""
        number = self.number()
        while self.before[-1] < lines and not self.complete:
            data = os.pread(number, BLOCK, self.places[-1])
            if not data:
                self.complete = True
                break
            self.unended = int(not data.endswith(b"\n"))
            self.places.append(self.places[-1] + len(data))
            self.before.append(self.before[-1] + data.count(b"\n"))

    def line_at(self, place: int) -> int:
        """Which line the byte at `place` belongs to."""
        while self.places[-1] <= place and not self.complete:
            self.extend(self.before[-1] + 1)
        block = bisect_right(self.places, place) - 1
        start = self.places[block]
        return self.before[block] + os.pread(self.number(), place - start, start).count(b"\n")

    def lines(self) -> int:
        """How many lines there are, as far as the index goes."""
        return self.before[-1] + (self.unended if self.complete else 0)

    def text(self, number: int, first: int, last: int) -> bytes:
        """The bytes of the lines from `first` on, at least up to `last`."""
        block = bisect_left(self.before, first) - 1 if first else 0
        end = min(bisect_left(self.before, last), len(self.places) - 1)
        data = _read(number, self.places[block], self.places[end])
        skipped = first - self.before[block]
        return data.split(b"\n", skipped)[skipped] if skipped else data


def _read(number: int, start: int, stop: int) -> bytes:
    """The bytes of a file between two places; fewer where it has become shorter."""
    parts = []
    while start < stop:
        data = os.pread(number, stop - start, start)
        if not data:
            break
        parts.append(data)
        start += len(data)
    return b"".join(parts)


class Parts:
    """The items of a window: the first few as they are, the others to be read from the file by whoever asks."""

    def __init__(
        self, held: list[Any], form: Form, file: io.TextIOWrapper, index: Index, place: tuple[int, int]
    ) -> None:
        self.held = held
        self.form = form
        self.file = file
        self.index = index
        at, self.first = place  # the first item after those that are held is in this line, soon after that byte
        self.newline = form.newline(held[-1], os.pread(file.fileno(), BLOCK, at))
        self.number = -1

    def open(self) -> int:
        """In a worker: a descriptor of its own, since the program's is going to be sealed. Reading at a place moves nothing."""
        self.number = os.dup(self.file.fileno())
        return self.number

    def take(self, start: int, stop: int) -> tuple[list[Any], int]:
        """Some of the items and their hash; fewer where the file turns out to have no more."""
        count = len(self.held)
        items = self.held[start:stop]
        if stop <= count:
            return items, self.form.hash(items)
        ahead = max(start - count, 0)
        first, last = self.first + ahead, self.first + stop - count
        data = self.index.text(self.number, first, last)
        if self.form.rows is not None and data.count(b"\r") != data.count(b"\r\n"):
            raise ValueError  # whether that ends a line depends on how the file was opened
        text = io.TextIOWrapper(io.BytesIO(data), self.file.encoding, self.file.errors, self.newline)
        if self.form.by_lines and not items:
            lines = list(islice(text, last - first))
            rows = self.form.read(chain(lines, _no_more()), self.held[-1], ahead)
            return list(islice(rows, last - first)), hash(tuple(lines))
        items.extend(islice(self.form.read(text, self.held[-1], ahead), last - first))
        return items, self.form.hash(items)


def _no_more() -> Iterator[str]:
    """Where the lines of a chunk end: none of its rows may go on behind that."""
    raise ValueError
    yield


class Form:
    """What the items look like: lines, rows or dictionaries, with or without a number."""

    def __init__(self, iterable: Any, inner: Any, rows: Any) -> None:
        self.numbered = inner is not iterable
        self.inner = inner
        self.rows = rows
        # Rows that nobody needs are not made: the driver takes their lines, and `line_num` stands still.
        self.by_lines = rows is not None and not self.numbered and not _state.line_numbers

    def newline(self, item: Any, ahead: bytes) -> str | None:
        """How the file was opened, which it does not say, as far as it matters for what is ahead of an item."""
        if self.rows is None and b"\r" in ahead and not (item[1] if self.numbered else item).endswith("\r\n"):
            return None
        return ""

    def read(self, text: Iterable[str], item: Any, ahead: int) -> Iterator[Any]:
        """The items that lines of the file are made into, which begin `ahead` items behind that one."""
        items: Any = iter(text)
        if self.rows is not None:
            items = sys.modules["_csv"].reader(items, self.rows.dialect)
            if self.inner is not self.rows:
                again = object.__new__(type(self.inner))
                again.__dict__.update(self.inner.__dict__)
                again.reader = items
                items = again
        return enumerate(items, item[0] + 1 + ahead) if self.numbered else items

    def hash(self, items: list[Any]) -> int:
        """A number that is the same for the same items, and for no others that there will ever be."""
        number = 0
        if self.numbered:
            number, items = items[0][0], [item for _, item in items]
        if self.rows is None:
            return hash((number, *items))
        values = items if self.inner is self.rows else map(dict.values, items)
        try:
            return hash((number, *chain.from_iterable(values), *map(len, items)))
        except TypeError:  # a list of what is left over of a long row
            return hash((number, repr(items)))


class FileJob(Job):
    """Computes chunks that it reads itself, and sends the hash of what it has read along with the logs."""

    __slots__ = ("number",)

    items: Parts  # type: ignore[assignment]

    def keep(self) -> tuple[int, ...]:
        """Descriptors that a worker needs besides its pipes."""
        return (self.items.open(),)

    def take(self, start: int, stop: int) -> Sequence[Any] | None:
        """Read some items; None where they cannot be those of the program."""
        try:
            items, self.number = self.items.take(start, stop)
        except Exception:
            return None
        return items if len(items) == stop - start else None

    def signed(self, logs: Any) -> list[Any]:
        """The logs with the hash behind them."""
        return [*logs, self.number] if self.per_item else [logs, self.number]


class FileFeed(Stream):
    """The lines or rows of a large file, each of which the driver reads where its turn is."""

    def __init__(self, iterator: Iterator[Any], form: Form, file: io.TextIOWrapper, site: Site) -> None:
        super().__init__(iterator)
        self.form = form
        self.file = file
        self.site = site
        self.may_grow = True
        self.unlike = 0  # chunks that workers read differently
        self.index: Index | None = None
        self.item_bytes = 0.0
        self.lines: list[str] | None = None  # of the next items, which have been compared

    def known(self, wanted: int) -> int:
        """How many items are left, certainly where few are wanted, else as the size of the file suggests."""
        if wanted <= FEW or self.ended or self.unlike >= PATIENCE:
            return super().known(wanted)
        return max(len(self.buffer) - self.offset, min(wanted, self._guess()))

    def outlook(self) -> int:
        """How many items the size of the file suggests."""
        return len(self.buffer) - self.offset + (0 if self.ended else self._guess())

    def _guess(self) -> int:
        """How many items the rest of the file may hold."""
        try:
            number, place = self.file.fileno(), _place(self.file)
            if not self.item_bytes:
                data = os.pread(number, BLOCK, place)
                self.item_bytes = len(data) / max(1, data.count(b"\n"))
            return int((os.fstat(number).st_size - place) / max(1.0, self.item_bytes))
        except (OSError, ValueError):
            return 0

    def stint(self, count: int) -> Iterator[Any]:
        """About `count` items to run in place, read where their turn is."""
        if self.unlike >= PATIENCE:
            return super().stint(count)
        self._settle()
        held = self.buffer[self.offset : self.offset + count]
        self.offset += len(held)
        return chain(held, () if self.ended else islice(self.iterator, count - len(held)))

    def window(self, limit: int) -> tuple[Sequence[Any], int, int]:
        """What workers may read: up to `limit` items; many more once it is clear that they pay."""
        if self.unlike < PATIENCE:
            try:
                found = self._window(limit)
            except (OSError, ValueError):  # the program has closed it
                self.unlike = PATIENCE
            else:
                if found is not None:
                    return found
        self.parts = None
        return super().window(limit)

    def _window(self, limit: int) -> tuple[Sequence[Any], int, int] | None:
        place = self._find_place()
        if place is None:
            return None
        first = place[1]
        assert self.index is not None
        if self.site.proven and not _settings.current.force:
            limit = max(limit, int(WINDOW_BYTES / max(1.0, self.item_bytes)))
        self.index.extend(first + limit)
        count = min(limit, self.index.lines() - first)
        if count <= 0:
            return None
        held = self.buffer[self.offset :]
        self.parts = Parts(held, self.form, self.file, self.index, place)
        return self.parts, 0, len(held) + count  # type: ignore[return-value]

    def _find_place(self) -> tuple[int, int] | None:
        """Take items until it is clear where in the file the next one begins: a byte not far ahead, and its line by the index.

        The file reads itself block by block. An item for which it needs another block is the one that the first byte of
        this block belongs to.
        """
        rows = self.form.rows
        place = _place(self.file)
        for count in range(len(self.buffer) - self.offset, MOST_HELD):
            lines = 0 if rows is None else rows.line_num
            self.pull(count + 1)
            if self.ended:
                return None
            now = _place(self.file)
            if now != place:
                if rows is None or rows.line_num == lines + 1:
                    if self.index is None:
                        self.index = Index(self.file.fileno, place)
                    return place, self.index.line_at(place) + 1
                place = now
        return None

    def checked(self, count: int, result: Result, per_item: bool) -> tuple[int, Result, bool]:
        """Compare what a worker has read with the next `count` items. How many there are, what came of them, and whether to go on."""
        logs, failures = result
        number: int | None = None
        if per_item and len(logs) > count:
            number = logs.pop()
        elif not per_item and logs:
            logs, number = logs
        reason = failures[0] if number is None else UNLIKE
        if number is not None and self._next_are(count, number):
            return count, (logs, failures), True
        count = len(self.peek(count))
        if reason == UNLIKE:
            self.unlike += 1
        if per_item:
            return count, ([None] * count, dict.fromkeys(range(count), reason)), reason != UNLIKE
        return count, ([], {0: reason}), reason != UNLIKE

    def _next_are(self, count: int, number: int) -> bool:
        """Read the next items; whether they are those that have this hash."""
        if not self.form.by_lines or self.offset < len(self.buffer):
            held = self.peek(count)
            return len(held) == count and self.form.hash(held) == number  # type: ignore[arg-type]
        lines: list[str] = []
        try:
            lines.extend(islice(self.file, count))
        except (OSError, ValueError) as error:
            self.error, self.ended = error, True
        if len(lines) == count and hash(tuple(lines)) == number:
            self.lines = lines
            return True
        self._make_rows(lines)
        return False

    def _make_rows(self, lines: list[str]) -> None:
        """Put the rows that some lines begin into the buffer."""
        left = iter(lines)
        rows = self.form.read(chain(left, self.file), None, 0)
        with_collector = gc.isenabled()
        gc.disable()  # nothing of this can be garbage yet
        try:
            while length_hint(left):
                self.buffer.append(next(rows))
        except StopIteration:
            return  # only blank lines were left
        except Exception as error:
            self.error, self.ended = error.with_traceback(None), True
        finally:
            if with_collector:
                gc.enable()

    def _settle(self) -> None:
        """Make rows of lines that were compared, if somebody wants them after all."""
        if self.lines is not None:
            lines, self.lines = self.lines, None
            self._make_rows(lines)

    def pull(self, wanted: int) -> None:
        """Fill the buffer up to `wanted` items."""
        self._settle()
        with_collector = gc.isenabled()
        gc.disable()
        try:
            super().pull(wanted)
        finally:
            if with_collector:
                gc.enable()

    def drop(self, count: int) -> None:
        """Pass over `count` items that have been compared."""
        if self.lines is not None and len(self.lines) == count:
            self.lines = None
            self.dropped += count
            return
        self._settle()
        super().drop(count)

    def advance(self, count: int) -> Iterator[Any]:
        """The next `count` items, which have been compared or lie in the buffer."""
        self._settle()
        return super().advance(count)

    def rest(self) -> Iterator[Any]:
        """All that is left."""
        self._settle()
        return super().rest()
