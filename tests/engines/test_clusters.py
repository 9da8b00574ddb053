"""The same packages on local clusters of Dask and Ray: results, order, faults."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
import test_loop
import test_segments
import test_start_methods
import test_values
from conftest import counters, descendants

FORCED = {"SURGE_FORCE": "1", "SURGE_WORKERS": "2", "SURGE_STATS": "1"}


@pytest.fixture
def shared(clusters, backend):
    """Settings for the cluster that many tests share."""
    return dict(FORCED, SURGE_BACKEND=backend, SURGE_SCHEDULER=clusters[backend])


def test_both_engines_are_tested():
    """Ray of these days needs Python 3.10."""
    import conftest

    assert "dask" in conftest.BACKENDS
    assert "ray" in conftest.BACKENDS or sys.version_info < (3, 11)


def test_definitions_and_data_reach_the_workers(package, shared):
    built = package(
        test_start_methods.PROGRAM, test_start_methods.DRIVER, test_start_methods.TASKS, test_start_methods.LINES
    )
    got = built.check("1", **shared)
    assert counters(got)["main_got"]["parallel items"] == "80", got.err
    assert "main_got: failed" not in got.err
    assert f"{shared['SURGE_BACKEND']} ({shared['SURGE_SCHEDULER']}, started in" in got.err


def test_loops(package, shared):
    built = package(test_loop.ORIGINAL, test_loop.DRIVER, test_loop.TASKS, test_loop.LINES)
    built.check("60", "200", **shared)


def test_a_region_that_is_shorter_than_the_start_starts_nothing(package, backend):
    built = package(test_loop.ORIGINAL, test_loop.DRIVER, test_loop.TASKS, test_loop.LINES)
    got = built.check("400", "20000", SURGE_BACKEND=backend, SURGE_STATS="1", SURGE_WORKERS="2")
    assert f"{backend} (not started)" in got.err


def test_a_segment(package, shared):
    built = package(test_segments.ORIGINAL, test_segments.DRIVER, test_segments.TASKS)
    shown = "print(open(f'/proc/self/task/{os.getpid()}/children').read(), len(os.listdir('/proc/self/fd')))\n"
    for file in (built.script, built.out / "__main__.py"):  # the gateway stays until the end
        file.write_text(file.read_text().replace(shown, ""))
    got = built.check("100000", **shared)
    assert counters(got)["main_low"]["parallel items"] == "1"


def test_early_end_then_another_region(package, shared):
    original = (
        test_values.WORK + "for r in range(3):\n    print(any(work(2000) + i > 0 for i in range(900) if i > 40))\n"
    )
    driver = original.replace(
        "(work(2000) + i > 0 for i in range(900) if i > 40)",
        "(surge_rt.values(tasks.search, range(900), (), lambda surge_items: (work(2000) + i > 0 for i in surge_items if i > 40)))",
    )
    tasks = '@task("script.py:8", kind="values")\ndef search(surge_items):\n    return [work(2000) + i > 0 for i in surge_items if i > 40]\n'
    package(original, "@@\n" + driver, tasks).check(**shared)


HASHED = (
    test_values.WORK
    + "out = []\nfor i in range(9):\n    v = list({str(i), 'a', 'b', 'c', 'd', 'e'}), hash(str(i)) % 7\n    out.append(v)\nprint(out)\n"
)
HASHED_LOOP = """\
s = surge_rt.loop(tasks.t, range(9), ())
while s.more():
    for i, v in s.parallel():
        out.append(v)
    for i in s.sequential():
        v = list({str(i), 'a', 'b', 'c', 'd', 'e'}), hash(str(i)) % 7
        out.append(v)
"""


def test_tasks_run_under_the_hash_seed_of_the_driver_or_stay(package, shared):
    loop = HASHED[HASHED.index("for i in range(9)") : HASHED.index("print(out)")]
    tasks = '@task("x", hashed=True)\ndef t(i):\n    return list({str(i), "a", "b", "c", "d", "e"}), hash(str(i)) % 7\n'
    built = package(HASHED, "@@\n" + HASHED.replace(loop, HASHED_LOOP), tasks)
    settings = shared
    unseeded = built.run(**settings)
    assert "string hashes" in unseeded.err and unseeded.code == 0
    expected = built.run(original=True, PYTHONHASHSEED="3")
    got = built.run(PYTHONHASHSEED="3", **settings)
    assert got.out == expected.out
    assert counters(got)["t"]["parallel items"] == "9"


# --- the guard, and process-wide settings ----------------------------------------------------------------------

FORBIDDEN = """\
import sys, os, random
random.seed(5)
def body(i):
    if i == 33: print("item", i)
    if i == 37: open("made.txt", "a").write(str(i))
    if i == 41: os.system("echo started >> made.txt")
    if i == 45: random.random()
    if i == 47: raise KeyError(i)
    return i * i
def main():
    got = []
    for i in range(50):
        v = body(i)
        got.append(v)
    print(got)
try:
    main()
except KeyError as error:
    print("caught", error)
print(random.random(), open("made.txt").read())
os.remove("made.txt")
"""
FORBIDDEN_LOOP = """\
    s = surge_rt.loop(tasks.main_got, range(50), ())
    while s.more():
        for i, v in s.parallel():
            got.append(v)
        for i in s.sequential():
            v = body(i)
            got.append(v)
