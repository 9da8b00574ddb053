"""The cases that need packages go through the oracle, under an interpreter that has these: see `./test packages`."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import oracle
import pytest
from test_oracle import ALL_CASES, RUNS, RUNS_IN_PLACE

CASES = [folder for folder in ALL_CASES if oracle.packages_of(folder)]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_emitted_package_behaves_as_the_script(folder: Path) -> None:
    missing = [name for name in oracle.packages_of(folder) if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    differences = oracle.check_case(folder, surgec=oracle.find_surgec(), runs=RUNS, runs_in_place=RUNS_IN_PLACE)
    assert not differences, "\n\n".join(map(str, differences))


def test_there_are_cases_to_check() -> None:
    assert len(CASES) >= 20
