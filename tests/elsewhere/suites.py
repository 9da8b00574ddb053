"""Programs from elsewhere: public benchmark and test suites through surgec and the oracle.

    python3 tests/elsewhere/suites.py                  # fetches, analyses all, compares those that run by themselves
    python3 tests/elsewhere/suites.py --analyse        # analyses only
    python3 tests/elsewhere/suites.py --write docs/elsewhere.md

The source distributions come from the package index by way of pip, into `--folder`, and stay there. They are not part of this project,
and neither is this run part of `./test`. pyperformance's benchmarks import `pyperf`; beside each lies a stand-in that runs the
function twice and prints what it returned. At the end of each benchmark stands what its globals hold.

A program that differs, or on which surgec fails, makes the exit code 1. One that does not run by itself, because it needs a
package that is not there or because it fails, is only analysed.
"""

from __future__ import annotations

import argparse
import ast
import collections
import dataclasses
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import oracle  # noqa: E402

SUITES = {
    "pyperformance": ("pyperformance==1.14.0", "*/pyperformance/data-files/benchmarks/bm_*/run_benchmark.py"),
    "PyCG's snippets": ("pycg==0.0.8", "**/micro-benchmark/snippets/**/*.py"),
}
RUNS = [
    oracle.Variant(workers=2, start="fork", force=0),
    oracle.Variant(workers=2, start="fork", force=1),
]
STAND_IN = '''"""Stands in for pyperf: runs each function twice and prints what it gave."""

import argparse


def perf_counter():
    return 0.0


def show(name, value):
    if isinstance(value, (bool, int, float, complex, str, bytes, type(None))):
        print(name, repr(value)[:2000])
    elif isinstance(value, (list, tuple)):
        print(name, type(value).__name__, len(value))
        for part in value[:200]:
            show(name, part)
    elif isinstance(value, dict):
        print(name, "dict", len(value))
        for key, part in list(value.items())[:200]:
            show(name, key)
            show(name, part)
    else:
        print(name, type(value).__name__)


class Runner:
    def __init__(self, **options):
        self.metadata = {}
        self.args = None
        self.argparser = argparse.ArgumentParser()

    def parse_args(self):
        if self.args is None:
            self.args = self.argparser.parse_args()
        return self.args

    def bench_func(self, name, function, *args, inner_loops=None, metadata=None):
        self.parse_args()
        for _ in range(2):
            show(name, function(*args))

    def bench_time_func(self, name, function, *args, inner_loops=None, metadata=None):
        self.parse_args()
        show(name, function(2, *args))
'''


@dataclasses.dataclass
class Totals:
    """What became of the programs of one suite."""

    programs: int = 0
    compared: int = 0
    alone: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    regions: int = 0
    parallel: int = 0
    reasons: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    wrong: list[str] = dataclasses.field(default_factory=list)


