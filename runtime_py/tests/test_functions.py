"""The runtime in programs that are written by hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Outcome, counters

RUNTIME = Path(__file__).parent.parent
HEAD = """\
import os, sys
from collections import Counter
from surge_rt import imap, parts, start
def work(n, size=300):
    total = 0
    for k in range(size):
        total += k * n % 7
    return total
def tally(numbers, size):
    return Counter(work(n, size) % 5 for n in numbers)
def fail_at(n, last, size):
    if n == last:
        raise LookupError(n)
    return work(n, size)
class Scaled:
    def __init__(self, factor):
        self.factor = factor
    def __call__(self, n):
        return self.factor * work(n)
if __name__ == "__main__":
"""
MODES = {
    "usual": {},
    "fork": {"SURGE_FORCE": "1", "SURGE_START": "fork"},
    "spawn": {"SURGE_FORCE": "1", "SURGE_START": "spawn"},
    "forkserver": {"SURGE_FORCE": "1", "SURGE_START": "forkserver"},
    "threads": {"SURGE_FORCE": "1", "SURGE_BACKEND": "threads"},
    "sequential": {"SURGE_BACKEND": "sequential"},
    "one worker": {"SURGE_WORKERS": "1"},
}


def run(folder: Path, body: str, **settings: str) -> Outcome:
    script = folder / "program.py"
    script.write_text(HEAD + "".join(f"    {line}\n" for line in body.splitlines()))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SURGE_", "PYTHON"))}
    environment.update(settings, PYTHONPATH=os.fspath(RUNTIME))
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=folder, env=environment, timeout=60, capture_output=True, text=True
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("mode", MODES)
def test_results_are_those_of_map(tmp_path, mode):
    body = """\
for items in ([], [7], range(300), (n for n in range(300)), {n: 0 for n in range(40)}, "abc"):
    items = list(items) if not isinstance(items, (range, dict)) else items
    call = len if items == ["a", "b", "c"] else work
    assert [*imap(call, items)] == [*map(call, items)], items
assert [*imap(work, iter(range(200)), 50)] == [work(n, 50) for n in range(200)]
assert [*imap(Scaled(3), range(50))] == [3 * work(n) for n in range(50)]
total = Counter()
for part in parts(tally, range(500), 40):
    total.update(part)
assert total == tally(range(500), 40)
assert [*parts(tally, [], 40)] == []
begun = [start(work, n, 2000) for n in range(4)]
assert [one.result() for one in begun] == [work(n, 2000) for n in range(4)] == [one.result() for one in begun]
print("done")"""
    got = run(tmp_path, body, **MODES[mode])
    assert (got.code, got.out, got.err) == (0, "done\n", "")


@pytest.mark.parametrize("mode", ["fork", "spawn", "forkserver"])
def test_items_run_in_workers(tmp_path, mode):
    got = run(
        tmp_path,
        "print(sum(imap(work, range(100))), len([*parts(tally, range(90), 5)]) > 1)",
        **MODES[mode],
        SURGE_STATS="1",
    )
    rows = counters(got)
    assert got.out.endswith("True\n")
    assert rows["imap(work)"]["parallel items"] == "100"
    assert rows["parts(tally)"]["parallel items"] == "90"


def test_long_items_go_parallel_by_themselves(tmp_path):
    got = run(tmp_path, "print(sum(imap(work, range(400), 6000)))", SURGE_WORKERS="2", SURGE_STATS="1")
    assert int(counters(got)["imap(work)"]["parallel items"]) > 20


@pytest.mark.parametrize("mode", MODES)
def test_exceptions_come_where_their_turn_is(tmp_path, mode):
    body = """\
got = []
try:
    for value in imap(fail_at, range(200), 150, 20):
        got.append(value)
except LookupError as error:
    print("raised", error, len(got), got == [work(n, 20) for n in range(150)])
def numbers():
    yield from range(30)
    raise KeyError("numbers")
try:
    for value in imap(work, numbers()):
        got.append(value)
except KeyError as error:
    print("raised", error, len(got))
