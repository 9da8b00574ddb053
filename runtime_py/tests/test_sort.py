"""Sorting what does not fit."""

from __future__ import annotations

import os
import random
import sys
import tracemalloc
from operator import itemgetter
from pathlib import Path
from pickle import PicklingError

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from surge_rt import _sort, external_sort  # noqa: E402

SMALL = 200_000  # bytes: a few thousand items, so that ten thousands of them take several files


class Row:
    """Compares as little as `sorted` asks for."""

    def __init__(self, number, place):
        self.number = number
        self.place = place

    def __lt__(self, other):
        return self.number < other.number


def inputs():
    rng = random.Random(11)
    return {
        "random": [rng.random() for _ in range(30_000)],
        "few values": [rng.randrange(5) for _ in range(30_000)],
        "one value": [7] * 20_000,
        "sorted": list(range(30_000)),
        "backwards": list(range(30_000, 0, -1)),
        "texts": [str(rng.randrange(4000)) for _ in range(20_000)],
        "pairs": [(rng.randrange(30), rng.random(), place) for place in range(20_000)],
        "small": [3, 1, 2],
        "none": [],
        "one batch": [rng.random() for _ in range(1024)],
    }


def files_open():
    return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("name", inputs())
def test_as_sorted(name, reverse):
    items = inputs()[name]
    before = files_open()
    assert list(external_sort(iter(items), reverse=reverse, memory=SMALL)) == sorted(items, reverse=reverse)
    assert list(external_sort(items, reverse=reverse)) == sorted(items, reverse=reverse)
    assert files_open() == before


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("most", [2, 3, 64])
def test_equal_items_keep_their_order(monkeypatch, most, reverse):
    monkeypatch.setattr(_sort, "MOST_RUNS", most)
    rng = random.Random(5)
    for spread in (1, 3, 40, 5000):
        rows = [(rng.randrange(spread), place) for place in range(25_000)]
        got = list(external_sort(rows, key=itemgetter(0), reverse=reverse, memory=SMALL))
        assert got == sorted(rows, key=itemgetter(0), reverse=reverse)
        things = [Row(number, place) for number, place in rows[:9000]]
        got = [(thing.number, thing.place) for thing in external_sort(things, reverse=reverse, memory=SMALL)]
        assert got == sorted(rows[:9000], key=itemgetter(0), reverse=reverse)


def test_it_does_spill(monkeypatch):
    written = []
    write = _sort._write
    monkeypatch.setattr(_sort, "_write", lambda *arguments: written.append(1) or write(*arguments))
    list(external_sort(inputs()["random"], memory=SMALL))
    assert len(written) > 3
    written.clear()
    list(external_sort(inputs()["random"], memory="100MB"))
    assert not written


def test_memory_is_bounded():
    def numbers():
        rng = random.Random(2)
        for _ in range(300_000):
            yield rng.random()

    tracemalloc.start()
    try:
        last, count = -1.0, 0
        for number in external_sort(numbers(), memory="2MB"):
            assert number >= last
            last, count = number, count + 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 300_000
    assert peak < 4 << 20  # sorted() takes 9.6 MB


@pytest.mark.parametrize("where", ["iterable", "key", "comparison", "pickle"])
def test_exceptions_leave_no_files(where):
    before = files_open()
    unpicklable = lambda: None  # noqa: E731

    def items():
        for number in range(40_000):
            if number == 30_000 and where == "iterable":
                raise LookupError("items")
            if number == 30_000 and where == "comparison":
                yield "text"
            yield unpicklable if where == "pickle" else number

    def key(number):
        if where == "pickle":
            return 0
        if number == 30_000 and where == "key":
            raise LookupError("key")
        return number

    with pytest.raises((LookupError, TypeError, AttributeError, PicklingError)):
        list(external_sort(items(), key=key, memory=SMALL))
    assert files_open() == before


def test_leaving_early_closes_the_files():
    before = files_open()
    for number in external_sort(iter(range(40_000, 0, -1)), memory=SMALL):
        assert number == 1
        break
    assert files_open() == before


@pytest.mark.parametrize("memory", ["much", 0, -5, 1.5])
def test_a_limit_that_is_none_is_refused(memory):
    with pytest.raises(ValueError, match="expected a number of bytes"):
        external_sort([], memory=memory)


def test_not_iterable():
    with pytest.raises(TypeError):
        external_sort(5)