def fetch(requirement: str, folder: Path) -> Path:
    """The unpacked source distribution of a requirement."""
    place = folder / requirement.replace("==", "-")
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
        with tempfile.TemporaryDirectory(dir=folder) as name:
            subprocess.run([*command, "--dest", name, requirement], check=True)
            (archive,) = Path(name).glob("*.tar.gz")
            with tarfile.open(archive) as file:
                file.extractall(Path(name) / "all", **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
            (Path(name) / "all").rename(place)
    return place


def prepare(script: Path, folder: Path) -> Path:
    """A copy of a program in a folder of its own, with the stand-in where it needs one."""
    shutil.copytree(script.parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    copy = folder / script.name
    if script.name == "run_benchmark.py":
        (folder / "pyperf.py").write_text(STAND_IN)
        text = copy.read_text(encoding="utf-8")
        copy.write_text(text + "\n" + shown_globals(text), encoding="utf-8")
    return copy


def shown_globals(text: str) -> str:
    """Statements that print what the names hold which a script assigns at its top level."""
    names = {
        target.id
        for stmt in ast.parse(text).body
        if isinstance(stmt, ast.Assign)
        for target in stmt.targets
        if isinstance(target, ast.Name) and not target.id.startswith("__")
    }
    if not names:
        return ""
    lines = "".join(f'pyperf.show("{name}", {name})\n' for name in sorted(names))
    return f"import pyperf\n\n{lines}"


def analyse(script: Path, surgec: str, totals: Totals, label: str) -> bool:
    """Count the decisions about one program; whether surgec took it."""
    with tempfile.TemporaryDirectory() as name:
        run = subprocess.run([surgec, "--quiet", str(script), "-o", f"{name}/out"], capture_output=True, text=True)
        plan = Path(name) / "out" / "plan.json"
        if not plan.exists():
            if "SyntaxError" not in run.stderr:
                totals.wrong.append(f"{label}: {run.stderr.strip()[:300]}")
            totals.alone["not valid for this version of Python"] += 1
            return False
        for region in json.loads(plan.read_bytes())["regions"]:
            totals.regions += 1
            if region["decision"] == "parallel":
                totals.parallel += 1
            else:
                totals.reasons[region["reason"]] += 1
                if region["reason"] == "internal-error":
                    totals.wrong.append(f"{label}: internal error at {region['origin']}: {region['detail']}")
    return True


def compare(script: Path, surgec: str, timeout: float, totals: Totals, label: str) -> None:
    """Run the original and the package, and note whether they differ."""
    workshop_folder = Path(tempfile.mkdtemp(prefix="elsewhere-")).resolve()
    try:
        workshop = oracle.Workshop(workshop_folder, timeout, None, {})
        shutil.copytree(script.parent, workshop.template)
        if workshop.compile(surgec, script.name):
            totals.wrong.append(f"{label}: does not compile")
            return
        original = workshop.run([sys.executable, script.name], {})
        if original.timed_out or b"Error" in original.stderr:
            totals.alone["takes too long" if original.timed_out else "does not run by itself"] += 1
            return
        again = workshop.run([sys.executable, script.name], {})
        if oracle.compare(original, again, "again", workshop.program):
            totals.alone["not deterministic"] += 1
            return
        for run in RUNS:
            emitted = workshop.run([sys.executable, oracle.OUT], run.environment())
            if emitted.timed_out:
                # Where everything is made parallel, whether it pays or not, thousands of workers may be started.
                if not run.force:
                    totals.wrong.append(f"{label}: takes too long as a package")
                continue
            for difference in oracle.compare(original, emitted, str(run), workshop.program):
                totals.wrong.append(f"{label}: {difference}")
        totals.compared += 1
    finally:
        shutil.rmtree(workshop_folder, ignore_errors=True)


def table(suites: dict[str, Totals]) -> str:
    """The counts as Markdown, without timings."""
    names = list(suites)
    rows = [
        ("programs", lambda t: t.programs),
        ("compared, equal in all runs", lambda t: t.compared),
        *((f"not compared: {why}", lambda t, why=why: t.alone[why]) for why in sorted({w for t in suites.values() for w in t.alone})),
        ("loops, expressions and calls found", lambda t: t.regions),
        ("parallel", lambda t: t.parallel),
        *((f"sequential: `{why}`", lambda t, why=why: t.reasons[why]) for why in sorted({w for t in suites.values() for w in t.reasons})),
    ]  # fmt: skip
    lines = [
        "# Programs from elsewhere", "",
        "Public programs through surgec, and through the oracle where they run by themselves. Written by `tests/elsewhere/suites.py --write`, which says more.", "",
        "| | " + " | ".join(names) + " |", "| --- |" + " --- |" * len(names),
    ]  # fmt: skip
    for title, count in rows:
        lines.append(f"| {title} | " + " | ".join(str(count(suites[name])) for name in names) + " |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare public programs with their packages.")
    parser.add_argument("--folder", default="target/elsewhere", help="where the source distributions go")
    parser.add_argument("--surgec", help="the compiler (default: $SURGEC, or target/release/surgec)")
    parser.add_argument("--analyse", action="store_true", help="do not run anything")
    parser.add_argument("--only", default="", help="only programs with this in their path")
    parser.add_argument("--timeout", type=float, default=30.0, help="seconds for each run")
    parser.add_argument("--write", help="also write the table to this file")
    arguments = parser.parse_args()
    surgec = str(Path(arguments.surgec).resolve() if arguments.surgec else oracle.find_surgec().resolve())

    suites = {}
    for name, (requirement, pattern) in SUITES.items():
        totals = suites[name] = Totals()
        place = fetch(requirement, Path(arguments.folder).resolve())
        for script in sorted(place.glob(pattern)):
            label = str(script.relative_to(place))
            if arguments.only not in label:
                continue
            totals.programs += 1
            with tempfile.TemporaryDirectory() as folder:
                copy = prepare(script, Path(folder) / "program")
                if analyse(copy, surgec, totals, label) and not arguments.analyse:
                    compare(copy, surgec, arguments.timeout, totals, label)
        for text in totals.wrong:
            print(text, flush=True)
    print(table(suites))
    if arguments.write:
        Path(arguments.write).write_text(table(suites))
    return 1 if any(totals.wrong for totals in suites.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
