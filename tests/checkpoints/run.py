"""Kill programs at random moments and resume them: what they leave behind must be what an undisturbed run leaves.

    python3 tests/checkpoints/run.py                   200 runs over all programs, a few minutes
    python3 tests/checkpoints/run.py --count 10 --seed 3
    python3 tests/checkpoints/run.py --only nested --verbose

Each run compiles nothing: the packages are made once for each spacing. A run starts a program with its standard output in a file, kills it
(SIGKILL) after a random part of the time that it takes, resumes it, perhaps kills it again, and lets the last attempt finish. Then the output,
the exit code and all files that the program wrote are compared with those of the script itself, byte for byte. The shell's `>` and `>>` take
turns in resumed attempts, as do the option and the environment variable. Programs named `parallel_` run under another start method, with
another number of workers and other chunks, in each attempt.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SPACINGS = ("every=37", "every=90", "every=500", "seconds=0.02")
CLOSE = {"nested": "every=1", "aliases": "every=3", "parallel_counts": "every=1"}  # programs with few rounds
MOST_KILLS = 4


def surgec() -> str:
    """The compiler under test."""
    return os.environ.get("SURGEC") or str(ROOT / "target" / "release" / "surgec")


def words(folder: Path) -> None:
    """The input of word_counts.py."""
    draw = random.Random(4)
    alphabet = "abcdefgh"
    names = ["".join(draw.choices(alphabet, k=draw.randrange(2, 9))) for _ in range(400)]
    text = "\n".join(" ".join(draw.choices(names, k=6)) for _ in range(12000))
    (folder / "words.txt").write_text(text + "\n")


ARGUMENTS = {
    "monte_carlo": ["17"],
    "word_counts": ["words.txt"],
    "output_file": ["squares.txt"],
    "parallel_counts": ["words.txt"],
}
STARTS = ("fork", "spawn")
WORKERS = ("1", "2", "4")
CHUNKS = ("", "1", "7")  # of so many items; or as long as it pays


class Program:
    """A program with its packages and what an undisturbed run of the script leaves."""

    def __init__(self, source: Path, folder: Path, python: str) -> None:
        self.name = source.stem
        self.python = python
        self.arguments = ARGUMENTS.get(self.name, [])
        self.folder = folder / self.name
        self.folder.mkdir()
        self.script = self.folder / source.name
        shutil.copy(source, self.script)
        self.packages: dict[str, Path] = {}
        self.work = self.folder / "work"
        self.clean()
        self.seconds = 0.0
        self.wanted = self.undisturbed([str(self.script)])

    def clean(self) -> None:
        """An empty folder to run in, but for the input."""
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir()
        if "words.txt" in self.arguments:
            words(self.work)

    def package(self, spacing: str) -> Path:
        """The package with this spacing, made on first use."""
        if spacing not in self.packages:
            package = self.folder / spacing.replace("=", "-").replace(".", "-")
            command = [surgec(), str(self.script), "-o", str(package), f"--checkpoint={spacing}", "-q"]
            subprocess.run(command, check=True)
            self.packages[spacing] = package
        return self.packages[spacing]

    def undisturbed(self, command: list[str]) -> dict[str, bytes]:
        """What a run leaves that nobody kills."""
        began = time.perf_counter()
        with open(self.work / "stdout", "wb") as out:
            done = subprocess.run([self.python, *command, *self.arguments], stdout=out, cwd=self.work, check=False)
        self.seconds = time.perf_counter() - began
        return self.left(done.returncode)

    def left(self, code: int) -> dict[str, bytes]:
        """Everything that can be seen when a program is over."""
        files = {path.name: path.read_bytes() for path in sorted(self.work.iterdir())}
        return {**files, "exit code": str(code).encode()}


def settings(program: Program, draw: random.Random) -> dict[str, str]:
    """How an attempt runs its parallel loops."""
    if not program.name.startswith("parallel_"):
        return {}
    chosen = {"SURGE_START": draw.choice(STARTS), "SURGE_WORKERS": draw.choice(WORKERS)}
    chunk = draw.choice(CHUNKS)
    return {**chosen, "SURGE_FORCE": chunk} if chunk else chosen


def untouched(program: Program) -> bool:
    """Whether the program has left nothing at all: no output, no file."""
    left = program.left(0)
    return not left["stdout"] and not any(name not in ("stdout", "words.txt", "exit code") for name in left)


def finished(program: Program, package: Path) -> bool:
    """Whether the program has left all that it should leave, and has taken back its checkpoints."""
    names = {path.name for path in package.glob("checkpoints/*/*")} - {"lock"}
    return not names and program.left(int(program.wanted["exit code"])) == program.wanted


def attempt(program: Program, draw: random.Random, spacing: str, verbose: bool) -> tuple[str, int]:
    """One run with kills; what is wrong, empty if nothing, and how often the program was killed."""
    package = program.package(spacing)
    program.clean()
    # Where a checkpoint follows every round the program takes longer.
    seconds = program.seconds * (6 if spacing in CLOSE.values() else 1.5)
    resume, kills, code = False, 0, None
    log = []
    while code is None:
        command = [program.python, str(package)]
        chosen = settings(program, draw)
        environment = {**os.environ, **chosen}
        if resume and draw.random() < 0.5:
            command.append("--resume")
        elif resume:
            environment["SURGE_RESUME"] = "1"
        mode = "ab" if resume and draw.random() < 0.5 else "wb"
        with open(program.work / "stdout", mode) as out:
            process = subprocess.Popen(
                [*command, *program.arguments], stdout=out, stderr=subprocess.PIPE, cwd=program.work, env=environment
            )
            wait = draw.uniform(0.05, seconds) if kills < MOST_KILLS else None
            try:
                _, error = process.communicate(timeout=wait)
                code = process.returncode
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                _, error = process.communicate()
                kills += 1
        log.append(f"{chosen} {mode} {'resumed' if resume else 'new'} {wait and round(wait, 3)} {error.decode()!r}")
        if code == 2 and b"there is no checkpoint" in error and untouched(program):
            # Killed before it did anything, while the interpreter was starting: nothing says that it was ever started.
            resume, code = False, None
        elif code is None and finished(program, package):
            # Killed when it had done everything, while the interpreter was ending: there is nothing to go on with.
            code = int(program.wanted["exit code"])
            shutil.rmtree(package / "checkpoints", ignore_errors=True)
        elif code is None:
            resume = True
    left = program.left(code)
    leftovers = [str(path) for path in package.glob("checkpoints/*")]
    wrong = [name for name in {*program.wanted, *left} if program.wanted.get(name) != left.get(name)]
    if wrong or leftovers:
        return f"{program.name} {spacing}: {', '.join([*wrong, *leftovers])} differ\n  " + "\n  ".join(log), kills
    if verbose:
        print(f"{program.name:14} {spacing:12} killed {kills} times", flush=True)
    return "", kills


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one program")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    failures, kills = [], 0
    with tempfile.TemporaryDirectory() as name:
        sources = sorted(HERE.glob("programs/*.py"))
        wanted = [source for source in sources if options.only in (None, source.stem)]
        programs = [Program(source, Path(name), options.python) for source in wanted]
        for number in range(options.count):
            program = programs[number % len(programs)]
            spacing = draw.choice([CLOSE.get(program.name, SPACINGS[0]), *SPACINGS])
            wrong, killed = attempt(program, draw, spacing, options.verbose)
            kills += killed
            if wrong:
                failures.append(wrong)
                print(wrong, file=sys.stderr)
    print(f"{options.count} runs of {len(programs)} programs, killed {kills} times: {len(failures)} wrong")
    return 1 if failures or (options.count >= 10 and not kills) else 0


if __name__ == "__main__":
    sys.exit(main())
