"""Segments beside the driver."""

from __future__ import annotations

import pytest
from conftest import counters

HEAD = """\
import sys, os
def find(n, what):
    best = 0
    for k in range(n):
        best = max(best, k * 7919 % 10007) if what else min(best, k * 7919 % 10007 - 10007)
    return best
def main(n):
    img = [n]
"""
TAIL = """\
    return low, high
for n in map(int, sys.argv[1:]):
    print(main(n))
print(open(f'/proc/self/task/{os.getpid()}/children').read(), len(os.listdir('/proc/self/fd')))
"""
ORIGINAL = HEAD + "    low = find(img[0], 0)\n    high = find(img[0], 1)\n" + TAIL
DRIVER = (
    "@@\n"
    + HEAD
    + """\
    surge_low = surge_rt.spawn(tasks.main_low, (img,))
    high = find(img[0], 1)
    if surge_low.done():
        low = surge_low.value
    else:
        low = find(img[0], 0)
"""
    + TAIL
)
TASKS = """
@task("script.py:9", heavy=True, kind="segment")
def main_low(img):
    return find(img[0], 0)
"""


@pytest.mark.parametrize("settings", [{}, {"SURGE_FORCE": "1"}, {"SURGE_WORKERS": "1"}, {"SURGE_WORKERS": "4"}])
@pytest.mark.parametrize("sizes", [("10",), ("100000",), ("10",) * 20, ("20000",) * 6])
def test_same(package, settings, sizes):
    package(ORIGINAL, DRIVER, TASKS).check(*sizes, **settings)


def test_long_segment_runs_beside(package):
    got = package(ORIGINAL, DRIVER, TASKS).check("300000", SURGE_WORKERS="2", SURGE_STATS="1")
    assert counters(got)["main_low"]["parallel items"] == "1"


def test_short_segments_stop_being_spawned(package):
    got = package(ORIGINAL, DRIVER, TASKS).check(*["10"] * 50, SURGE_WORKERS="2", SURGE_STATS="1")
    assert int(counters(got)["main_low"]["parallel items"]) <= 2


@pytest.mark.parametrize("settings", [{"SURGE_FORCE": "1"}, {}])
def test_task_that_fails_runs_in_place(package, settings):
    original = ORIGINAL.replace("def find(n, what):\n", "def find(n, what):\n    if not what: print('hello')\n")
    driver = DRIVER.replace("def find(n, what):\n", "def find(n, what):\n    if not what: print('hello')\n")
    driver = driver.replace("    high = find(img[0], 1)\n    if", "    if").replace(
        "        low = find(img[0], 0)\n    return",
        "        low = find(img[0], 0)\n    high = find(img[0], 1)\n    return",
    )
    package(original, driver, TASKS).check("1000", "2000", **settings)


def test_dropped_handle_leaves_no_process(package):
    original = (
        HEAD
        + "    low = find(50000000 if surge else 1, 0)\n    raise ValueError(n)\n"
        + """\
surge = 0
try:
    main(5)
except ValueError as e:
    print(e)
print(open(f'/proc/self/task/{os.getpid()}/children').read(), len(os.listdir('/proc/self/fd')))
"""
    )
    driver = original.replace(
        "    low = find(50000000 if surge else 1, 0)\n", "    surge_low = surge_rt.spawn(tasks.main_low, (img,))\n"
    )
    tasks = '@task("script.py:9", heavy=True)\ndef main_low(img):\n    return find(500000000, 0)\n'
    package(original, "@@\n" + driver, tasks).check(SURGE_FORCE="1")


def test_a_handle_that_outlives_the_program_is_silent(package):
    original = HEAD + "low = find(10 if surge else 1, 0)\nraise ValueError\n"
    original = original.replace("import sys, os\n", "import sys, os\nsurge = 0\n")
    driver = original.replace("low = find(10 if surge else 1, 0)\n", "low = surge_rt.spawn(tasks.low, (5,))\n")
    tasks = '@task("script.py:10", heavy=True, kind="segment")\ndef low(n):\n    return find(n, 0)\n'
    got = package(original, "@@\n" + driver, tasks).check(SURGE_FORCE="1", SURGE_STATS="1")
    assert "Exception ignored" not in got.err


def test_a_segment_that_has_ended_holds_no_processor(package):
    """Its value is fetched much later; until then other regions may have all workers."""
    waiting = "    from surge_rt import _decide\n    while _decide.workers() < 2: pass\n"
    driver = DRIVER.replace("    high = find(img[0], 1)\n    if", waiting + "    high = find(img[0], 1)\n    if")
    got = package(ORIGINAL, driver, TASKS).check("300000", SURGE_WORKERS="2", SURGE_STATS="1")
    assert counters(got)["main_low"]["parallel items"] == "1"
