"""Seeing a program run: the trace file, the table, the line on the terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import time

import pytest
from conftest import counters

ORIGINAL = """\
import os, sys, time
def work(i):
    total = 0
    for k in range(20000):
        total += k * i % 7
    return total
def wait(i):
    begin = time.monotonic()
    while time.monotonic() < begin + float(sys.argv[2]): pass
    return i
def main(how):
    rows = []
    for i in range(40):
        v = work(i)
        rows.append(v)
        if how == "raises" and i == 20: raise ValueError("twenty")
        if how == "exits" and i == 20: sys.exit(4)
    print(sum(rows))
    if how == "long":
        for i in range(12):
            v = wait(i)
            print("row", v, flush=True)
main(sys.argv[1])
"""
DRIVER = "@@\n" + ORIGINAL.replace(
    """\
    for i in range(40):
        v = work(i)
        rows.append(v)
        if how == "raises" and i == 20: raise ValueError("twenty")
        if how == "exits" and i == 20: sys.exit(4)
""",
    """\
    s = surge_rt.loop(tasks.main_rows, range(40), ())
    while s.more():
        for i, v in s.parallel():
            rows.append(v)
            if how == "raises" and i == 20: raise ValueError("twenty")
            if how == "exits" and i == 20: sys.exit(4)
        for i in s.sequential():
            v = work(i)
            rows.append(v)
            if how == "raises" and i == 20: raise ValueError("twenty")
            if how == "exits" and i == 20: sys.exit(4)
""",
).replace(
    """\
        for i in range(12):
            v = wait(i)
            print("row", v, flush=True)
""",
    """\
        s = surge_rt.loop(tasks.main_wait, range(12), ())
        while s.more():
            for i, v in s.parallel():
                print("row", v, flush=True)
            for i in s.sequential():
                v = wait(i)
                print("row", v, flush=True)
""",
)
LINES = "((1,1,1,1),(2,1,12,1),(14,13,3,0),(17,15,3,1),(20,13,1,1),(21,14,6,1),(27,20,3,0),(30,22,1,1),(31,20,3,1),(34,23,1,1))"
TASKS = """
@task("script.py:13", heavy=True)
def main_rows(i):
    return work(i)
@task("script.py:20", heavy=True)
def main_wait(i):
    return wait(i)
