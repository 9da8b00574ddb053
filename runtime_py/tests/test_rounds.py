"""Loops whose rounds are foreseen: what is foreseen is only a guess, and nobody can tell that it was made."""

from __future__ import annotations

import collections
import io
import os
import random
import sys
from pathlib import Path

import pytest
from conftest import counters

sys.path.insert(0, str(Path(__file__).parent.parent))

from surge_rt import _lookahead, _rounds  # noqa: E402

ORIGINAL = """\
import sys
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total
def main(count, size):
    out = []
    i = 0
    while i < count:
        row = work(size + i)
        out.append(row)
        if len(out) == 150:
            break
        i += 1
    else:
        print("else")
    print(len(out), out[-3:], i)
main(int(sys.argv[1]), int(sys.argv[2]))
"""
DRIVER = """\
@@
import sys
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total
def main(count, size):
    out = []
    i = 0
    with surge_rt.rounds(tasks.main_row, (i, count), (size,)) as rows:
        while i < count:
            if rows.ready(i):
                row = rows.log
                out.append(row)
                if len(out) == 150:
                    break
                i += 1
            else:
                row = work(size + i)
                out.append(row)
                if len(out) == 150:
                    break
                i += 1
        else:
            print("else")
    print(len(out), out[-3:], i)
main(int(sys.argv[1]), int(sys.argv[2]))
"""
TASKS = """
def main_row_rounds(i, count):
    {generator}


@task("script.py:10", heavy=True, rounds=main_row_rounds{more})
def main_row(i, size):
    return {result}
"""
RIGHT = "yield from range(i, count)"
LINES = "((1,1,1,1),(2,1,9,1),(11,10,2,0),(13,11,1,0),(14,11,5,1),(19,11,6,1),(25,16,4,1))"


def tasks(generator: str, result: str = "work(size + i)", more: str = "") -> str:
    return TASKS.format(generator=generator, result=result, more=more)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"SURGE_FORCE": "1"},
        {"SURGE_FORCE": "1", "SURGE_WORKERS": "4"},
        {"SURGE_FORCE": "1", "SURGE_START": "spawn"},
        {"SURGE_WORKERS": "1"},
        {"SURGE_FORCE": "1", "SURGE_WINDOW": "100"},
    ],
)
@pytest.mark.parametrize("sizes", [("0", "10"), ("1", "10"), ("20", "10"), ("200", "2000")])
def test_same_as_the_original(package, settings, sizes):
    package(ORIGINAL, DRIVER, tasks(RIGHT), LINES).check(*sizes, **settings)


def test_right_guesses_are_used(package):
    got = package(ORIGINAL, DRIVER, tasks(RIGHT), LINES).check("60", "10", SURGE_FORCE="1", SURGE_STATS="1")
    assert int(counters(got)["main_row"]["parallel items"]) == 60


@pytest.mark.parametrize(
    "generator",
    [
        "yield from range(i + 1, count)",
        "yield from range(i, count, 2)",
        "yield from map(float, range(i, count))",
        "yield from (k for j in range(i, count) for k in [-1] * 70 + [j])",
        "yield from range(i, 7)",
        "yield from [0, 1, 2, True, 3, 4]",
        "yield 1 // 0",
        "yield i; yield i + 1; raise SystemError",
        "return; yield",
        "yield from iter(int, 1)",
    ],
)
def test_wrong_guesses_make_no_difference(package, generator):
    hand = package(ORIGINAL, DRIVER, tasks(generator), LINES)
    hand.check("40", "10", SURGE_FORCE="1")
    hand.check("200", "3000")


def test_rounds_that_do_not_happen_are_passed_over(package):
    generator = "yield from (k for j in range(i, count) for k in (-1, j))"
    got = package(ORIGINAL, DRIVER, tasks(generator), LINES).check("60", "10", SURGE_FORCE="1", SURGE_STATS="1")
    assert int(counters(got)["main_row"]["parallel items"]) > 100


def test_items_past_an_open_end_are_not_waited_for(package):
    """The task never ends for an item that the loop does not come to, in the same chunk as others."""
    generator = "yield from range(i, count + 100)"
    result = "work(size + i) if i < 40 else [0 for _ in iter(int, 1)]"
    hand = package(ORIGINAL, DRIVER, tasks(generator, result, ", open_end=True"), LINES)
    hand.check("40", "10", SURGE_FORCE="1")


