"""Emitted packages written by hand, and the oracle: the package must do what the original does."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest

RUNTIME = Path(__file__).parent.parent / "surge_rt"
PRELUDE = 'import sys; sys.path.insert(0, __file__.removesuffix("__main__.py") or "."); import surge_rt; surge_rt.enter(globals())\n'
TIME_OUT = 60
# A shell starts what runs in the background with Ctrl-C ignored, and so would every program that is started from here.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


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
        done = subprocess.run(
            [sys.executable, target, *args],
            cwd=self.folder,
            env=environment,
            timeout=TIME_OUT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
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
