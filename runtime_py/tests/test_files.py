"""Files that workers read for themselves, in process: what the program gets, and where its file stands afterwards."""

from __future__ import annotations

import csv
import os
import sys
from itertools import islice
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from surge_rt import _files, _settings, _state  # noqa: E402
from surge_rt._feed import feed_of  # noqa: E402
from surge_rt._files import FileFeed, FileJob  # noqa: E402
from surge_rt._site import Site, task  # noqa: E402
from surge_rt._work import UNLIKE, pack_result, unpack  # noqa: E402

ROWS = 1000
PLAIN = "".join(f"{i},name {i * 7 % 31},{i / 7:.2f}\n" for i in range(ROWS))
CONTENTS = {
    "plain": PLAIN.encode(),
    "no end": PLAIN.encode()[:-1],
    "dos": PLAIN.replace("\n", "\r\n").encode(),
    "old mac": PLAIN.replace("\n", "\r").encode(),
    "mixed ends": PLAIN.replace("3\n", "3\r\n").replace("55\n", "5\r").encode(),
    "a bare return late": PLAIN.encode() + b"1,2\r3,4\n" + PLAIN.encode(),
    "dos ends late": PLAIN.encode() + PLAIN.replace("\n", "\r\n").encode(),
    "blank lines": PLAIN.replace("1\n", "1\n\n").encode(),
    "a blank line late": PLAIN.encode() + b"\n" + PLAIN.encode() + b"\n\n",
    "quoted": "".join(f'{i},"a, b ""{i}""",x\n' for i in range(ROWS)).encode(),
    "quoted ends": "".join(
        f'{i},"{"a" if i % 300 == 280 else "b"}{chr(10) * (i % 300 == 280)}",x\n' for i in range(ROWS)
    ).encode(),
    "many quoted ends": "".join(f'{i},"a\nb\r\nc{i}",x\n' for i in range(ROWS)).encode(),
    "open quote": (PLAIN + '1,"' + PLAIN).encode(),
    "rows of many lengths": "".join(f"{i}{',z' * (i % 6)}\n" for i in range(ROWS)).encode(),
    "long lines": b"".join(b"%d,%s\n" % (i, b"x" * (i * 997 % 30000)) for i in range(60)),
    "one line": b"x," * 40000,
    "nul": PLAIN.encode() + b"a\0b,c\n" + PLAIN.encode(),
    "not utf-8": PLAIN.encode() + b"caf\xe9,c\n" + PLAIN.encode(),
    "utf-8": PLAIN.replace("name", "\u00fcn\u00efc\u00f6d\u2028\u0085\u001c\u000ce").encode(),
    "marks": "\ufeff".encode() + PLAIN.replace("7\n", "7\n\ufeff").encode(),
    "empty": b"",
    "only ends": b"\n" * 20000,
    "a wide field": PLAIN.encode() + b"y" * 140000 + b"\n" + PLAIN.encode(),
}
OPTIONS = [
    {},
    {"newline": ""},
    {"newline": "\n"},
    {"newline": "\r"},
    {"newline": "\r\n"},
    {"encoding": "latin-1", "newline": ""},
    {"encoding": "utf-8-sig"},
    {"encoding": "utf-8", "errors": "replace"},
    {"encoding": "ascii", "errors": "ignore"},
]
KINDS = {
    "lines": lambda file: file,
    "numbered": lambda file: enumerate(file, 7),
    "rows": csv.reader,
    "numbered rows": lambda file: enumerate(csv.reader(file)),
    "rows of another kind": lambda file: csv.reader(
        file, delimiter=" ", quotechar="b", doublequote=False, escapechar="2"
    ),
    "strict rows": lambda file: csv.reader(file, strict=True),
    "numbers": lambda file: csv.reader(file, quoting=csv.QUOTE_NONNUMERIC),
    "entries": csv.DictReader,
    "named entries": lambda file: csv.DictReader(file, ["a", "b"], "rest", 3),
}


