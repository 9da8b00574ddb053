"""Loops of ordinary scripts: which run in parallel, and that every script behaves as before.

tests/corpus/README.md describes the marks in the scripts. `SURGEC` names the compiler, as for test_oracle.py.
"""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import oracle
import pytest

CORPUS = oracle.ROOT / "tests" / "corpus"
SCRIPTS = sorted(CORPUS.glob("*/script.py"))
RUNS = oracle.variants([sys.executable], workers=[2], starts=["fork"], force=[1])
MARK = re.compile(r"# expert: (easy|hard|no)(?:, refused: ([a-z-]+))?$")
# Reasons that no short script of its own has: too large a program, an error of the compiler's, a loop inside a marked one.
UNMARKED = {"analysis-budget", "internal-error", "inside-parallel-loop"}
# Of the loops that an expert would parallelise without thinking twice.
LEAST_SHARE = 0.85


@dataclasses.dataclass(frozen=True)
class Label:
    """A marked loop: its place as the plan names it, how hard it is, and the reason if it is refused."""

    file: str
    line: int
    kind: str
    refused: str | None


def labels(folder: Path) -> list[Label]:
    """The marks in all files of a script; a mark that cannot be read fails."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        file = path.relative_to(folder).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if "# expert:" not in line:
                continue
            match = MARK.search(line)
            assert match, f"{path}:{number}: {line.strip()}"
            assert match[1] != "no" or match[2], f"{path}:{number}: no reason"
            found.append(Label(file, number, match[1], match[2]))
    return found


def regions_at(label: Label, plan: dict[str, Any]) -> list[dict[str, Any]]:
    """The regions that hold the marked line: a loop inside a parallel one is covered by it.

    One that has to stay in order has to do so wherever it stands.
    """
    held = []
    for region in plan["regions"]:
        file, _, first = region["origin"].rpartition(":")
        line = int(first)
        last = line if label.kind == "no" else region["end_line"]
        if file == label.file and line <= label.line <= last:
            held.append(region)
    return held


def wrong_decisions(folder: Path, plan: dict[str, Any]) -> list[str]:
    """Where the plan decides otherwise than the marks say."""
    wrong = []
    for label in labels(folder):
        held = regions_at(label, plan)
        parallel = any(region["decision"] == "parallel" for region in held)
        reasons = sorted({region["reason"] for region in held if region["reason"]})
        if parallel == (label.refused is not None) or (label.refused and label.refused not in reasons):
            is_now = "parallel" if parallel else f"refused: {', '.join(reasons)}"
            wrong.append(f"{label.file}:{label.line}: marked {label.refused or 'parallel'}, is {is_now}")
    return wrong


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.parent.name)
def test_loops_are_decided_as_marked_and_nothing_differs(script: Path) -> None:
    def inspect(out: Path) -> list[oracle.Difference]:
        plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
        return [oracle.Difference("compiling", "plan", text) for text in wrong_decisions(script.parent, plan)]

    differences = oracle.check(script, surgec=oracle.find_surgec(), runs=RUNS, inspect=inspect)
    assert not differences, "\n\n".join(map(str, differences))


def test_most_loops_that_an_expert_would_parallelise_are() -> None:
    counts = Counter((label.kind, label.refused is None) for script in SCRIPTS for label in labels(script.parent))
    assert sum(counts.values()) >= 350
    assert counts["easy", True] >= LEAST_SHARE * (counts["easy", True] + counts["easy", False]), counts


def test_every_reason_has_a_loop() -> None:
    known = {page.stem for page in (oracle.ROOT / "docs" / "reasons").glob("*.md")} - {"README"}
    known = {name for name in known if not name.startswith("checkpoint")}  # given with --checkpoint alone
    marked = {label.refused for script in SCRIPTS for label in labels(script.parent)} - {None}
    assert marked == known - UNMARKED


def test_a_wrong_mark_is_found_out() -> None:
    folder = next(script.parent for script in SCRIPTS if labels(script.parent))
    plan: dict[str, Any] = {"regions": []}
    assert wrong_decisions(folder, plan), "a loop that no region holds passes as parallel"
