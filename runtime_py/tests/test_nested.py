"""Loops inside of tasks get the processors for which their region has no item left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import processes_in, settled

HEAD = """\
import os, sys, time
home = os.getpid()
def level():
    if os.getpid() == home:
        return 0
    return 1 if os.getppid() == home else 2
"""
BODY = "def body(i):\n{body}\n"
SOLVE = """\
def solve(size):
    out = []
    for i in range(size):
        v = body(i)
        out.append(v)
    return out
"""
SOLVE_REGION = """\
def solve(size):
    out = []
    s = surge_rt.loop(tasks.inner, range(size), ())
    while s.more():
        for i, v in s.parallel():
            out.append(v)
        for i in s.sequential():
            v = body(i)
            out.append(v)
    return out
"""
LOOP = """\
for size in SIZES:
    r = solve(size)
    print(r, flush=True)
"""
REGION = """\
s = surge_rt.loop(tasks.outer, SIZES, ())
while s.more():
    for size, r in s.parallel():
        print(r, flush=True)
    for size in s.sequential():
        r = solve(size)
        print(r, flush=True)
"""
TASKS = """\
@task("script.py:9", heavy=True)
def inner(i):
    return body(i)
@task("script.py:14", heavy=True)
def outer(size):
    return solve(size)
"""
SLOW = "    end = time.perf_counter() + 0.002\n    while time.perf_counter() < end: pass\n"


def make(package, sizes, body, solve=SOLVE, solve_region=SOLVE_REGION):
    head = HEAD + BODY.format(body=body)
    loop, region = (text.replace("SIZES", str(sizes)) for text in (LOOP, REGION))
    return package(head + solve + loop, "@@\n" + head + solve_region + region, TASKS)


def levels(outcome):
    """Of each round of the outer loop, where its inner rounds ran."""
    assert outcome.code == 0, outcome.err
    return [set(eval(line)) for line in outcome.out.splitlines()]


def test_processors_without_an_item_from_the_start(package):
    built = make(package, (30, 30), SLOW + "    return level()")
    got = levels(built.run(SURGE_FORCE="1", SURGE_WORKERS="4"))
    assert len(got) == 2
    assert all(2 in found and 0 not in found for found in got)


def test_the_last_item_gets_what_others_have_left(package):
    """Nothing is forced here: the first item is over in a moment."""
    built = make(package, (1, 400), SLOW + "    return level()")
    first, last = levels(built.run(SURGE_WORKERS="2"))
    assert first <= {0, 1}
    assert last == {1, 2}


def test_a_budget_of_memory_is_for_one_level(package):
    built = make(package, (20, 20), SLOW + "    return level()")
    got = levels(built.run(SURGE_FORCE="1", SURGE_WORKERS="2", SURGE_MEMORY="2GB"))
    assert all(found <= {0, 1} for found in got)


@pytest.mark.parametrize("workers", ["2", "3", "4"])
@pytest.mark.parametrize("force", ["1", "3"])
def test_the_same_as_in_order(package, workers, force):
    built = make(package, (3, 1, 40, 7), "    return i * i % 7, [i]")
    built.check(SURGE_FORCE=force, SURGE_WORKERS=workers)


def test_an_exception_comes_where_it_would(package):
    built = make(package, (3, 40), "    if i == 33: raise ValueError(i)\n    return i")
    expected, got = built.run(original=True), built.run(SURGE_FORCE="1", SURGE_WORKERS="4")
    assert (got.code, got.out, got.err.splitlines()[-1]) == (1, expected.out, "ValueError: 33")


def test_what_is_forbidden_in_a_task_is_in_those_of_a_task(package):
    """Output inside of inner tasks: refused there, and in the task around them, so that it comes in the driver."""
    built = make(package, (3, 12), "    print('at', i, flush=True)\n    return i")
    built.check(SURGE_FORCE="1", SURGE_WORKERS="4")


def tree(pid):
    """Children and children's children of a process."""
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in path.read_text().split()]
        except OSError:
            continue
    return found


