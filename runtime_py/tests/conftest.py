"""Emitted packages written by hand, and the oracle: the package must do what the original does."""

from __future__ import annotations

import faulthandler
import gc
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import NamedTuple

import pytest

RUNTIME = Path(__file__).parent.parent / "surge_rt"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # tests import the runtime as it is here
PRELUDE = 'import sys; sys.path.insert(0, __file__.removesuffix("__main__.py") or "."); import surge_rt; surge_rt.enter(globals())\n'
TIME_OUT = 60
SETTLING = 3.0  # seconds in which what a program has started is to be gone after it
DEADLOCK = 400  # seconds for one test, in this process: then all threads say where they are, and the run ends
SHARED = Path("/dev/shm")
# A shell starts what runs in the background with Ctrl-C ignored, and so would every program that is started from here.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


def settled(what):
    """What is there once nothing of it goes away any more: processes take a moment to end."""
    end = time.monotonic() + SETTLING
    while what() and time.monotonic() < end:
        time.sleep(0.02)
    return what()


def processes_in(folder: Path) -> list[str]:
    """The command lines of processes whose current folder this is; nothing where the system does not say."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if Path(os.readlink(entry / "cwd")) == folder and entry.name != str(os.getpid()):
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found


def shared_memory() -> set[str]:
    """Semaphores and segments of shared memory that have names."""
    return {entry.name for entry in SHARED.glob("*") if entry.is_file()} if SHARED.is_dir() else set()


def children() -> set[str]:
    """Processes that this one has started and not waited for; nothing where the system does not say."""
    return {child for path in Path("/proc/self/task").glob("*/children") for child in path.read_text().split()}


def descriptors() -> set[str]:
    """Open descriptors, with what they lead to."""
    found = set()
    for entry in Path("/proc/self/fd").glob("*"):
        try:
            found.add(f"{entry.name} {os.readlink(entry)}")
        except OSError:
            continue
    return found


@pytest.fixture(autouse=True)
def nothing_is_left():
    """After each test: no child, no descriptor more than before; a test that hangs says where."""
    before, opened = children(), descriptors()
    faulthandler.dump_traceback_later(DEADLOCK, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
    gc.collect()  # exceptions hold what their frames hold
    assert not settled(lambda: children() - before), "a child process is left"
    assert not settled(lambda: descriptors() - opened), "a descriptor is left"


class Outcome(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


class Package:
    """An original script and the package that stands for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.script = folder / "script.py"
        self.out = folder / "out"

    def run(self, *args: str, original: bool = False, **settings: str) -> Outcome:
        """Run one of the two in a fresh process group, with a time-out."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("SURGE_", "PYTHON"))}
        environment.update(settings)
        target = "script.py" if original else "out"
        shared = shared_memory()
        done = subprocess.run(
            [sys.executable, target, *args],
            cwd=self.folder,
            env=environment,
            timeout=TIME_OUT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        left = settled(lambda: processes_in(self.folder))
        assert not left, f"processes are left: {left}"
        assert not settled(lambda: shared_memory() - shared), "shared memory is left"
        return Outcome(done.returncode, done.stdout, done.stderr)

    def check(self, *args: str, **settings: str) -> Outcome:
        """Compare the package with the original; the outcome of the package."""
        expected = self.run(*args, original=True)
        got = self.run(*args, **settings)
        stats = settings.get("SURGE_STATS") == "1"
        assert got.out == expected.out
        assert got.code == expected.code
        if not stats:
            assert got.err == expected.err
        return got


def counters(outcome: Outcome) -> dict[str, dict[str, str]]:
    """The table of SURGE_STATS=1, by site."""
    lines = outcome.err[outcome.err.index("surge: ") :].splitlines()
    names = re.split(r"\s{2,}", lines[1])
    rows = {}
    for line in lines[2:]:
        cells = re.split(r"\s{2,}", line)
        if len(cells) == len(names):
            rows[cells[0]] = dict(zip(names, cells))
    return rows


@pytest.fixture
def package(tmp_path):
    """Build a package: package(original, driver, tasks, lines=…) from sources; `@@` in the driver is the prelude."""

    def build(
        original: str, driver: str | None = None, tasks: str = "", lines: str | None = None, siblings: str = "{}"
    ) -> Package:
        made = Package(tmp_path)
        made.script.write_text(textwrap.dedent(original))
        made.out.mkdir()
        shutil.copytree(RUNTIME, made.out / "surge_rt", ignore=shutil.ignore_patterns("__pycache__"))
        (made.out / "original.py").write_text(textwrap.dedent(original))
        text = textwrap.dedent(driver if driver is not None else "@@\n" + textwrap.dedent(original))
        (made.out / "__main__.py").write_text(text.replace("@@\n", PRELUDE))
        count = text.count("\n") + 1
        head = f'"""Tasks."""\nfrom surge_rt import task\nSOURCE = "../script.py"\nSIBLINGS = {siblings}\n'
        runs = lines if lines is not None else f"((1, 1, 1, 1), (2, 1, {count}, 1))"
        (made.out / "tasks.py").write_text(head + f"LINES = {runs}\n" + textwrap.dedent(tasks))
        return made

    return build