def site() -> Site:
    return task("here:1")(lambda items: list(items)).surge


@pytest.fixture(autouse=True)
def settings():
    """Blocks and files that are small; workers that are forked."""
    before = _settings.current.force, _settings.current.engine, _files.BLOCK, _state.line_numbers
    _settings.current.force, _settings.current.engine, _files.BLOCK = True, "fork", 1000
    yield
    _settings.current.force, _settings.current.engine, _files.BLOCK, _state.line_numbers = before


def drawn(iterator, limit):
    """Items, and the exception that ends them."""
    taken = []
    try:
        taken.extend(islice(iterator, limit))
    except Exception as error:
        return taken, repr(error)
    return taken, ""


def after(file):
    """What the program can see of its file."""
    try:
        place = file.tell()
    except (OSError, ValueError) as error:
        place = str(error)
    try:
        return place, file.buffer.tell(), file.read(), file.newlines
    except ValueError as error:
        return place, str(error)


def run_window(feed, per_item, limit, sizes, take):
    """One region: chunks are computed as in workers, and taken as loops take them. Items and whether it went to the end."""
    items, start, stop = feed.window(limit)
    if items is not feed.parts:
        return None
    job = FileJob(lambda item: repr(item), (), items, per_item, False)
    if not per_item:
        job.task = lambda items: [repr(item) for item in items]
    (number,) = job.keep()
    taken = []
    try:
        while start < stop:
            size = min(sizes[start % len(sizes)], stop - start)
            result = unpack(pack_result(job.run(start, start + size), per_item, False))
            start += size
            count, (logs, failures), alike = feed.checked(size, result, per_item)
            if not alike:
                assert set(failures.values()) <= {UNLIKE}
                taken += feed.advance(count)
                break
            assert not failures and count == size
            if take == "drop":
                taken += logs
                feed.drop(count)
            else:
                got = list(feed.advance(count))
                assert [repr(item) for item in got] == logs
                taken += got
    finally:
        os.close(number)
    return taken


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content", CONTENTS)
def test_items_errors_and_what_is_left_are_those_of_the_script(tmp_path, kind, content):
    path = tmp_path / "file"
    path.write_bytes(CONTENTS[content])
    by_workers = 0
    third = (list(KINDS).index(kind) + list(CONTENTS).index(content)) % 3
    for turn, options in list(enumerate(OPTIONS))[third::3]:
        _state.line_numbers = turn % 2 == 0
        how = "drop" if turn // 3 else "advance"
        windows, sizes, skipped = (40, 3000)[turn % 2], ((1, 2, 3), (50, 7))[turn % 2], turn % 3
        with path.open(**options) as file, path.open(**options) as other:
            expected_iterator, iterator = KINDS[kind](file), KINDS[kind](other)
            assert drawn(expected_iterator, skipped) == drawn(iterator, skipped)
            feed = feed_of(iterator, site())
            assert type(feed) is FileFeed or other.buffer.tell() == len(CONTENTS[content])
            expected, problem = drawn(expected_iterator, 10**6)
            got = []
            while type(feed) is FileFeed:
                found = run_window(feed, turn % 2 == 0, windows, sizes, how)
                if found is None:
                    break
                by_workers += len(found)
                got += found
            rest, ended_by = drawn(feed.rest(), 10**6)
            got += rest
            assert len(got) == len(expected)
            assert all(mine in (item, repr(item)) for mine, item in zip(got, expected))
            assert ended_by == problem
            if _state.line_numbers and hasattr(iterator, "line_num"):
                assert iterator.line_num == expected_iterator.line_num
            assert drawn(iterator, 10**6) == drawn(expected_iterator, 10**6)
            assert after(other) == after(file)
    if content == "plain" and kind not in ("numbers", "rows of another kind"):
        assert by_workers > ROWS


