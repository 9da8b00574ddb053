"""Loops that are added up in parts."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from conftest import counters

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from surge_rt import _fold  # noqa: E402

ORIGINAL = """\
import sys
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total
def run(items, counts, seen, found, total):
    for item in items:
        key = (item * 7 + work(size)) % 11
        counts[key] = counts.get(key, 0) + 1
        seen.add(item % 5)
        found.append(key)
        total += item
    return counts, seen, found, total
count, size = map(int, sys.argv[1:])
"""
LOOP = """\
    for item in items:
        key = (item * 7 + work(size)) % 11
        counts[key] = counts.get(key, 0) + 1
        seen.add(item % 5)
        found.append(key)
        total += item
"""
FOLD = (
    "    for surge_items, surge_total in surge_rt.fold(tasks.run_counts, items, (), surge_rt.counts(counts), "
    "surge_rt.members(seen), surge_rt.elements(found), sums=(total,)):\n"
    + "".join("    " + line.replace("in items", "in surge_items") + "\n" for line in LOOP.splitlines())
    + "        total += surge_total\n"
)
TASKS = """
@task("script.py:8", heavy=True, kind="fold")
def run_counts(surge_items):
    counts = {}
    seen = {}
    found = []
    total = 0
    for item in surge_items:
        key = (item * 7 + work(size)) % 11
        counts[key] = counts.get(key, 0) + 1
        seen.setdefault(item % 5)
        found.append(key)
        total += item
    return (counts, seen, found, total)
