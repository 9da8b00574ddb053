"""Kill the workers of packages at random, many times: nothing may be lost, repeated or hung.

    .venv/bin/python tests/chaos/run.py                       500 runs
    .venv/bin/python tests/chaos/run.py --count 40 --seed 7   fewer, and others
    .venv/bin/python tests/chaos/run.py path/to/script.py     of these programs

Programs are those of tests/faults/programs, unless others are named. Each run draws a program, a number of workers, a start method,
a window, whether everything runs in parallel, and what happens to workers: killed, asked to end, stopped, or left
without memory, from the first moment of their lives to the last. Output, exit code and files have to be those of the
script, and nobody may be left afterwards.

Exit code: 0 when all runs were equal, 1 when one was not.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import oracle  # noqa: E402

PROGRAMS = (
    "steps loop values segment writes_files large lambdas signals_set redirected raises exits task_memory".split()
)
TIME_OUT = 120
OUTCOMES = ("code", "out", "err", "files")


class Outcome(NamedTuple):
    """What a run left behind."""

    code: int
    out: bytes
    err: bytes
    files: dict[str, str]


class Program(NamedTuple):
    """A script, its package and what the script does."""

    name: str
    folder: Path
    script: str
    expected: Outcome


class Draw(NamedTuple):
    """What happens in one run."""

    number: int
    program: Program
    settings: dict[str, str]
    blow: str
    rate: float  # blows a second, about


def build(script: Path, folder: Path, surgec: Path, python: str) -> Program:
    """Compile a script in a copy of its folder, and run it once."""
    home = folder / script.parent.name / script.stem
    shutil.copytree(script.parent, home, ignore=shutil.ignore_patterns("__pycache__", "out", "*.md"))
    subprocess.run([surgec, script.name, "-o", "out"], cwd=home, check=True, stdout=subprocess.DEVNULL)
    blank = Program(script.stem, home, script.name, Outcome(0, b"", b"", {}))
    return blank._replace(expected=run(blank, script.name, {}, python, folder / f"first-{script.stem}")[0])


def run(
    program: Program, target: str, settings: dict[str, str], python: str, home: Path, draw: Draw | None = None
) -> tuple[Outcome, int, int]:
    """Run the script or the package in a fresh folder; the outcome, how many blows fell, and who is left."""
    shutil.copytree(program.folder, home)
    before = _files(home)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SURGE_", "PYTHON"))}
    process = subprocess.Popen(
        [python, target],
        cwd=home,
        env={**environment, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        blows = thread.submit(strike, process, draw) if draw is not None else None
        try:
            out, err = process.communicate(timeout=TIME_OUT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            out += b"(hangs)"
        count = blows.result() if blows is not None else 0
    left = oracle.wait_for_group(process.pid)
    oracle.kill_group(process.pid)
    after = {name: text for name, text in _files(home).items() if before.get(name) != text}
    shutil.rmtree(home)
    return Outcome(process.returncode, out, err, after), count, left


def strike(process: subprocess.Popen[bytes], draw: Draw) -> int:
    """Do to the children of the driver, at random moments, what was drawn; how often that was."""
    chance = random.Random(draw.number)
    count = 0
    while process.poll() is None:
        time.sleep(min(chance.expovariate(draw.rate), 1.0))
        server = process.pid if draw.settings["SURGE_START"] == "forkserver" else 0
        workers = [pid for pid in oracle.members(process.pid) if pid != process.pid and _is_worker(pid, server)]
        blow = draw.blow if draw.blow != "all" else chance.choice(BLOWS)
        if blow == "stop" and server:
            blow = "kill"  # one that is stopped before the driver knows it would stay
        if workers:
            worker = chance.choice(workers)
            if blow == "stop" and draw.settings["SURGE_START"] == "spawn" and not _has_started(worker):
                blow = "kill"  # until then the system call that starts it, vfork, holds the driver
            count += _blow(blow, worker)
    return count


BLOWS = ("kill", "terminate", "stop", "starve")
SIGNALS = {"kill": signal.SIGKILL, "terminate": signal.SIGTERM, "stop": signal.SIGSTOP}


def _blow(kind: str, worker: int) -> bool:
    try:
        if kind == "starve":  # from now on it gets no more memory
            pages = int(Path(f"/proc/{worker}/statm").read_text().split()[0])
            limit = pages * resource.getpagesize()
            resource.prlimit(worker, resource.RLIMIT_AS, (limit, limit))
        else:
            os.kill(worker, SIGNALS[kind])
    except (OSError, IndexError):
        return False
    return True


def _has_started(pid: int) -> bool:
    """True once a process that is spawned runs an interpreter of its own."""
    with contextlib.suppress(OSError):
        return "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()
    return False


def _is_worker(pid: int, driver: int) -> bool:
    """True for a worker: neither the tracker of multiprocessing nor a child of this driver, its server that forks."""
    with contextlib.suppress(OSError, IndexError):
        command = Path(f"/proc/{pid}/cmdline").read_text()
        parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        return "resource_tracker" not in command and parent != driver
    return False


def _files(folder: Path) -> dict[str, str]:
    skipped = ("__pycache__", "out")
    paths = [path for path in folder.rglob("*") if path.is_file() and not set(skipped) & set(path.parts)]
    return {str(path.relative_to(folder)): path.read_text(errors="replace") for path in paths}


def one(draw: Draw, python: str, folder: Path) -> tuple[Draw, list[str], int]:
    """One run; what differed, and how many blows fell."""
    got, blows, left = run(draw.program, "out", draw.settings, python, folder / f"run-{draw.number}", draw)
    problems = []
    for name in OUTCOMES:
        expected, actual = getattr(draw.program.expected, name), getattr(got, name)
        if name == "err":
            if draw.settings["SURGE_START"] != "fork":
                continue  # an interpreter that is hit while it starts complains itself
            expected, actual = (_exception(text) for text in (expected, actual))
        if expected != actual:
            problems.append(f"{name}: {str(actual)[:200]} … {str(actual)[-300:]}, not {str(expected)[-300:]}")
    if left:
        problems.append(f"{left} processes left")
    return draw, problems, blows


def _exception(text: bytes) -> list[bytes]:
    """Standard error without the frames of tracebacks."""
    return [line for line in text.splitlines() if not line.startswith((b" ", b"Traceback"))]


def draws(programs: list[Program], count: int, seed: int) -> list[Draw]:
    """What happens in each of the runs."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        settings = {
            "SURGE_WORKERS": str(chance.choice((2, 2, 3, 4, 8))),
            "SURGE_START": chance.choice(("fork",) * 8 + ("spawn", "forkserver")),
            "SURGE_FORCE": chance.choice("0111"),
        }
        if chance.random() < 0.4:
            settings["SURGE_KEEP"] = "1"
        if chance.random() < 0.2:
            settings["SURGE_WINDOW"] = str(chance.choice((1, 1000, 100_000)))
        if chance.random() < 0.2:
            settings["SURGE_MEMORY"] = chance.choice(("60MB", "400MB"))
        blow = chance.choice(("kill",) * 5 + ("terminate", "stop", "starve", "all", "all"))
        program = programs[number % len(programs)]
        made.append(Draw(seed * 1_000_000 + number, program, settings, blow, chance.choice((2.0, 10.0, 50.0, 300.0))))
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scripts", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--surgec", type=Path, default=None)
    options = parser.parse_args()
    surgec = (options.surgec or oracle.find_surgec()).resolve()
    scripts = options.scripts or [oracle.ROOT / "tests" / "faults" / "programs" / f"{name}.py" for name in PROGRAMS]
    failed = blows = hit = 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(options.jobs) as threads:
        folder = Path(name)
        programs = [build(script.resolve(), folder, surgec, options.python) for script in scripts]
        waiting = [
            threads.submit(one, draw, options.python, folder) for draw in draws(programs, options.count, options.seed)
        ]
        for done in concurrent.futures.as_completed(waiting):
            draw, problems, count = done.result()
            blows += count
            hit += count > 0
            if problems:
                failed += 1
                print(f"FAILED run {draw.number}: {draw.program.name}, {draw.settings}, {draw.blow} at {draw.rate}/s")
                for text in problems:
                    print("    " + text, flush=True)
    seconds = time.monotonic() - began
    print(f"{options.count} runs, {hit} of them hit, {blows} blows, {failed} differ, {seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
