"""Workers that do not see the program's files, or are not like the driver's machine: a worker in a mount namespace of its own."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import distributed
import pytest
from conftest import counters

UNSHARE = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--map-root-user", "--mount"]
SETTINGS = {"SURGE_BACKEND": "dask", "SURGE_FORCE": "1", "SURGE_STATS": "1"}

try:
    CAN_UNSHARE = subprocess.run([*UNSHARE, "true"], capture_output=True).returncode == 0
except OSError:
    CAN_UNSHARE = False
pytestmark = pytest.mark.skipif(not CAN_UNSHARE, reason="this machine does not let us make a mount namespace")


class Scheduler:
    """A scheduler of its own, and workers with their own view of the files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file), "--host", "127.0.0.1")
        wait_until(lambda: file.exists() and file.stat().st_size > 0)
        time.sleep(0.2)
        self.address = __import__("json").loads(file.read_text())["address"]

    def _start(self, *command: str, before: tuple[str, ...] = ()) -> None:
        line = [*before, sys.executable, "-m", f"distributed.cli.dask_{command[0]}", *command[1:]]
        self.processes.append(
            subprocess.Popen(line, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )

    def worker(self, *mounts: str) -> None:
        """Start a worker with two threads; `mounts` are commands that change what it sees."""
        script = "; ".join([*mounts, 'exec "$@"'])
        options = ("--no-nanny", "--no-dashboard", "--nworkers", "1", "--nthreads", "2", "--local-directory", "/tmp")
        self._start("worker", self.address, *options, before=(*UNSHARE, "sh", "-c", script, "sh") if mounts else ())
        with distributed.Client(self.address, timeout=30, set_as_default=False) as client:
            # Else the program would begin with those that came before.
            client.wait_for_workers(len(self.processes) - 1, timeout=30)

    def close(self) -> None:
        for process in self.processes:
            process.kill()  # asked politely, a worker may wait for its scheduler
        for process in self.processes:
            process.wait()


def wait_until(question) -> None:
    deadline = time.monotonic() + 30
    while not question():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def scheduler(tmp_path_factory) -> Iterator[Scheduler]:
    made = Scheduler(tmp_path_factory.mktemp("scheduler"))
    yield made
    made.close()


def hide(folder: Path) -> str:
    return f"mount -t tmpfs none {shlex.quote(str(folder))}"


PROGRAM = """\
import sys, os, traceback
import shapes.square
from tools import twist
import plain
def work(n):
    import lazily
    total = 0
    for k in range(n):
        total += k * k % 7
    try:
        plain.fail(n)
    except ValueError:
        place = traceback.format_exc().splitlines()
    return twist(total), shapes.square.area(n), lazily.name(n), place, plain.__file__, plain.fail.__code__.co_filename
rows = []
for y in range(12):
    row = work(200 + y)
    rows.append(row)
print(*rows, sep="\\n")
"""
LOOP = PROGRAM[PROGRAM.index("for y in range(12)") : PROGRAM.index("print(*rows")]
PARALLEL = """\
s = surge_rt.loop(tasks.rows_row, range(12), ())
while s.more():
    for y, row in s.parallel():
        rows.append(row)
    for y in s.sequential():
        row = work(200 + y)
        rows.append(row)
"""
TASKS = '@task("script.py:18", heavy=True{})\ndef rows_row(y):\n    return work(200 + y)\n'
SIBLINGS = {
    "shapes/square.py": "from . import round\ndef area(n): return n * n + round.PI\n",  # a namespace package
    "shapes/round.py": "PI = 3\n",
    "tools/__init__.py": "from .deep import twist\n",
    "tools/deep.py": "def twist(n): return n ^ 5\n",
    "plain.py": "def fail(n):\n    raise ValueError(n)\n",
    "lazily.py": "def name(n): return f'item {n}'\n",
}


def build(package, options: str = ""):
    listed = {name: "" for name in SIBLINGS if name == "lazily.py"}  # what nobody has imported yet comes with the list
    built = package(
        PROGRAM,
        "@@\n" + PROGRAM.replace(LOOP, PARALLEL),
        TASKS.format(options),
        siblings=repr(dict.fromkeys(listed, digest())),
    )
    for name, text in SIBLINGS.items():
        path = built.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return built


def digest() -> str:
    return __import__("hashlib").sha256(SIBLINGS["lazily.py"].encode()).hexdigest()


def test_the_program_reaches_a_machine_that_has_none_of_its_files(package, scheduler):
    built = build(package)
    scheduler.worker(hide(built.folder))
    got = built.check(SURGE_SCHEDULER=scheduler.address, **SETTINGS)
    assert counters(got)["rows_row"]["parallel items"] == "12"
    assert "failed" not in got.err


def test_tasks_that_read_files_stay_on_machines_that_have_them(package, scheduler):
    built = build(package, ", files=True")
    scheduler.worker(hide(built.folder))
    got = built.check(SURGE_SCHEDULER=scheduler.address, **SETTINGS)
    assert "it reads files, which are not there on other machines" in got.err
    scheduler.worker()
    got = built.check(SURGE_SCHEDULER=scheduler.address, **SETTINGS)
    assert counters(got)["rows_row"]["parallel items"] == "12"
    assert "failed" not in got.err


def test_a_machine_with_another_processor_computes_nothing(package, scheduler, tmp_path_factory):
    built = build(package)
    other = tmp_path_factory.mktemp("other") / "cpuinfo"
    other.write_text("flags : fpu sse\n")
    scheduler.worker(f"mount --bind {other} /proc/cpuinfo")
    expected = built.run(original=True)
    got = built.run(SURGE_SCHEDULER=scheduler.address, **SETTINGS)
    assert (got.out, got.code) == (expected.out, expected.code)
    assert (
        "surge: no dask cluster: RuntimeError: no worker can compute for this program: unfit: another processor"
        in got.err
    )
    scheduler.worker()
    got = built.check(SURGE_SCHEDULER=scheduler.address, **SETTINGS)
    assert counters(got)["rows_row"]["parallel items"] == "12"
    assert counters(got)["rows_row"]["workers"] == "2"