"""
CALLS = {
    "plain": "run(range(count), {}, set(), [], 0)",
    "started": "run(list(range(count)), {3: 5, 99: -1}, {77, 3}, ['x'], 2**70)",
    "iterator": "run((i for i in range(count)), {}, set(), [], 0)",
    "empty": "run([], {}, set(), [], 0)",
    "float in the dict": "run(range(count), {0: 0.5, 1: True}, set(), [], 0)",
    "float counter": "run(range(count), {}, set(), [], 0.1)",
    "counter": "run(range(count), Counter(), set(), [], 0)",
    "negative": "run(range(-count, 0), defaultdict(int), set(), [], -1)",
}
MODES = [{}, {"SURGE_FORCE": "1"}, {"SURGE_FORCE": "1", "SURGE_START": "spawn"}, {"SURGE_WORKERS": "1"}]


@pytest.mark.parametrize("settings", MODES)
@pytest.mark.parametrize("call", CALLS)
def test_same_result(package, settings, call):
    tail = f"print(*({CALLS[call]}), sep='\\n')\n"
    original = ORIGINAL.replace("import sys", "import sys\nfrom collections import Counter, defaultdict", 1) + tail
    built = package(original, "@@\n" + original.replace(LOOP, FOLD), TASKS)
    for sizes in (("7", "10"), ("900", "300")):
        built.check(*sizes, **settings)


def test_parallel_by_itself(package):
    original = ORIGINAL + "print(run(range(count), {}, set(), [], 0)[3])\n"
    got = package(original, "@@\n" + original.replace(LOOP, FOLD), TASKS).check(
        "600", "4000", SURGE_WORKERS="2", SURGE_STATS="1"
    )
    assert int(counters(got)["run_counts"]["parallel items"]) > 20


@pytest.mark.parametrize("settings", MODES)
def test_failure_in_the_middle(package, settings):
    """The items of a chunk that raises run in place: everything before the exception has been added, nothing after it."""
    tail = "xs = list(range(count))\nxs[41] = 'no number'\ncounts, found = {}, []\ntry:\n    run(xs, counts, set(), found, 0)\nexcept TypeError as error:\n    print(type(error), counts, found)\n"
    original = ORIGINAL + tail
    package(original, "@@\n" + original.replace(LOOP, FOLD), TASKS).check("90", "20", **settings)


def test_one_container_under_two_names_is_no_fold(package):
    tail = "both = []\nprint(run(range(count), {}, set(), both, 0))\n"
    original = (ORIGINAL + tail).replace("found.append(key)", "found.append(key)\n        again.append(key)")
    original = original.replace(
        "counts, seen, found, total):", "counts, seen, found, total, again=None):\n    again = found"
    )
    loop = LOOP.replace("found.append(key)", "found.append(key)\n        again.append(key)")
    fold = FOLD.replace("found.append(key)", "found.append(key)\n            again.append(key)").replace(
        "surge_rt.elements(found)", "surge_rt.elements(found), surge_rt.elements(again)"
    )
    tasks = TASKS.replace("found = []", "found = []\n    again = []").replace(
        "found.append(key)", "found.append(key)\n        again.append(key)"
    )
    tasks = tasks.replace("found, total)", "found, again, total)")
    built = package(original, "@@\n" + original.replace(loop, fold), tasks)
    got = built.check("60", "20", SURGE_FORCE="1", SURGE_STATS="1")
    assert "two of the containers are one" in got.err


class Own(dict):
    pass


@pytest.mark.parametrize("target", [Own(), defaultdict(float), defaultdict(lambda: 0), (), {1}, None])
def test_counts_in_nothing_else(target):
    assert _fold.counts(target).problem()


@pytest.mark.parametrize(
    ("target", "part", "fits"),
    [
        ({}, {1: 2}, True),
        ({}, defaultdict(int, {1: 2}), False),  # the original raises KeyError
        (Counter(), defaultdict(int, {1: 2}), True),
        ({1: True}, {1: 2}, False),
        ({1: 1.0}, {1: 2}, False),
        ({2: 1.0}, {1: 2}, True),
        ({}, {1: 2.0}, False),
        ({}, {float("nan"): 1}, False),
        ([0, 0], {1: 5, -2: 3}, True),
        ([0, 0], {2: 5}, False),
        ([0, 0], {-3: 5}, False),
        ([0, None], {1: 5}, False),
    ],
)
def test_what_fits(target, part, fits):
    assert _fold.counts(target).fits(part) is fits


def test_groups_start_empty():
    assert not _fold.groups({}).problem()
    assert _fold.groups({1: []}).problem()
    assert not _fold.groups(defaultdict(list)).fits(defaultdict(list, {float("nan"): [1]}))
    assert not _fold.groups(defaultdict(set)).fits(defaultdict(list, {1: [1]}))


def test_members_come_in_the_order_of_the_items():
    order = [64 * n % 1021 for n in range(200)]
    expected, got = {3, 1000}, {3, 1000}
    for member in order:
        expected.add(member)
    _fold.members(got).add(dict.fromkeys(order))
    assert list(got) == list(expected)


def test_an_attribute_that_is_not_there_is_the_loops_business():
    assert _fold.counts(object(), "absent").problem()


HUGE = 2**1000


@pytest.mark.parametrize(
    ("target", "options", "part", "fits", "after"),
    [
        ({}, {"zero": 0.0}, {"a": [-0.0]}, True, {"a": 0.0}),
        ({}, {"zero": 0}, {"a": [0.1, 0.2, 0.3]}, True, {"a": 0 + 0.1 + 0.2 + 0.3}),
        ({}, {"first": True}, {"a": [-0.0]}, True, {"a": -0.0}),
        ({"a": 1}, {"first": True}, {"a": [0.5, 0.25], "b": [1e16, 1.0]}, True, {"a": 1.75, "b": 1e16 + 1.0}),
        ({}, {}, {"a": [0.5]}, False, None),  # the original raises KeyError
        ({"a": 2.0}, {}, {"a": [0.5]}, True, {"a": 2.5}),
        ({"a": True}, {}, {"a": [0.5]}, False, None),
        ({"a": HUGE}, {"zero": 0.0}, {"a": [0.5]}, False, None),  # OverflowError
        ({"a": None}, {"zero": 0.0}, {"a": [0.5]}, False, None),
        ({}, {"zero": 0.0}, {"a": [1]}, False, None),
        ({}, {"zero": 0.0}, {float("nan"): [1.0]}, False, None),
        (defaultdict(float), {}, {"a": [0.5]}, True, {"a": 0.5}),
        (defaultdict(int), {}, {}, True, {}),
        (defaultdict(float), {"first": True}, {"a": [-0.0]}, True, {"a": -0.0}),
        ([1.0, 2], {}, {1: [0.5], 0: [0.25]}, True, [1.25, 2.5]),
        ([1.0, 2.0], {}, {-1: [0.5]}, False, None),
        ([1.0, 2.0], {}, {2: [0.5]}, False, None),
        ([1.0, None], {}, {1: [0.5]}, False, None),
    ],
)
def test_floats_are_added_one_by_one(target, options, part, fits, after):
    totals = _fold.totals(target, **options)
    assert not totals.problem()
    assert totals.fits(part) is fits
    if fits:
        totals.add(part)
        assert repr(type(after)(target)) == repr(after)  # -0.0 is equal to 0.0


@pytest.mark.parametrize("target", [Own(), defaultdict(lambda: 0.0), Counter(), (), None])
def test_floats_in_nothing_else(target):
    assert _fold.totals(target).problem()


TOTALS_ORIGINAL = """\
import sys
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total
def run(items, total, least, most):
    for item in items:
        value = (item * 7 + work(size)) % 11 / 3 + special.get(item, 0)
        total += value
        if least is None or value < least:
            least = value
        most = max(most, item)
    return total, least, most
