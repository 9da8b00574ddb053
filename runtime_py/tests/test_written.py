"""Tasks that write files: each file comes as the script writes it, and no round sees less than it would have."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from conftest import counters

ORIGINAL = """\
import os
import sys
def work(n):
    with open(READ.format(n=n)) as file:
        text = file.read()
    if os.path.exists(f"there-{n % 30}"):
        text += "!"
    with open(WRITE.format(n=n), MODE) as file:
        file.write(text[-20:] + str(n * n) + ";")
    return len(text)
def main(count):
    out = []
    for n in range(count):
        out.append(work(n))
    print(out)
    for name in sorted(os.listdir(".")):
        if not name.startswith((".", "out", "s")):
            print(name, os.stat(name).st_mode, open(name).read())
READ, WRITE, MODE = sys.argv[2:5]
for name in os.listdir("."):
    if name.startswith(("f", "same", "there")):
        os.remove(name)
main(int(sys.argv[1]))
"""
DRIVER = ORIGINAL.replace("import os", "@@\nimport os", 1).replace(
    """\
    for n in range(count):
        out.append(work(n))
""",
    """\
    values = surge_rt.loop(tasks.main_value, range(count), ())
    while values.more():
        for n, value in values.parallel():
            out.append(value)
        for n in values.sequential():
            out.append(work(n))
""",
)
TASKS = """
@task("script.py:13", heavy=True, files=True, writes=True)
def main_value(n):
    value = work(n)
    return value
"""
LINES = "((1,1,1,1),(2,1,12,1),(14,13,3,0),(17,14,1,1),(18,13,1,0),(19,14,1,1),(20,15,9,1))"
STARTS = [{}, {"SURGE_FORCE": "1"}, {"SURGE_FORCE": "1", "SURGE_START": "spawn"}, {"SURGE_BACKEND": "threads"}]


@pytest.mark.parametrize("settings", STARTS)
@pytest.mark.parametrize(
    ("read", "write", "mode"),
    [
        ("/dev/null", "f{n}", "w"),
        ("/dev/null", "same", "a"),
        ("/dev/null", "there-{n}", "w"),
        ("nowhere", "f{n}", "w"),
        ("/dev/null", "nowhere/{n}", "w"),
        ("/dev/null", "f{n}", "x"),
        ("/dev/null", "/dev/null", "w"),
    ],
)
def test_files_are_those_of_the_script(package, read, write, mode, settings):
    package(ORIGINAL, DRIVER, TASKS, LINES).check("40", read, write, mode, **settings)


def test_forced_items_run_in_workers(package):
    got = package(ORIGINAL, DRIVER, TASKS, LINES).check(
        "40", "/dev/null", "f{n}", "w", SURGE_FORCE="1", SURGE_STATS="1"
    )
    assert counters(got)["main_value"]["parallel items"] == "40"


def test_rounds_that_read_what_earlier_ones_wrote_run_in_place(package):
    got = package(ORIGINAL, DRIVER, TASKS, LINES).check(
        "40", "/dev/null", "there-{n}", "w", SURGE_FORCE="1", SURGE_STATS="1"
    )
    assert "failed: read a file that was written meanwhile" in got.err
    assert counters(got)["main_value"]["in-place items"] != "0"


def test_a_replaced_open_keeps_the_loop_in_place(package):
    own = "open = __import__('builtins').open = lambda *a, _open=open: _open(*a)\nREAD, WRITE, MODE ="
    original, driver = (text.replace("READ, WRITE, MODE =", own) for text in (ORIGINAL, DRIVER))
    lines = LINES.replace("(20,15,9,1)", "(20,15,10,1)")
    got = package(original, driver, TASKS, lines).check(
        "40", "/dev/null", "f{n}", "w", SURGE_FORCE="1", SURGE_STATS="1"
    )
    assert "what tasks write cannot be held back" in got.err


def test_a_full_disk_is_met_where_the_script_meets_it(package):
    got = package(ORIGINAL, DRIVER, TASKS, LINES).check("3", "/dev/null", "/dev/full", "w", SURGE_FORCE="1")
    assert got.code == 1 and "OSError: [Errno 28]" in got.err


@pytest.mark.parametrize(
    ("worker", "alone", "writing", "most"),
    [(10.0, 1.0, 0.9, False), (10.0, 0.05, 0.9, True), (10.0, None, 0.9, False), (1.0, 1.0, 0.9, True)],
)
def test_files_that_take_longer_to_write_than_to_make_stay_in_place(worker, alone, writing, most):
    from surge_rt._written import Ledger

    ledger = Ledger()
    ledger.items, ledger.seconds = 10, writing
    crew = SimpleNamespace(cpu_seconds=worker, unpack_seconds=0.0)
    assert ledger.takes_most(SimpleNamespace(crew=crew, items_done=10), alone) is most
