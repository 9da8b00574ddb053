"""Every example and every case goes through the oracle.

`SURGEC` names the compiler (default: target/release/surgec); `ORACLE_PYTHONS` names further interpreters,
separated as in PATH.
"""

from __future__ import annotations

import os
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
# one is as a user would run it.
RUNS = [
    *oracle.variants(PYTHONS, workers=[1, 2], starts=["fork"], force=[1]),
    *oracle.variants(PYTHONS, workers=[4], starts=["fork"], force=[4]),
    *oracle.variants(PYTHONS, workers=[2], starts=["spawn", "kept"], force=[1]),
    *oracle.variants(PYTHONS, workers=[2], starts=["fork"], force=[0]),
    *oracle.variants(PYTHONS, workers=[2], starts=["fork"], force=[1], backends=["threads"]),
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
