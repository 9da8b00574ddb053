"""The same programs under spawn and forkserver, whose workers know definitions only."""

from __future__ import annotations

import pytest
import test_loop
import test_segments
import test_values
from conftest import counters

METHODS = ["spawn", "forkserver"]
PROGRAM = """\
import sys, os, decimal
from fractions import Fraction
LIMIT = 7
TABLE = [k * k for k in range(50)]
print("acting")
class Point:
    scale = LIMIT
    def __init__(self, x):
        self.x = x
    def area(self):
        return self.x * self.scale + TABLE[self.x % 50] + OFFSET
if len(sys.argv) > 5:
    def helper(p): return None
else:
    def helper(p): return Point(p.area())
OFFSET = TABLE[3] + int(sys.argv[1])
decimal.getcontext().prec = 5
decimal.Decimal(1) / 7  # the signals that tasks raise are up already
def body(p):
    return helper(p), str(decimal.Decimal(1) / 7), os.path.basename(os.getcwd()) and len(sys.argv)
def main():
    points = [Point(k) for k in range(40)]
    got = []
    for p in points:
        v = body(p)
        got.append(v)
    print([(type(q) is Point, q.x, d, n) for q, d, n in got])
    bad = []
    for k in range(12):
        v = fail(k)
        bad.append(v)
    print(bad)
def fail(k):
    if k == 5:
        print("printed", k)
    return lambda: k if k == 7 else k
if __name__ == "__main__":
    main()
    main()
"""
DRIVER = "@@\n" + PROGRAM.replace(
    """\
    for p in points:
        v = body(p)
        got.append(v)
""",
    """\
    s = surge_rt.loop(tasks.main_got, points, ())
    while s.more():
        for p, v in s.parallel():
            got.append(v)
        for p in s.sequential():
            v = body(p)
            got.append(v)
""",
).replace(
    """\
    for k in range(12):
        v = fail(k)
        bad.append(v)
    print(bad)
""",
    """\
    s = surge_rt.loop(tasks.main_bad, range(12), ())
    while s.more():
        for k, v in s.parallel():
            bad.append(v)
        for k in s.sequential():
            v = fail(k)
            bad.append(v)
    print([f() for f in bad])
""",
)
PROGRAM = PROGRAM.replace("print(bad)", "print([f() for f in bad])")
# Workers compare where functions stand: `fail` comes behind the two regions.
MOVED, AT = (text.splitlines().index("def fail(k):") + 1 for text in (DRIVER, PROGRAM))
LINES = f"((1, 1, 1, 1), (2, 1, {AT - 1}, 1), ({MOVED}, {AT}, 99, 1))"
TASKS = """
@task("script.py:23", globals=("TABLE", "OFFSET", "LIMIT"))
def main_got(p):
    return body(p)
@task("script.py:28")
def main_bad(k):
    return fail(k)
"""


@pytest.mark.parametrize("method", METHODS)
def test_definitions_and_data_reach_the_workers(package, method):
    got = package(PROGRAM, DRIVER, TASKS, LINES).check("1", SURGE_START=method, SURGE_FORCE="1", SURGE_STATS="1")
    assert counters(got)["main_got"]["parallel items"] == "80"
    assert "main_got: failed" not in got.err


RINGS = (
    test_values.WORK
    + """\
class Node:
    def __init__(self, number):
        self.number = number
def which(node, head, limit):
    work(limit)
    return node == head, node.after == head, node.after.before == node, node in PAIR, node.number
nodes = [Node(k) for k in range(20)]
for k in range(20):
    nodes[k - 1].after = nodes[k]
    nodes[k].before = nodes[k - 1]
head = nodes[3]
PAIR = [nodes[5], nodes[6]]
for r in range(2):
    out = []
    for node in nodes:
        v = which(node, head, 200)
        out.append(v)
    print(out)
"""
)
RINGS_DRIVER = "@@\n" + RINGS.replace(
    """\
    for node in nodes:
        v = which(node, head, 200)
        out.append(v)
""",
    """\
    s = surge_rt.loop(tasks.t, nodes, (head,))
    while s.more():
        for node, v in s.parallel():
            out.append(v)
        for node in s.sequential():
            v = which(node, head, 200)
            out.append(v)
""",
)
RINGS_TASK = """\
@task("script.py:20", forked=True, whole=True, globals=("PAIR",))
def t(node, head):
    return which(node, head, 200)
"""