def test_values_that_cannot_be_told_apart():
    same, nan = _rounds.same, float("nan")
    alike = [
        (1, 1),
        ("a" * 9, "aaa" * 3),
        (2.5, 2.5),
        (nan, nan),
        ((1, "x"), (1, "x")),
        ([1, [b"y"]], [1, [b"y"]]),
        (None, None),
    ]
    assert all(same(one, other) for one, other in alike)
    different = [
        (1, True),
        (1, 1.0),
        (0.0, -0.0),
        (nan, float("nan")),
        ("a", b"a"),
        ((1,), (1, 2)),
        ([0.0], [-0.0]),
        ({}, {}),
        ({1}, {1}),
    ]
    assert not any(same(one, other) for one, other in different)
    assert not same(object(), object())


class Own(list):  # type: ignore[type-arg]
    """A list of another class may do anything."""


@pytest.mark.parametrize(
    "thing",
    [Own(), {1}, iter([1]), bytearray(b"x"), open(os.devnull, "rb"), sys.stdin],
    ids=lambda thing: type(thing).__name__,
)
def test_what_cannot_be_looked_ahead_in(thing):
    with pytest.raises(_lookahead.CannotLook):
        _lookahead.copy_of(thing)


def test_copies_of_containers_and_files(tmp_path):
    for thing in ([1, []], collections.deque([1, []], maxlen=3), {1: []}):
        copy = _lookahead.copy_of(thing)
        assert copy == thing
        copy.clear()
        assert thing
    text = io.StringIO("one\ntwo\nthree\n")
    text.readline()
    assert _lookahead.copy_of(text).read() == "two\nthree\n"
    assert text.readline() == "two\n"
    path = tmp_path / "lines"
    path.write_text("é\ntwo\nthree\n" * 5000, encoding="utf-8")
    for arguments in ({"mode": "rb"}, {"encoding": "utf-8"}):
        with path.open(**arguments) as file:
            for _ in range(100):
                file.readline()
            place = file.tell()
            copy = _lookahead.copy_of(file)
            ahead = copy.read()
            copy.close()
            assert file.tell() == place
            assert file.read() == ahead
            with pytest.raises(ValueError, match="closed"):
                copy.read()
    with path.open("r+b") as file, pytest.raises(_lookahead.CannotLook):
        _lookahead.copy_of(file)
    with path.open() as file:
        file.close()
        with pytest.raises(_lookahead.CannotLook):
            _lookahead.copy_of(file)


def test_copies_of_random_generators(monkeypatch):
    generator = random.Random(3)
    generator.gauss(0, 1)
    held = []
    _lookahead.copies_of((generator, random, random.gauss, generator, random.random), held)
    copy, module, gauss, again, draw = held
    assert again is copy
    ahead = [copy.gauss(0, 1), copy.random(), copy.choice("abc")]
    assert [generator.gauss(0, 1), generator.random(), generator.choice("abc")] == ahead
    shared = [module.random(), gauss(0, 1), draw(), module.randint(1, 6)]
    assert [random.random(), random.gauss(0, 1), random.random(), random.randint(1, 6)] == shared  # noqa: S311


def test_generators_that_are_not_what_they_seem(monkeypatch):
    class Loaded(random.Random):
        pass

    marked = random.Random(1)
    marked.random = lambda: 0.5  # type: ignore[method-assign]
    for thing in (Loaded(1), random.SystemRandom(), marked, Loaded(2).random):
        with pytest.raises(_lookahead.CannotLook):
            _lookahead.copy_of(thing)
    monkeypatch.setattr(random, "random", lambda: 0.5)
    with pytest.raises(_lookahead.CannotLook):
        _lookahead.copy_of(random)


def test_what_is_pulled_ahead_is_bounded():
    pulled = []

    def chunks():
        while True:
            pulled.append(len(pulled))
            yield bytes(1 << 20)

    foreseen = _rounds.Foreseen(chunks())
    foreseen.limit = 4 << 20
    assert 2 <= foreseen.known(1000) <= 5
    assert len(pulled) <= 5
    assert not foreseen.ended
    foreseen.close()


def test_numbers_that_explode_end_the_guesses():
    def squares():
        x = 2
        while True:
            yield x
            x = x * x

    assert len(list(_rounds._guarded(squares()))) < 20