"""
FORCED = {"SURGE_FORCE": "1", "SURGE_WORKERS": "3"}


@pytest.fixture
def built(package):
    return package(ORIGINAL, DRIVER, TASKS, LINES)


def traced(built, *args, **settings):
    """Run with a trace; the events by kind, after the rules of the format have been checked."""
    path = built.folder / "trace.json"
    outcome = built.check(*args, SURGE_TRACE="trace.json", **settings)
    assert sorted(built.folder.glob("trace.json*")) == [path]  # no temporary file beside it
    trace = json.loads(path.read_text())
    assert set(trace) == {"traceEvents", "displayTimeUnit", "otherData"}
    assert trace["displayTimeUnit"] in ("ms", "ns")
    check_format(trace["traceEvents"])
    return outcome, trace["traceEvents"]


def check_format(events):
    """The rules of the trace event format, as far as these events need them."""
    named = {event["tid"] for event in events if event["ph"] == "M" and event["name"] == "thread_name"}
    for event in events:
        assert type(event["name"]) is str and type(event["pid"]) is int and type(event["tid"]) is int
        assert type(event["ts"]) in (int, float) and event["ts"] >= 0
        assert event["tid"] in named
        kind = event["ph"]
        if kind == "X":
            assert event["dur"] >= 0 and type(event["args"]) is dict
        elif kind == "i":
            assert event["s"] in "gpt"
        elif kind == "C":
            assert all(type(value) in (int, float) for value in event["args"].values())
        else:
            assert kind == "M" and event["name"] in ("process_name", "thread_name", "thread_sort_index")
    for row in named:  # complete events of one row stand inside of each other, or apart
        open_until = []
        for event in (event for event in events if event["ph"] == "X" and event["tid"] == row):
            while open_until and event["ts"] >= open_until[-1] - 0.002:
                open_until.pop()
            end = event["ts"] + event["dur"]
            assert not open_until or end <= open_until[-1] + 0.002, event
            open_until.append(end)


@pytest.mark.parametrize("how", ["plain", "raises", "exits"])
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_a_trace_however_the_program_ends(built, how, start):
    _, events = traced(built, how, "0", SURGE_START=start, **FORCED)
    chunks = [event for event in events if event["ph"] == "X" and event["tid"] > 0]
    assert all(re.fullmatch(r"main_rows \d+–\d+", event["name"]) for event in chunks)
    assert {event["tid"] for event in chunks} <= {1, 2, 3}
    assert all(event["args"]["process"] != event["pid"] for event in chunks)
    commits = [event["args"]["chunk"] for event in events if event["name"] == "commit"]
    assert commits == list(range(len(commits))) and commits
    (region,) = (event for event in events if event["name"] == "region main_rows")
    assert all(
        region["ts"] <= event["ts"] and event["ts"] + event["dur"] <= region["ts"] + region["dur"] for event in chunks
    )
    if how == "plain":
        assert sum(event["args"]["items"] for event in chunks) == 40 == region["args"]["items"]
    else:
        assert region["args"]["left early"] > 0


def test_a_trace_of_what_does_not_go_parallel(built):
    _, events = traced(built, "plain", "0", SURGE_WORKERS="1")
    assert [event["name"] for event in events if event["ph"] == "X"] == ["program"]
    built.script.write_text(ORIGINAL)
    _, events = traced(built, "plain", "0", SURGE_WORKERS="2")
    assert any(event["name"].startswith(("probe main_rows", "region main_rows")) for event in events)


def test_a_trace_that_cannot_be_written(built):
    got = built.run("plain", "0", SURGE_TRACE="no/such/folder.json")
    assert got.code == 2 and got.err == "surge: SURGE_TRACE=no/such/folder.json: its folder cannot be written to\n"


def test_the_table(built):
    outcome = built.check("plain", "0", SURGE_STATS="1", **FORCED)
    row = counters(outcome)["main_rows"]
    assert row["regions"] == "1" and row["parallel items"] == "40" and row["workers"] == "3"
    assert int(row["chunks"]) == 21 and int(row["bytes shipped"]) > 200
    assert float(row["workers cpu s"]) > 0 and float(row["seconds in parallel"]) > 0
    assert re.match(r"surge: 3 workers, start by fork, \d+\.\d+ s, cpu \d+\.\d+ s in the driver and ", outcome.err)


def test_the_table_names_fallbacks(built):
    text = ORIGINAL.replace("main(sys.argv[1])", "sys.setprofile(lambda *_: None)\nmain(sys.argv[1])")
    built.script.write_text(text)
    (built.out / "original.py").write_text(text)
    driver = built.out / "__main__.py"
    driver.write_text(
        driver.read_text().replace("main(sys.argv[1])", "sys.setprofile(lambda *_: None)\nmain(sys.argv[1])")
    )
    assert "main_rows: in place: being traced: 1\n" in built.check("plain", "0", SURGE_STATS="1", **FORCED).err


def on_terminal(built, *args, out_too=False, **settings):
    """Run with standard error, and perhaps standard output, on a terminal; what came on each."""
    master, slave = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SURGE_", "PYTHON"))}
    process = subprocess.Popen(
        [sys.executable, "out", *args],
        cwd=built.folder,
        env={**environment, **FORCED, "SURGE_WORKERS": "2", **settings},
        stdin=subprocess.DEVNULL,
        stdout=slave if out_too else subprocess.PIPE,
        stderr=slave,
    )
    os.close(slave)
    shown = b""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        if select.select([master], [], [], 0.05)[0]:
            try:
                data = os.read(master, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
    out = b"" if out_too else process.stdout.read()
    assert process.wait(10) == 0
    os.close(master)
    return shown.decode(), out.decode()


def screen(shown):
    """The lines that are left on a terminal that knows carriage returns and erasing to the end of the line."""
    lines = []
    for line in shown.replace("\r\n", "\n").split("\n"):
        cells, column = "", 0
        for part in re.split(r"(\r|\x1b\[K)", line):
            if part == "\r":
                column = 0
            elif part == "\x1b[K":
                cells = cells[:column]
            else:
                cells, column = cells[:column] + part + cells[column + len(part) :], column + len(part)
        lines.append(cells)
    return lines


def test_progress_on_a_terminal(built):
    shown, out = on_terminal(built, "long", "0.6")
    assert re.search(r"surge: main_wait: \d+ % of 12 items, 0:0[2-9] elapsed, about 0:\d\d left", shown)
    assert "main_rows" not in shown  # it was over in no time
    assert shown.endswith("\r\x1b[K")
    assert "surge" not in out and out.count("row") == 12


def test_progress_leaves_what_the_program_prints_alone(built):
    shown, _ = on_terminal(built, "long", "0.6", out_too=True)
    assert "elapsed" in shown
    assert [line for line in screen(shown) if line][-12:] == [f"row {i}" for i in range(12)]


def test_no_progress_where_it_is_not_wanted(built):
    assert on_terminal(built, "long", "0.6", SURGE_PROGRESS="0")[0] == ""
    assert built.check("long", "0.4", SURGE_PROGRESS="1", **FORCED).err == ""  # standard error is no terminal


def test_progress_from_the_start(built):
    assert "main_wait" in on_terminal(built, "long", "0.05", SURGE_PROGRESS="1")[0]


def test_nothing_of_this_is_loaded_unless_it_is_used(built):
    text = "\nprint(sorted(name for name in sys.modules if name.startswith('surge_rt')))\n"
    for file in (built.script, built.out / "original.py", built.out / "__main__.py"):
        file.write_text(file.read_text() + text)
    built.run("plain", "0", **FORCED)
    loaded = built.run("plain", "0", **FORCED).out
    assert "surge_rt._fork" in loaded
    assert not re.search("_trace|_progress|_memory|_watch|_stats|_traceback", loaded)