try:
    start(fail_at, 3, 3, 1).result()
except LookupError as error:
    print("raised", error)
try:
    imap(work, 5)
except TypeError as error:
    print("raised", error)"""
    got = run(tmp_path, body, **MODES[mode])
    assert got.out.splitlines() == [
        "raised 150 150 True",
        "raised 'numbers' 180",
        "raised 3",
        "raised 'int' object is not iterable",
    ]
    assert (got.code, got.err) == (0, "")


def test_what_a_worker_must_not_do_happens_here_in_order(tmp_path):
    body = """\
import random
random.seed(5)
def noisy(n):
    print("item", n)
    return n
def drawn(n):
    return random.random()
def written(n):
    with open(f"{n}.txt", "w") as file:
        return file.write("x" * n)
print([*imap(noisy, range(4))])
"""
    checks = (
        "print([*imap(drawn, range(9))], random.random())\nprint([*imap(written, range(3))], sorted(os.listdir()))\n"
    )
    expected = run(tmp_path, body + checks, SURGE_BACKEND="sequential")
    for name in ("0.txt", "1.txt", "2.txt"):
        (tmp_path / name).unlink()
    got = run(tmp_path, body + checks, **MODES["fork"])
    assert got == expected


@pytest.mark.parametrize("mode", ["fork", "spawn"])
def test_leaving_early_leaves_nothing_behind(tmp_path, mode):
    body = """\
for value in imap(work, range(10**9), 2000):
    if value:
        break
del value
left = start(work, 1, 10**8)
del left
import glob
children = open(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read().split() if os.path.exists("/proc/self/task") else []
print("children", len(children))"""
    got = run(tmp_path, body, **MODES[mode])
    allowed = {"fork": ["children 0"], "spawn": ["children 2", "children 3"]}[mode]  # warm ones, and their tracker
    assert (got.code, got.err) == (0, "")
    assert got.out.strip() in allowed


def test_a_lost_worker_costs_no_result(tmp_path):
    body = """\
import signal
def deadly(n):
    if n == 17 and os.getpid() != driver:
        os.kill(os.getpid(), signal.SIGKILL)
    return work(n)
driver = os.getpid()
print([*imap(deadly, range(60))] == [*map(work, range(60))])"""
    got = run(tmp_path, body, SURGE_FORCE="1")
    assert (got.code, got.out) == (0, "True\n")


def test_settings_are_checked(tmp_path):
    got = run(tmp_path, "imap(work, [1])", SURGE_WORKERS="many")
    assert got.code == 1
    assert "ValueError: surge: SURGE_WORKERS=many: expected a positive whole number" in got.err


def test_it_installs_as_a_typed_package_of_its_own(tmp_path):
    source = tmp_path / "source"
    shutil.copytree(RUNTIME, source, ignore=shutil.ignore_patterns("__pycache__", "tests", ".*_cache"))
    target = tmp_path / "installed"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*command, "--target", target, source], check=True, timeout=300)
    assert (target / "surge_rt" / "py.typed").is_file()
    program = "import surge_rt; print([*surge_rt.imap(abs, [-1, 2])], surge_rt.__file__.startswith('installed'))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": "installed"},
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("[1, 2]"), done.stderr


def test_several_threads_of_a_program_use_it_at_once(tmp_path):
    (tmp_path / "script.py").write_text(
        """\
import threading
from surge_rt import imap
def work(x): return sum(j * x % 7 for j in range(300))
found = {}
def run(k): found[k] = list(imap(work, range(60)))
threads = [threading.Thread(target=run, args=(k,)) for k in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print([found.get(k) == list(map(work, range(60))) for k in range(4)])
"""
    )
    for backend in ("threads", "processes"):
        for force in ("0", "1"):
            done = subprocess.run(
                [sys.executable, "script.py"],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(RUNTIME), "SURGE_BACKEND": backend, "SURGE_FORCE": force},
                capture_output=True,
                text=True,
                timeout=60,
            )
            assert (done.stdout, done.stderr) == ("[True, True, True, True]\n", "")
