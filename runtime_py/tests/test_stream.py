"""Streams: the exception that the original ends with, its frames, and what runs where nothing runs in parallel."""

from __future__ import annotations

import re

import pytest

SCRIPT = """\
import sys

def first(x):
    return 10 // (x - BAD[0])

def second(x):
    return 10 // (x - BAD[1])

def work(xs):
    a = [first(x) for x in xs]
    b = [
        second(x)
        for x in a if x < 99
    ]
    total = 0
    for v in b:
        total += 10 // (v - BAD[2])
        if v == BAD[3]:
            sys.exit("left")
    return total

BAD = [int(text) for text in sys.argv[1].split(",")]
print("begin")
print(work(range(1, 12)))
"""

DRIVER = "@@\n" + SCRIPT.replace("[first(x) for x in xs]", "surge_rt.stream(first(x) for x in xs)").replace(
    "[\n        second", "surge_rt.stream(\n        second"
).replace("< 99\n    ]", "< 99\n    )")

LINES = "((2,1,40,1),)"


def frames(text):
    """A traceback without what newer interpreters underline."""
    return [line for line in text.splitlines() if not re.fullmatch(r"\s*[~^]*\s*", line)]


@pytest.mark.parametrize(
    "bad",
    ["50,50,50,50", "11,50,10,50", "50,1,-1,50", "11,1,0,50", "50,50,50,1", "11,50,50,0", "50,0,50,1", "3,50,50,50"],
)
@pytest.mark.parametrize("workers", ["1", "2"])
def test_exceptions_are_those_of_the_lists(package, bad, workers):
    built = package(SCRIPT, DRIVER, "STREAMS = True\n", lines=LINES)
    (built.out / "streamed.py").write_text(DRIVER.replace("@@\n", "", 1))
    expected = built.run(bad, original=True)
    for _ in range(2):  # once cold, once from the cache
        got = built.run(bad, SURGE_WORKERS=workers)
        assert (got.code, got.out, frames(got.err)) == (expected.code, expected.out, frames(expected.err))


def test_sequential_is_the_original_text(package):
    built = package("print([n for n in range(3)])\n", "@@\nprint('driver')\n", "STREAMS = True\n")
    (built.out / "streamed.py").write_text("print(list(surge_rt.stream(n for n in range(4))))\n")
    assert built.run(SURGE_WORKERS="2").out == "driver\n"
    assert built.run(SURGE_WORKERS="1").out == "[0, 1, 2, 3]\n"
    assert built.run(SURGE_BACKEND="sequential").out == "[0, 1, 2]\n"


def test_streams_that_have_ended_are_forgotten(package):
    driver = "@@\nfrom surge_rt import _state\nfor n in range(1000):\n    sum(surge_rt.stream(k for k in range(3)))\nprint(len(_state.streams) < 100)\n"
    built = package("print(True)\n", driver, "STREAMS = True\n")
    assert built.run(SURGE_WORKERS="2").out == "True\n"


HELD = """\
import weakref
class Block: pass
def make(xs):
    a = @[x for x in xs]#
    return sum(a)
def work():
    block = Block()
    seen = weakref.ref(block)
    with open(__file__) as file:
        print(make(range(3)))
        block = None
        print(seen(), file.read(6))
work()
"""


def test_what_a_function_lets_go_of_after_a_stream_is_gone(package):
    driver = "@@\n" + HELD.replace("@[", "surge_rt.stream(").replace("]#", ")")
    script = HELD.replace("@[", "[").replace("]#", "]")
    built = package(script, driver, "STREAMS = True\n")
    (built.out / "streamed.py").write_text(driver.replace("@@\n", "", 1))
    for workers in ("1", "2"):
        assert built.run(SURGE_WORKERS=workers).out == "3\nNone import\n"


FILLED = """\
import sys
xs = list(map(int, sys.argv[1:]))
def f(x):
    return 10 // (x - 3)
def main():
    out = []
    for x in xs:
        y = f(x)
        out.append(y)
    for y in out:
        print_at = 5 // (y - 1)
def calls():
    for y in list(
        map(f, xs)
    ):
        print_at = 5 // (y - 1)
try_first = sys.argv[1] == "1"
calls() if try_first else main()
"""
FILLED_DRIVER = "@@\n" + FILLED.replace(
    """\
    out = []
    for x in xs:
        y = f(x)
        out.append(y)
""",
    """\
    def surge_out():
        for x in xs:
            y = f(x)
            yield y
    out = surge_rt.stream(surge_out())
""",
).replace(
    "list(\n        map(f, xs)",
    "surge_rt.stream_of(\n        item for item in map(f, xs)",
)


FILLED_LINES = "((2,1,5,1),(7,7,1,1),(8,7,3,1),(11,9,1,1),(12,10,40,1))"


@pytest.mark.parametrize("arguments", ["1 4 3", "2 13 3", "1 13 9", "2 13 9", "2 4 9"])
def test_what_a_loop_or_a_call_raises_comes_first_and_on_its_own_line(package, arguments):
    built = package(FILLED, FILLED_DRIVER, "STREAMS = True\n", lines=FILLED_LINES)
    expected = built.run(*arguments.split(), original=True)
    assert expected.code == 1
    got = built.run(*arguments.split(), SURGE_WORKERS="2")
    assert (got.code, got.out, frames(got.err)) == (expected.code, expected.out, frames(expected.err))


def test_lines_of_streamed_are_in_a_table_of_their_own(package):
    tasks = f"STREAMS = True\nSTREAMED_LINES = {FILLED_LINES.replace('(2,1,5,1)', '(1,1,5,1)').replace('7,7,1,1', '6,7,1,1')}\n"
    tasks = tasks.replace("(8,7,3,1),(11,9,1,1),(12,10,40,1)", "(7,7,3,1),(10,9,1,1),(11,10,40,1)")
    built = package(FILLED, "@@\n" + FILLED, tasks)
    (built.out / "streamed.py").write_text(FILLED_DRIVER.replace("@@\n", "", 1))
    expected, got = built.run("2", "13", "3", original=True), built.run("2", "13", "3", SURGE_WORKERS="1")
    assert (got.code, frames(got.err)) == (expected.code, frames(expected.err))