count, size = map(int, sys.argv[1:])
"""
TOTALS_LOOP = TOTALS_ORIGINAL[
    TOTALS_ORIGINAL.index("    for item in items") : TOTALS_ORIGINAL.index("    return total, least")
]
TOTALS_FOLD = (
    "    for surge_items, surge_total, surge_least, surge_most in surge_rt.fold(tasks.run_total, items, (least, most), "
    "totals=(total,), extremes=2):\n"
    + "".join("    " + line.replace("in items", "in surge_items") + "\n" for line in TOTALS_LOOP.splitlines())
    + "        for surge_term in surge_total:\n            total += surge_term\n"
    "        for value in surge_least:\n            if least is None or value < least:\n                least = value\n"
    "        for surge_extreme in surge_most:\n            most = max(most, surge_extreme)\n"
)
TOTALS_TASKS = """
@task("script.py:7", heavy=True, kind="fold")
def run_total(surge_items, least, most):
    total = []
    surge_least = []
    for item in surge_items:
        value = (item * 7 + work(size)) % 11 / 3 + special.get(item, 0)
        total.append(value)
        if least is None or value < least:
            least, surge_least = value, [value]
        most = max(most, item)
    return (total, surge_least, [most])
"""
TOTALS_CALLS = {
    "plain": ("{}", "run(range(count), 0.0, None, -1)"),
    "from an integer": ("{}", "run(range(count), 3, 0.4, 10**9)"),
    "not a number": ("{30: float('nan')}", "run(range(count), 0.0, None, -1)"),
    "not a number at first": ("{30: float('nan')}", "run(range(30, count + 30), 0.0, None, -1)"),
    "from not a number": ("{}", "run(range(count), 0.0, float('nan'), float('nan'))"),
    "a total of something else": ("{}", "run(range(count), Fraction(1, 3), None, -1)"),
    "a term of something else": ("{45: Fraction(1, 3)}", "run(range(count), 0.0, None, -1)"),
    "an error": ("{45: 'x'}", "run(range(count), 0.0, None, -1)"),
}


@pytest.mark.parametrize("settings", MODES)
@pytest.mark.parametrize("call", TOTALS_CALLS)
def test_totals_and_extremes(package, settings, call):
    special, expression = TOTALS_CALLS[call]
    tail = f"special = {special}\ntry:\n    print(*{expression}, sep='\\n')\nexcept TypeError as error:\n    print(error)\n"
    original = TOTALS_ORIGINAL.replace("import sys", "import sys\nfrom fractions import Fraction", 1) + tail
    built = package(original, "@@\n" + original.replace(TOTALS_LOOP, TOTALS_FOLD), TOTALS_TASKS)
    for sizes in (("7", "10"), ("400", "100")):
        built.check(*sizes, **settings)
