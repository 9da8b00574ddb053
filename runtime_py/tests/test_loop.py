"""Loops: every state of the protocol, forced parallel and left to the decision."""

from __future__ import annotations

import pytest
from conftest import counters

ORIGINAL = """\
import sys
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total
def main(count, size):
    out = []
    total = 0
    for y in range(count):
        row = work(size + y)
        out.append(row)
        total += row
    print(len(out), total, out[-3:], y)
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
    total = 0
    rows = surge_rt.loop(tasks.main_rows, range(count), (size,))
    while rows.more():
        for y, row in rows.parallel():
            out.append(row)
            total += row
        for y in rows.sequential():
            row = work(size + y)
            out.append(row)
            total += row
    print(len(out), total, out[-3:], y)
main(int(sys.argv[1]), int(sys.argv[2]))
"""
TASKS = """
@task("script.py:10", heavy=True)
def main_rows(y, size):
    return work(size + y)
"""
LINES = "((1,1,1,1),(2,1,9,1),(11,10,3,0),(14,12,2,1),(16,10,4,1),(20,14,2,1))"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"SURGE_FORCE": "1"},
        {"SURGE_FORCE": "1", "SURGE_WORKERS": "4"},
        {"SURGE_WORKERS": "1"},
        {"SURGE_BACKEND": "sequential"},
        {"SURGE_FORCE": "1", "SURGE_WINDOW": "100"},
        {"SURGE_CHUNK": "7"},
    ],
)
@pytest.mark.parametrize("sizes", [("1", "10"), ("20", "10"), ("200", "2000"), ("8", "200000")])
def test_same_as_the_original(package, settings, sizes):
    package(ORIGINAL, DRIVER, TASKS, LINES).check(*sizes, **settings)


def test_forced_items_all_run_in_workers(package):
    got = package(ORIGINAL, DRIVER, TASKS, LINES).check("50", "10", SURGE_FORCE="1", SURGE_STATS="1")
    assert counters(got)["main_rows"]["parallel items"] == "50"


def test_what_is_entered_again_and_again_is_forced_ever_more_seldom(package):
    """A test is to end: after so many regions entries pass by, and twice as many after every second region."""
    call = "main(int(sys.argv[1]), int(sys.argv[2]))"
    often = f"[{call} for _ in range(60)]"
    built = package(ORIGINAL.replace(call, often), DRIVER.replace(call, often), TASKS, LINES)
    got = built.check("4", "10", SURGE_FORCE="1", SURGE_FORCE_REGIONS="3", SURGE_STATS="1")
    # Those at entries 1, 2, 3, 4, 12, 20, 35 and 50.
    assert counters(got)["main_rows"]["regions"] == "8"


@pytest.mark.parametrize(
    ("said", "asked", "size"), [("", "50", 50), ("CHUNK = 1000\n", "50", 50), ("CHUNK = 40\n", "", 40)]
)
def test_chunks_are_as_large_as_the_environment_says_or_else_the_package(package, said, asked, size):
    built = package(ORIGINAL, DRIVER, said + TASKS, LINES)
    found = counters(built.check("400", "4000", SURGE_WORKERS="2", SURGE_CHUNK=asked, SURGE_STATS="1"))["main_rows"]
    items, regions = int(found["parallel items"]), int(found["regions"])
    assert items
    assert items // size <= int(found["chunks"]) <= items // size + regions


def test_long_items_go_parallel_by_themselves(package):
    got = package(ORIGINAL, DRIVER, TASKS, LINES).check("400", "4000", SURGE_WORKERS="2", SURGE_STATS="1")
    assert int(counters(got)["main_rows"]["parallel items"]) > 20


def test_exception_of_the_task_is_raised_by_the_original_body(package):
    original = ORIGINAL.replace("    total = 0\n    for k", "    total = 100 // (n - 25)\n    for k")
    driver = DRIVER.replace("    total = 0\n    for k", "    total = 100 // (n - 25)\n    for k")
    built = package(original, driver, TASKS, LINES)
    for settings in ({}, {"SURGE_FORCE": "1"}):
        got = built.check("50", "10", **settings)
        assert got.code == 1 and "ZeroDivisionError" in got.err
