"""Hold what programs really do against what surgec claims of their functions.

    python3 tests/facts/run.py                                # a fixed sample, as ./test does: cases, examples, programs
    python3 tests/facts/run.py --seed 1000 --count 500        # further programs of tests/fuzz
    python3 tests/facts/run.py --states --every 10            # all ways to keep state, see tests/fuzz/states.py
    python3 tests/facts/run.py script.py -- ARGS              # one script

`surgec --emit effects=json` writes the claims, `observe.py` runs the script and looks at a sample of its calls. A claim that a run
breaks is a bug in the analysis, whether or not any rewrite relies on it today. Exit code: 0 when all claims hold, 1 when any does not.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import dataclasses
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "fuzz"), str(HERE.parent)]

import generate  # noqa: E402
import oracle  # noqa: E402
import states  # noqa: E402

OBSERVE = HERE / "observe.py"
# Cases in which a claim is broken on purpose.
WRONG_ON_PURPOSE = {"user-promises": "the promises in it are wrong where the case says so"}
SAMPLE = 12
TIMEOUT = 60.0

# Every kind of violation once; with empty claims, each must be reported. See `detects`.
GUILTY = """
import random

total = 0
shared = [1, 2]


def assigns():
    global total
    total += 1


def changes(xs):
    xs.append(3)


def changes_global():
    shared.append(4)


def speaks():
    print("something")


def draws():
    return random.random()


def opens():
    open("made.txt", "w").close()


def hands_back(xs):
    return xs


def wraps(xs):
    return [xs]


def reads():
    return total


def caller():
    return reads()