@pytest.mark.parametrize("kind", ["lines", "rows", "entries"])
def test_a_loop_that_is_left_leaves_the_file_behind_its_chunk(tmp_path, kind):
    path = tmp_path / "file"
    path.write_bytes(CONTENTS["plain"])
    with path.open(newline="") as file:
        iterator = KINDS[kind](file)
        feed = feed_of(iterator, site())
        items, start, stop = feed.window(100)
        held = list(feed.advance(len(items.held)))
        assert next(iter(iterator)) != held[-1]
        assert held + [None] + list(iterator) != list(KINDS[kind](path.open(newline="")))
        assert len(held) + 1 + len(list(iterator)) < stop + ROWS


def test_a_file_that_changes_meanwhile_is_noticed(tmp_path):
    path = tmp_path / "file"
    content = "".join(f"{number},name,{number}.5\n" for number in range(3000)).encode()
    for kind in ("lines", "rows", "entries", "numbered"):
        path.write_bytes(content)
        with path.open(newline="") as file:
            feed = feed_of(KINDS[kind](file), site())
            items, start, stop = feed.window(2500)
            job = FileJob(lambda item: repr(item), (), items, True, False)
            (number,) = job.keep()
            count = len(items.held) + 300
            result = job.run(0, count)
            changed = content.replace(b"2350,", b"235O,")
            with path.open("r+b") as writer:
                writer.write(changed)
            count, (_, failures), alike = feed.checked(count, result, True)
            assert alike and not failures
            feed.drop(count)
            late = job.run(count, stop)
            with path.open("r+b") as writer:
                writer.write(content.replace(b"2390,", b"239O,"))
            left, (_, failures), alike = feed.checked(stop - count, late, True)
            assert not alike and set(failures.values()) == {UNLIKE}
            assert any("239O" in str(item) for item in feed.advance(left))
            os.close(number)


def test_a_read_that_fails_comes_after_the_items_before_it(tmp_path):
    def broken(lines):
        yield from islice(lines, 30)
        raise OSError("bad sector")

    _state.line_numbers = False
    path = tmp_path / "file"
    path.write_bytes("".join(f"{number},name\n" for number in range(20000)).encode())
    for kind in ("rows", "entries"):
        with path.open(newline="") as file:
            feed = feed_of(KINDS[kind](file), site())
            items, start, stop = feed.window(2500)
            job = FileJob(lambda item: repr(item), (), items, True, False)
            (number,) = job.keep()
            result = job.run(len(items.held), stop)
            feed.drop(len(items.held))
            feed.file = broken(file)
            left, (_, failures), alike = feed.checked(stop - len(items.held), result, True)
            assert left == 30 and not alike and set(failures.values()) == {UNLIKE}
            assert len(list(feed.advance(left))) == 30
            with pytest.raises(OSError, match="bad sector"):
                next(feed.rest())
            os.close(number)


def test_which_iterables_workers_do_not_read_themselves(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(CONTENTS["plain"])

    class Reader(csv.DictReader):
        pass

    def is_read(iterable, at=None):
        return type(feed_of(iterable, at or site())) is FileFeed

    with path.open() as file:
        assert is_read(file) and is_read(csv.reader(file)) and is_read(enumerate(csv.DictReader(file)))
        assert not is_read(csv.reader(line for line in file))
        assert not is_read(Reader(file))
        assert not is_read(enumerate(map(str, file)))
        assert not is_read(csv.reader([*"abc"]))
        referring = site()
        referring.refers = True
        assert not is_read(file, referring)
        _settings.current.engine = "spawn"
        assert not is_read(file)
        _settings.current.engine = "fork"
        _settings.current.force = False
        assert not is_read(file)  # it is small
    _settings.current.force = True
    with path.open("r+") as file:
        assert not is_read(file)
    with path.open("rb") as file:
        assert not is_read(file)
    with path.open(encoding="utf-16") as file:
        assert not is_read(file)