@pytest.mark.parametrize("method", METHODS)
def test_items_that_are_compared_travel_with_what_they_are_compared_with(package, method):
    """Items are equal to themselves alone, wherever a task meets them: in what it reads, and in other items."""
    got = package(RINGS, RINGS_DRIVER, RINGS_TASK).check(SURGE_START=method, SURGE_FORCE="3", SURGE_STATS="1")
    assert counters(got)["t"]["parallel items"] == "40"


@pytest.mark.parametrize(
    "change, reason",
    [
        ((", whole=True", ""), "only forked workers have what it works on"),
        (("forked=True", "hashed=True, forked=True"), "what the region reads cannot be pickled"),
        (("@task", "from surge_rt import _spawn\n_spawn.LARGEST_WHOLE = 900\n@task"), "its items are too many"),
    ],
)
def test_items_that_cannot_travel_together_stay(package, change, reason):
    got = package(RINGS, RINGS_DRIVER, RINGS_TASK.replace(*change)).check(
        SURGE_START="spawn", SURGE_FORCE="1", SURGE_STATS="1", PYTHONHASHSEED="1"
    )
    assert counters(got)["t"]["parallel items"] == "0"
    assert reason in got.err


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("settings", [{}, {"SURGE_FORCE": "1"}, {"SURGE_WORKERS": "2"}])
def test_loops(package, method, settings):
    built = package(test_loop.ORIGINAL, test_loop.DRIVER, test_loop.TASKS, test_loop.LINES)
    built.check("60", "200", SURGE_START=method, **settings)
    built.check("400", "20000", SURGE_START=method, **settings)


@pytest.mark.parametrize("method", METHODS)
def test_early_end_then_another_region(package, method):
    head = test_values.WORK
    original = head + "for r in range(3):\n    print(any(work(2000) + i > 0 for i in range(900) if i > 40))\n"
    driver = original.replace(
        "(work(2000) + i > 0 for i in range(900) if i > 40)",
        "(surge_rt.values(tasks.search, range(900), (), lambda surge_items: (work(2000) + i > 0 for i in surge_items if i > 40)))",
    )
    tasks = '@task("script.py:8", kind="values")\ndef search(surge_items):\n    return [work(2000) + i > 0 for i in surge_items if i > 40]\n'
    package(original, "@@\n" + driver, tasks).check(SURGE_START=method, SURGE_FORCE="1")


def test_what_cannot_be_pickled_runs_in_place(package):
    original = (
        test_values.WORK
        + "f = lambda i: work(i)\nout = []\nfor i in range(9):\n    v = f(i)\n    out.append(v)\nprint(out)\n"
    )
    driver = original.replace(
        "for i in range(9):\n    v = f(i)\n    out.append(v)\n",
        """\
s = surge_rt.loop(tasks.t, range(9), (f,))
while s.more():
    for i, v in s.parallel():
        out.append(v)
    for i in s.sequential():
        v = f(i)
        out.append(v)
""",
    )
    got = package(original, "@@\n" + driver, '@task("x")\ndef t(i, f):\n    return f(i)\n').check(
        SURGE_START="spawn", SURGE_FORCE="1", SURGE_STATS="1"
    )
    assert "what the region reads cannot be pickled" in got.err


@pytest.mark.parametrize("method", METHODS)
def test_a_job_that_cannot_be_read_is_not_taken_for_the_one_before(package, method):
    """Its class is made at run time and unknown to the worker, which must neither answer it nor go on with the old job."""
    lines = "for i in range(9):\n    v = {0}\n    out.append(v)\n"
    original = (
        test_values.WORK
        + "Late = type('Late', (), {'n': 3})\nlate = Late()\nout = []\n"
        + lines.format("work(i)")
        + lines.format("work(i + late.n)")
        + "print(out)\n"
    )
    driver = original
    for number, (text, needs) in enumerate((("work(i)", "()"), ("work(i + late.n)", "(late,)"))):
        driver = driver.replace(
            lines.format(text),
            f"""\
s = surge_rt.loop(tasks.t{number}, range(9), {needs})
while s.more():
    for i, v in s.parallel():
        out.append(v)
    for i in s.sequential():
        v = {text}
        out.append(v)
""",
        )
    tasks = '@task("x")\ndef t0(i):\n    return work(i)\n@task("y")\ndef t1(i, late):\n    return work(i + late.n)\n'
    got = package(original, "@@\n" + driver, tasks).check(SURGE_START=method, SURGE_FORCE="1", SURGE_STATS="1")
    assert "t1: failed: worker lost" in got.err