assigns(), changes([1]), changes_global(), speaks(), draws(), opens(), hands_back(shared), wraps(shared), caller()
"""
FOUND_IN_GUILTY = [
    "assigns (line 8) assigns total", "changes (line 13) changes a list", "changes_global (line 17) changes a list",
    "speaks (line 21) prints", "draws (line 25) draws", "draws (line 25) is a float", "opens (line 29) opens a file for writing",
    "hands_back (line 33) returns an old list", "wraps (line 37) returns something with an old list", "caller (line 45) reads total",
]  # fmt: skip


@dataclasses.dataclass
class Outcome:
    """What became of one program."""

    name: str
    status: str  # "looked at", "refused", or why it could not be looked at
    violations: dict[str, str] = dataclasses.field(default_factory=dict)
    totals: dict[str, int] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Job:
    """One program: a script with its folder, or a text."""

    name: str
    script: Path | None = None
    text: str = ""
    arguments: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()
    stdin: Path | None = None


def look_at(job: Job, surgec: str, python: str, empty: bool = False) -> Outcome:
    """Compile the claims of one program and hold a run against them; with `empty`, against claims of nothing at all."""
    with tempfile.TemporaryDirectory(prefix="facts-") as name:
        folder = Path(name).resolve() / "program"
        script = copy(job, folder)
        if job.prepare:
            subprocess.run([python, *job.prepare], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        emitted = subprocess.run([surgec, "--emit", "effects=json", str(script)], capture_output=True)
        if emitted.returncode:
            return Outcome(job.name, "not a program that surgec reads")
        claims = json.loads(emitted.stdout)
        if claims["refused"]:
            return Outcome(job.name, "refused as a whole")
        if empty:
            forget(claims)
        facts, report = folder.parent / "effects.json", folder.parent / "report.json"
        facts.write_text(json.dumps(claims))
        command = [python, str(OBSERVE), str(facts), str(report), script.name, *job.arguments]
        with open(job.stdin or os.devnull, "rb") as stdin:
            try:
                subprocess.run(command, cwd=folder, stdin=stdin, capture_output=True, timeout=TIMEOUT)
            except subprocess.TimeoutExpired:
                return Outcome(job.name, "takes too long")
        if not report.exists():
            return Outcome(job.name, "ended without a report")
        found = json.loads(report.read_text())
        return Outcome(job.name, "looked at", found["violations"], found["totals"])


def copy(job: Job, folder: Path) -> Path:
    """The program in a folder of its own."""
    if job.script is None:
        folder.mkdir()
        script = folder / "script.py"
        script.write_text(job.text)
        return script
    ignore = shutil.ignore_patterns("data", "__pycache__", "out") if job.prepare else None
    shutil.copytree(job.script.parent, folder, symlinks=True, ignore=ignore)
    return folder / job.script.name


def forget(claims: dict[str, object]) -> None:
    """Turns claims into those of functions that do nothing and return nothing that was there before."""
    nothing = {"outside": False, "parameters": [], "parts": [], "fresh": True}
    functions = claims["functions"]
    assert isinstance(functions, list)
    for function in functions:
        # The functions that `caller` calls keep what they read, by which their callers are judged.
        function.update(effects=[], writes=[], call_writes=[])
        function["reads"] = [] if function["name"] == "caller" else function["reads"]
        function["heap_writes"].update(any=False, everything=False, locations=[], parameters=[])
        function["result"]["origins"] = function["result_parts"] = nothing
        function["result"]["atoms"] = [atom for atom in function["result"]["atoms"] if atom != "float"]


def detects(surgec: str, python: str) -> list[str]:
    """Which kinds of violation are not noticed in a program that is guilty of all of them."""
    outcome = look_at(Job("guilty", text=GUILTY), surgec, python, empty=True)
    return [text for text in FOUND_IN_GUILTY if not any(text in found for found in outcome.violations)]


def cases() -> Iterator[Job]:
    """The examples at small size, and the cases."""
    for file in sorted([*oracle.ROOT.glob("examples/*/case.toml"), *oracle.ROOT.glob("tests/cases/*/case.toml")]):
        folder = file.parent
        case = oracle.tomllib.loads(file.read_text(encoding="utf-8"))
        script = folder / "script.py"
        if not script.exists():
            script = folder / f"{folder.name}.py"
        if folder.name not in WRONG_ON_PURPOSE and "packages" not in case:
            yield Job(
                folder.name,
                script,
                arguments=tuple(case.get("small_args", case.get("args", []))),
                prepare=tuple(case.get("small_data", ())),
                stdin=folder / case["stdin"] if "stdin" in case else None,
            )


def programs(seeds: range, from_states: bool) -> Iterator[Job]:
    for seed in seeds:
        yield Job(f"seed {seed}", text=states.program(seed) if from_states else generate.program(seed))


def jobs(arguments: argparse.Namespace) -> Iterator[Job]:
    if arguments.script:
        script = Path(arguments.script).resolve()
        yield Job(script.name, script, arguments=tuple(arguments.arguments))
    elif arguments.states:
        yield from programs(range(arguments.seed - 1, states.count(), arguments.every)[: arguments.count], True)
    elif arguments.count:
        yield from programs(range(arguments.seed, arguments.seed + arguments.count), False)
    else:
        yield from cases()
        yield from programs(range(1, 1 + SAMPLE), False)


def main() -> int:
    parser = argparse.ArgumentParser(description="Hold what programs do against what surgec claims.")
    parser.add_argument("script", nargs="?", help="a script; without it, cases, examples and some programs")
    parser.add_argument("arguments", nargs="*", help="what the script gets")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--count", type=int, help="how many programs of tests/fuzz")
    parser.add_argument("--states", action="store_true", help="all ways to keep state instead of generated programs")
    parser.add_argument("--every", type=int, default=1, help="with --states, only every so many of them")
    parser.add_argument("--jobs", type=int, default=1, help="programs at a time")
    parser.add_argument("--surgec", help="the compiler (default: $SURGEC, or target/release/surgec)")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that runs the programs")
    arguments = parser.parse_args()
    surgec = str(Path(arguments.surgec).resolve() if arguments.surgec else oracle.find_surgec().resolve())

    missed = detects(surgec, arguments.python)
    for text in missed:
        print(f"not noticed in a program that does it: {text}")
    statuses: collections.Counter[str] = collections.Counter()
    totals: collections.Counter[str] = collections.Counter()
    broken = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for outcome in pool.map(lambda job: look_at(job, surgec, arguments.python), jobs(arguments)):
            statuses[outcome.status] += 1
            totals.update(outcome.totals)
            broken += bool(outcome.violations)
            for text, detail in outcome.violations.items():
                print(f"{outcome.name}: {text} {detail}", flush=True)
    print(", ".join(f"{count} {status}" for status, count in statuses.most_common()))
    print(", ".join(f"{count} {what}" for what, count in totals.most_common()))
    return 1 if missed or broken else 0


if __name__ == "__main__":
    sys.exit(main())
