"""Loops that are left early, and what surrounds them: else, return, exceptions, streams."""

from __future__ import annotations

import pytest

HEAD = """\
import sys, os
def work(i):
    return sum(range(3000)) + i
def left():
    print(open(f'/proc/self/task/{os.getpid()}/children').read(), len(os.listdir('/proc/self/fd')))
"""
# Workers that stay are children that a program can find in /proc: see assumption 17.
MODES = [{"SURGE_KEEP": "0"}, {"SURGE_FORCE": "1"}, {"SURGE_FORCE": "1", "SURGE_WORKERS": "3"}, {"SURGE_WORKERS": "1"}]
TASKS = """
@task("script.py:8", heavy=HEAVY)
def search_hit(i):
    return work(i)
"""
ORIGINAL = (
    HEAD
    + """\
def search(limit, items):
    for i in items:
        v = work(i)
        if v >= limit:
            print("hit", i)
            break
    else:
        print("none")
    left()
"""
)
DRIVER = (
    "@@\n"
    + HEAD
    + """\
def search(limit, items):
    surge_hit = surge_rt.loop(tasks.search_hit, items, ())
    while surge_hit.more():
        for i, v in surge_hit.parallel():
            if v >= limit:
                print("hit", i)
                break
        else:
            for i in surge_hit.sequential():
                v = work(i)
                if v >= limit:
                    print("hit", i)
                    break
            else:
                continue
        break
    else:
        print("none")
    left()
"""
)
ITEMS = [
    "range(60)",
    "list(range(60))",
    "(j for j in range(60))",
    "range(0)",
    "iter([])",
    "dict.fromkeys(range(60))",
    "range(1500)",
    "(j for j in range(1500))",
]


@pytest.mark.parametrize("settings", MODES)
@pytest.mark.parametrize("items", ITEMS)
@pytest.mark.parametrize("heavy", ["True", "False"])
def test_break_and_else(package, settings, items, heavy):
    tail = "".join(f"search(work({limit}), {items})\n" for limit in (0, 1, 20, 59, 800, 10**9))
    package(ORIGINAL + tail, DRIVER + tail, TASKS.replace("HEAVY", heavy)).check(**settings)


@pytest.mark.parametrize("settings", MODES)
def test_return_and_exception_in_the_commit(package, settings):
    plain = (
        HEAD
        + """\
def find(limit, items):
    for i in items:
        v = work(i)
        if v == work(limit): return i
        if i > 50: raise ValueError(i)
def main():
    for limit in (3, 33, 99):
        try:
            print(find(limit, range(100)))
        except ValueError as e:
            print("caught", e)
        left()
main()
"""
    )
    driver = plain.replace(
        """\
    for i in items:
        v = work(i)
        if v == work(limit): return i
        if i > 50: raise ValueError(i)
""",
        """\
    s = surge_rt.loop(tasks.search_hit, items, ())
    while s.more():
        for i, v in s.parallel():
            if v == work(limit): return i
            if i > 50: raise ValueError(i)
        for i in s.sequential():
            v = work(i)
            if v == work(limit): return i
            if i > 50: raise ValueError(i)
""",
    )
    package(plain, "@@\n" + driver, TASKS.replace("HEAVY", "True")).check(**settings)


@pytest.mark.parametrize("settings", MODES)
@pytest.mark.parametrize("count", [5, 30, 3000])
def test_exception_of_the_iterator_comes_in_its_place(package, settings, count):
    plain = (
        HEAD
        + f"""\
def items():
    for j in range({count}):
        yield j
    raise KeyError("end")
got = []
try:
    for i in items():
        v = work(i)
        got.append(v)
except KeyError as e:
    print("caught", e)
print(len(got), sum(got))
left()
"""
    )
    driver = plain.replace(
        """\
    for i in items():
        v = work(i)
        got.append(v)
""",
        """\
    s = surge_rt.loop(tasks.search_hit, items(), ())
    while s.more():
        for i, v in s.parallel():
            got.append(v)
        for i in s.sequential():
            v = work(i)
            got.append(v)
""",
    )
    package(plain, "@@\n" + driver, TASKS.replace("HEAVY", "True")).check(**settings)


def test_not_iterable(package):
    plain = HEAD + "def main():\n    for i in 5:\n        v = work(i)\nmain()\n"
    driver = HEAD + "def main():\n    s = surge_rt.loop(tasks.search_hit, 5, ())\nmain()\n"
    lines = "((1,1,1,1),(2,1,5,1),(7,6,1,1),(8,7,1,1),(9,9,1,1))"
    got = package(plain, "@@\n" + driver, TASKS.replace("HEAVY", "True"), lines).run()
    assert got.code == 1 and got.err.endswith("TypeError: 'int' object is not iterable\n")


@pytest.mark.parametrize("settings", MODES)
def test_infinite_iterators_are_not_run_away_with(package, settings):
    tail = "import itertools\nsearch(work(500), itertools.count())\nsearch(work(5), itertools.cycle(range(9)))\n"
    package(ORIGINAL + tail, DRIVER + tail, TASKS.replace("HEAVY", "True")).check(**settings)