"""


def test_the_guard_holds_and_the_cluster_lives_on(package, shared):
    loop = FORBIDDEN[FORBIDDEN.index("    for i in range(50)") : FORBIDDEN.index("    print(got)")]
    tasks = '@task("x")\ndef main_got(i):\n    return body(i)\n'
    got = package(FORBIDDEN, "@@\n" + FORBIDDEN.replace(loop, FORBIDDEN_LOOP), tasks).check(**shared)
    for reason in ("printed", "wrote a file", "started a process", "drew random numbers"):
        assert f"main_got: failed: {reason}:" in got.err


# --- faults ----------------------------------------------------------------------------------------------------

LONG = """\
import os, sys, time
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total
def main():
    rows = []
    for y in range(60):
        row = work(150000 + y)
        rows.append(row)
        print(y, row, flush=True)
    print(sum(rows))
main()
"""
LONG_LOOP = """\
    s = surge_rt.loop(tasks.main_row, range(60), ())
    while s.more():
        for y, row in s.parallel():
            rows.append(row)
            print(y, row, flush=True)
        for y in s.sequential():
            row = work(150000 + y)
            rows.append(row)
            print(y, row, flush=True)
"""
LONG_TASKS = '@task("script.py:9", heavy=True)\ndef main_row(y):\n    return work(150000 + y)\n'
WORKER = {"dask": "spawn_main", "ray": "ray::surge"}
HEART = {"dask": "_gateway.main", "ray": "raylet/raylet"}


def long_package(package, rows=60, last=None):
    loop = LONG[LONG.index("    for y in range(60)") : LONG.index("    print(sum")]
    texts = [LONG, "@@\n" + LONG.replace(loop, LONG_LOOP)]
    if last is not None:
        ending = f"print(y, row, flush=True) if y < {last} else sys.exit(3)"
        texts = [text.replace("print(y, row, flush=True)", ending) for text in texts]
    original, driver = (text.replace("range(60)", f"range({rows})") for text in texts)
    return package(original, driver, LONG_TASKS)


def run_and_kill(built, backend, victim, at=5, times=1, number=signal.SIGKILL):
    """Run the package, and kill processes whose command line holds `victim` when so many rows have been printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SURGE_", "PYTHON"))}
    environment.update(FORCED, SURGE_BACKEND=backend)
    process = subprocess.Popen(
        [sys.executable, "out"],
        cwd=built.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines, killed = [], 0
    for line in process.stdout:
        lines.append(line)
        if len(lines) >= at and killed < times and len(lines) % 3 == 0:
            victims = [pid for pid, command in descendants(process.pid) if victim in command]
            if victims:
                os.kill(victims[killed % len(victims)], number)
                killed += 1
    error = process.stderr.read()
    assert process.wait(60) == 0, error
    assert killed == times, (killed, error)
    return "".join(lines), error


def test_the_program_goes_on_while_its_cluster_starts(package):
    """Items run in place until workers are there; the region then continues with them."""
    built = long_package(package, rows=900)
    got = built.check(SURGE_BACKEND="dask", SURGE_STATS="1", SURGE_WORKERS="2")
    found = counters(got)["main_row"]
    assert int(found["in-place items"]) > 20, got.err
    assert int(found["parallel items"]) > 20, got.err


def test_a_program_that_ends_before_its_cluster_is_there_leaves_nothing(package, backend):
    built = long_package(package, rows=10**6, last=100)
    got = built.check(SURGE_BACKEND=backend, SURGE_STATS="1", SURGE_WORKERS="2")
    assert counters(got)["main_row"]["parallel items"] == "0"


def test_killed_workers_lose_nothing(package, backend, times=4):
    built = long_package(package, rows=240)
    out, error = run_and_kill(built, backend, WORKER[backend], times=times)
    assert out == built.run(original=True).out
    assert "failed" not in error  # the cluster itself has run its chunks elsewhere


def test_a_killed_interpreter_is_replaced(package, backend):
    built = long_package(package)
    out, error = run_and_kill(built, backend, "finder_names", times=2)
    assert out == built.run(original=True).out
    assert "failed" not in error


def test_without_a_cluster_the_driver_does_the_rest(package, backend):
    """The gateway is killed, or what holds the cluster together."""
    built = long_package(package, rows=240)
    out, error = run_and_kill(built, backend, HEART[backend])
    assert out == built.run(original=True).out
    assert "worker lost" in error


def test_a_gateway_that_says_nothing_is_given_up(package, backend):
    built = long_package(package)
    module = built.out / "surge_rt" / "_cluster.py"
    text = module.read_text()
    module.write_text(text.replace("SILENCE_LIMIT = 60.0", "SILENCE_LIMIT = 4.0"))
    assert module.read_text() != text
    out, error = run_and_kill(built, backend, "_gateway.main", number=signal.SIGSTOP)
    assert out == built.run(original=True).out
    assert "it gave no sign of life" in error


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_driver_that_is_killed_leaves_nothing_behind(package, backend, number):
    built = long_package(package)
    environment = dict(os.environ, SURGE_BACKEND=backend, **FORCED)
    process = subprocess.Popen(
        [sys.executable, "out"], cwd=built.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    for _ in range(3):
        process.stdout.readline()
    below = [pid for pid, _ in descendants(process.pid)]
    assert below
    process.send_signal(number)
    process.communicate()
    assert process.wait(60) == -number
    deadline = time.monotonic() + 40
    while (left := [pid for pid in below if is_running(pid)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