def start(built, **settings):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SURGE_", "PYTHON"))}
    return subprocess.Popen(
        [sys.executable, "out"],
        cwd=built.folder,
        env={**environment, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_grandchildren(process):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for child in tree(process.pid):
            below = tree(child)
            if below:
                return child, below
        time.sleep(0.002)
    raise AssertionError("no worker had workers")


@pytest.mark.parametrize("victim", ["inner", "outer"])
def test_a_worker_of_a_worker_or_that_worker_is_killed(package, victim):
    built = make(package, (60, 60), SLOW * 5 + "    return i")
    expected = built.run(original=True)
    process = start(built, SURGE_FORCE="1", SURGE_WORKERS="4")
    child, below = wait_for_grandchildren(process)
    os.kill(below[0] if victim == "inner" else child, signal.SIGKILL)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, expected.out, "")
    assert not settled(lambda: processes_in(built.folder))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_all_levels_end_with_the_driver(package, number):
    built = make(package, (200, 200), SLOW * 5 + "    return i")
    process = start(built, SURGE_FORCE="1", SURGE_WORKERS="4")
    wait_for_grandchildren(process)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert not settled(lambda: processes_in(built.folder))


def test_a_loop_that_is_left_ends_what_it_had(package):
    solve = SOLVE.replace("        out.append(v)\n", "        out.append(v)\n        if v == 5: return out\n")
    region = SOLVE_REGION.replace("out.append(v)\n", "out.append(v)\n@if v == 5: return out\n")
    region = region.replace("@if", "            if")
    built = make(package, (50, 50), SLOW + "    return i", solve, region)
    built.check(SURGE_FORCE="1", SURGE_WORKERS="4")


INSIDE = """\
for size in SIZES:
    out = []
    for i in range(size):
        out.append(body(i))
    print(out, flush=True)
"""
INNER_REGION = """\
    out = []
    s2 = surge_rt.loop(tasks.inner, range(size), ())
    while s2.more():
        for i, v in s2.parallel():
            out.append(v)
        for i in s2.sequential():
            out.append(body(i))
"""
REGION_INSIDE = (
    """\
s = surge_rt.loop(tasks.outer, SIZES, ())
while s.more():
    for size, out in s.parallel():
        print(out, flush=True)
    for size in s.sequential():
"""
    + "".join(f"    {line}\n" for line in INNER_REGION.splitlines())
    + "        print(out, flush=True)\n"
)
TASKS_INSIDE = f"""\
@task("script.py:9", heavy=True)
def inner(i):
    return body(i)
@task("script.py:14", heavy=True, inside=True)
def outer(size):
{INNER_REGION}    return out
"""


def make_inside(package, sizes, body):
    head = HEAD + BODY.format(body=body)
    loop, region = (text.replace("SIZES", str(sizes)) for text in (INSIDE, REGION_INSIDE))
    return package(head + loop, "@@\n" + head + region, TASKS_INSIDE)


def test_a_loop_in_the_task_itself_gets_what_others_have_left(package):
    built = make_inside(package, (1, 400), SLOW + "    return level()")
    first, last = levels(built.run(SURGE_WORKERS="2"))
    assert first <= {0, 1}
    assert last == {1, 2}


@pytest.mark.parametrize("sizes", [(300,), "(size for size in (300,))", "[300]"])
@pytest.mark.parametrize("force", ["", "1"])
def test_a_loop_inside_of_one_with_one_round_has_the_workers(package, sizes, force):
    built = make_inside(package, sizes, SLOW + "    return level()")
    got = levels(built.run(SURGE_WORKERS="2", SURGE_FORCE=force))
    assert [1 in found for found in got] == [True]
    assert got[0] <= {0, 1}


@pytest.mark.parametrize("start", ["fork", "spawn", "forkserver"])
def test_tasks_with_regions_are_tasks_for_all_workers(package, start):
    built = make_inside(package, (3, 1, 40, 7), "    return i * i % 7, [i]")
    built.check(SURGE_FORCE="1", SURGE_WORKERS="2", SURGE_START=start)
    shown = built.run(SURGE_FORCE="1", SURGE_WORKERS="2", SURGE_START=start, SURGE_STATS="1").err
    assert "outer" in shown
    assert "raised" not in shown


@pytest.mark.parametrize("sizes", [(40,), (3, 40)])
def test_an_exception_in_a_loop_inside_comes_where_it_would(package, sizes):
    built = make_inside(package, sizes, "    if i == 33: raise ValueError(i)\n    return i")
    expected, got = built.run(original=True), built.run(SURGE_FORCE="1", SURGE_WORKERS="4")
    assert (got.code, got.out, got.err.splitlines()[-1]) == (1, expected.out, "ValueError: 33")
