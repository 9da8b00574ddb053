"""Every example and every case goes through the oracle.

`SURGEC` names the compiler (default: target/release/surgec); `ORACLE_PYTHONS` names further interpreters,
separated as in PATH.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import oracle
import pytest

EXAMPLES = sorted(path.parent for path in (oracle.ROOT / "examples").glob("*/case.toml"))
ALL_CASES = sorted(path.parent for path in (oracle.ROOT / "tests" / "cases").glob("*/case.toml"))
# Those that need packages run where these are installed: see test_packages.py.
CASES = [folder for folder in ALL_CASES if not oracle.packages_of(folder)]
PYTHONS = [sys.executable, *filter(None, os.environ.get("ORACLE_PYTHONS", "").split(os.pathsep))]

# Small inputs would hardly ever pay, so most runs are forced, one of them in chunks in which some items meet;
# one is as a user would run it. One is forced at many of the entries into a region, the others at the first ones,
# of which there are fewer where each starts interpreters.
FEW = 8
FEWEST = 4
RUNS = [
    *oracle.variants(PYTHONS, workers=[2], starts=["fork"], force=[1]),
    *oracle.variants(PYTHONS, workers=[1], starts=["fork"], force=[1], regions=FEW),
    *oracle.variants(PYTHONS, workers=[4], starts=["fork"], force=[4], regions=FEW),
    *oracle.variants(PYTHONS, workers=[2], starts=["spawn"], force=[1], regions=FEWEST),
    *oracle.variants(PYTHONS, workers=[2], starts=["kept"], force=[1], regions=FEW),
    *oracle.variants(PYTHONS, workers=[2], starts=["fork"], force=[0]),
    *oracle.variants(PYTHONS, workers=[2], starts=["fork"], force=[1], backends=["threads"], regions=FEW),
]
# Workers, start methods and backends concern only what has something to hand out.
RUNS_IN_PLACE = oracle.variants(PYTHONS, workers=[2], starts=["fork"], force=[1, 0])


@pytest.mark.parametrize("folder", [*EXAMPLES, *CASES], ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_emitted_package_behaves_as_the_script(folder: Path) -> None:
    differences = oracle.check_case(folder, surgec=oracle.find_surgec(), runs=RUNS, runs_in_place=RUNS_IN_PLACE)
    assert not differences, "\n\n".join(map(str, differences))


def test_there_are_cases_to_check() -> None:
    assert len(EXAMPLES) >= 18
    assert len(CASES) >= 45


def run_both(folder: Path, start: str) -> list[subprocess.CompletedProcess[str]]:
    """What script.py in this folder does, and its package with forced regions and statistics."""
    subprocess.run([oracle.find_surgec().resolve(), "script.py", "-o", "out", "-q"], cwd=folder, check=True)
    settings = {"SURGE_START": "fork", "SURGE_KEEP": "1"} if start == "kept" else {"SURGE_START": start}
    environment = {**os.environ, **settings, "SURGE_FORCE": "1", "SURGE_STATS": "1", "SURGE_WORKERS": "2"}
    return [
        subprocess.run([sys.executable, name], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
        for name in ("script.py", "out")
    ]


@pytest.mark.parametrize("start", ["spawn", "forkserver"])
def test_loops_of_modules_run_in_workers_that_are_not_forked(start: str, tmp_path: Path) -> None:
    """As long as what the modules hold is what their text makes of it."""
    folder = oracle.ROOT / "tests" / "cases" / "modules-with-callbacks"
    for file in folder.glob("*.py"):
        shutil.copy(file, tmp_path)
    original, emitted = run_both(tmp_path, start)
    assert (emitted.stdout, emitted.returncode) == (original.stdout, 0)
    rows = {line.split()[0]: line.split()[1:6] for line in emitted.stderr.splitlines() if "grid.py:" in line}
    assert int(rows["grid_run_score_value"][3]) >= 60, emitted.stderr
    assert int(rows["grid_compare_expression_value"][3]) >= 12, emitted.stderr
    assert "what functions, classes or modules hold is not what it was" in emitted.stderr


@pytest.mark.parametrize("start", ["spawn", "kept"])
def test_class_data_reaches_workers(start: str, tmp_path: Path) -> None:
    """Attributes of classes that the program sets are those of the driver, or are compared with them."""
    shutil.copy(oracle.ROOT / "tests" / "cases" / "class-data-changed" / "script.py", tmp_path)
    original, emitted = run_both(tmp_path, start)
    assert (emitted.stdout, emitted.returncode) == (original.stdout, 0)
    row = next(line for line in emitted.stderr.splitlines() if "script.py:35" in line)
    assert int(row.split()[4]) >= 200, emitted.stderr
    assert start == "spawn" or "workers kept: 4" in emitted.stderr
