"""Side by side: each example as the original and as the emitted package, at full size.

    python3 benches/run.py [--runs N] [--only NAME …] [--ceiling] [--write benches/results.md]

The two run in turn (original, package, original, package, …), so that whatever else the machine does meanwhile meets
both. One run of each beforehand is not counted; it also fills the caches of bytecode. Printed are medians of wall-clock
seconds, with the smallest and the largest, and the ratio of the medians. The bytes that both print are compared, and a
difference is an error: a fast wrong answer is no answer.

With --ceiling a third one takes its turn: as many originals at once as there are processors. Processors share caches and
memory, so each of them takes longer than alone; how many times the work of one is done in the time of one is what no way of
running this program in parallel on this machine can exceed by much.

Everything happens in a temporary folder. Needs Python 3.9 (before 3.11 with tomli) and the compiler (`cargo build --release`, or $SURGEC).
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # before Python 3.11
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent


class BenchError(Exception):
    """A run failed, or the two did not do the same."""


@dataclasses.dataclass(frozen=True)
class Timing:
    """What one example took: seconds of each counted run."""

    name: str
    original: Sequence[float]
    emitted: Sequence[float]
    crowded: Sequence[float]  # seconds of as many originals at once as there are processors; empty: not measured

    def row(self) -> list[str]:
        """The cells of the table."""
        before, after = statistics.median(self.original), statistics.median(self.emitted)
        cells = [self.name, spread(self.original), spread(self.emitted), f"{before / after:.2f}"]
        if self.crowded:
            cells.append(f"{processors() * before / statistics.median(self.crowded):.2f}")
        return cells


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(seconds: Sequence[float]) -> str:
    """The median, with the extremes behind it."""
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"


def find_surgec() -> Path:
    """The compiler: $SURGEC, or the release build of this checkout."""
    path = Path(os.environ.get("SURGEC", ROOT / "target" / "release" / "surgec"))
    if not path.is_file():
        raise BenchError(f"there is no compiler at {path}: build it with cargo build --release, or set SURGEC")
    return path.resolve()


def call(command: Sequence[str], folder: Path) -> bytes:
    """Run a command to its end; what it printed."""
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode != 0:
        text = done.stderr.decode(errors="replace")
        raise BenchError(f"{' '.join(command)}: exit code {done.returncode}\n{text}")
    return done.stdout


def timed(target: str, args: Sequence[str], folder: Path) -> tuple[float, bytes]:
    """Run a script or a package; its wall-clock seconds and what it printed."""
    begin = time.perf_counter()
    output = call([sys.executable, target, *args], folder)
    return time.perf_counter() - begin, output


def timed_together(target: str, args: Sequence[str], folder: Path) -> float:
    """Run a script once on each processor at the same time; wall-clock seconds until the last one has ended."""
    command = [sys.executable, target, *args]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begin = time.perf_counter()
    running = [subprocess.Popen(command, cwd=folder, **quiet) for _ in range(processors())]
    codes = [process.wait() for process in running]
    if any(codes):
        raise BenchError(f"{target}: exit codes {codes} where several run at once")
    return time.perf_counter() - begin


def measure(example: Path, surgec: Path, runs: int, workshop: Path, ceiling: bool) -> Timing:
    """Copy an example, make its data, compile it, and time both in turn."""
    case = tomllib.loads((example / "case.toml").read_text(encoding="utf-8"))
    args = case.get("args", [])
    folder = workshop / example.name
    shutil.copytree(example, folder, ignore=shutil.ignore_patterns("data", "__pycache__"))
    script = f"{example.name}.py"
    if "data" in case:
        call([sys.executable, *case["data"]], folder)
    call([os.fspath(surgec), script, "-o", "out", "--quiet"], folder)

    seconds: dict[str, list[float]] = {script: [], "out": []}
    crowded = []
    for number in range(runs + 1):
        outputs = []
        for target, known in seconds.items():
            took, output = timed(target, args, folder)
            outputs.append(output)
            if number > 0:
                known.append(took)
        if outputs[0] != outputs[1]:
            raise BenchError(f"{example.name}: the package does not print what the script prints")
        if ceiling and number > 0:
            crowded.append(timed_together(script, args, folder))
    shutil.rmtree(folder)
    return Timing(example.name, seconds[script], seconds["out"], crowded)


def table(timings: Sequence[Timing]) -> str:
    """A table that is readable as it is and as Markdown."""
    head = ["example", "original, s", "emitted, s", "times faster"]
    if timings and timings[0].crowded:
        head.append("ceiling")
    rows = [head, *(timing.row() for timing in timings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


def circumstances(runs: int) -> str:
    """What the figures depend on."""
    busy = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    version = platform.python_version()
    return (
        f"Medians of {runs} alternating runs (smallest to largest); {processors()} processors{busy}; Python {version}."
    )


def main() -> int:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(description="Time examples as originals and as emitted packages, side by side.")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each (default: 5)")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these examples instead of all")
    parser.add_argument("--ceiling", action="store_true", help="measure how much this machine can do at once, too")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table to this file as well")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs: at least 1")

    examples = sorted(path.parent for path in (ROOT / "examples").glob("*/case.toml"))
    if options.only:
        unknown = set(options.only) - {example.name for example in examples}
        if unknown:
            parser.error(f"--only: no such example: {', '.join(sorted(unknown))}")
        examples = [example for example in examples if example.name in options.only]

    timings = []
    try:
        surgec = find_surgec()
        with tempfile.TemporaryDirectory(prefix="surgec-bench-") as workshop:
            for example in examples:
                timing = measure(example, surgec, options.runs, Path(workshop), options.ceiling)
                timings.append(timing)
                print("  ".join(timing.row()), flush=True)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    text = f"{table(timings)}\n\n{circumstances(options.runs)}\n"
    print(f"\n{text}", end="")
    if options.write:
        options.write.write_text(f"# Examples: original and emitted\n\n{text}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