def test_results_that_depend_on_string_hashes_stay(package):
    original = (
        test_values.WORK
        + "out = []\nfor i in range(9):\n    v = hash(str(i)) == hash(str(i))\n    out.append(v)\nprint(out)\n"
    )
    driver = original.replace(
        "for i in range(9):\n    v = hash(str(i)) == hash(str(i))\n    out.append(v)\n",
        """\
s = surge_rt.loop(tasks.t, range(9), ())
while s.more():
    for i, v in s.parallel():
        out.append(v)
    for i in s.sequential():
        v = hash(str(i)) == hash(str(i))
        out.append(v)
""",
    )
    built = package(
        original, "@@\n" + driver, '@task("x", hashed=True)\ndef t(i):\n    return hash(str(i)) == hash(str(i))\n'
    )
    assert "string hashes" in built.check(SURGE_START="spawn", SURGE_FORCE="1", SURGE_STATS="1").err
    assert (
        "string hashes"
        not in built.check(SURGE_START="spawn", SURGE_FORCE="1", SURGE_STATS="1", PYTHONHASHSEED="1").err
    )


def test_a_killed_worker_is_replaced(package):
    head = test_values.WORK + "import os\n"
    original = (
        head
        + "for r in range(3):\n    out = []\n    for i in range(30):\n        v = work(i)\n        out.append(v)\n    print(out)\n"
    )
    driver = original.replace(
        "    for i in range(30):\n        v = work(i)\n        out.append(v)\n",
        """\
    s = surge_rt.loop(tasks.t, range(30), (os.getpid(),))
    while s.more():
        for i, v in s.parallel():
            out.append(v)
        for i in s.sequential():
            v = work(i)
            out.append(v)
""",
    )
    tasks = '@task("x")\ndef t(i, home):\n    if i in (3, 17):\n        os._exit(1)\n    return work(i)\n'
    got = package(original, "@@\n" + driver, tasks).check(SURGE_START="spawn", SURGE_FORCE="1", SURGE_STATS="1")
    assert "worker lost" in got.err


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("sizes", [("10",), ("100000",), ("10",) * 8])
def test_segments_in_warm_workers(package, method, sizes):
    got = package(test_segments.ORIGINAL, test_segments.DRIVER, test_segments.TASKS)
    shown = "print(open(f'/proc/self/task/{os.getpid()}/children').read(), len(os.listdir('/proc/self/fd')))\n"
    for file in (got.script, got.out / "__main__.py"):  # warm workers stay until the end
        file.write_text(file.read_text().replace(shown, ""))
    outcome = got.check(*sizes, SURGE_START=method, SURGE_FORCE="1", SURGE_WORKERS="2", SURGE_STATS="1")
    assert counters(outcome)["main_low"]["parallel items"] == str(len(sizes))


BOTH = """\
import sys
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total
def main(first, second):
    low = work(first)
    rows = []
    for y in range(9):
        row = work(second + y)
        rows.append(row)
    print(low, rows)
for _ in range(3):
    main(*map(int, sys.argv[1:]))
"""
BOTH_DRIVER = "@@\n" + BOTH.replace(
    "    low = work(first)\n", "    s = surge_rt.spawn(tasks.main_low, (first,))\n"
).replace(
    """\
    for y in range(9):
        row = work(second + y)
        rows.append(row)
    print""",
    """\
    t = surge_rt.loop(tasks.main_row, range(9), (second,))
    while t.more():
        for y, row in t.parallel():
            rows.append(row)
        for y in t.sequential():
            row = work(second + y)
            rows.append(row)
    low = s.value if s.done() else work(first)
    print""",
)
BOTH_TASKS = """
@task("script.py:8", heavy=True, kind="segment")
def main_low(first):
    return work(first)
@task("script.py:10", heavy=True)
def main_row(y, second):
    return work(second + y)
"""


@pytest.mark.parametrize("method", ["fork", *METHODS])
@pytest.mark.parametrize("sizes", [("500000", "10"), ("10", "50000")])
def test_a_region_beside_a_segment_takes_other_workers(package, method, sizes):
    """The segment ends long after the region, or long before it."""
    built = package(BOTH, BOTH_DRIVER, BOTH_TASKS)
    outcome = built.check(*sizes, SURGE_START=method, SURGE_FORCE="1", SURGE_WORKERS="3", SURGE_STATS="1")
    rows = counters(outcome)
    assert rows["main_low"]["parallel items"] == "3"
    assert rows["main_row"]["parallel items"] == "27"
