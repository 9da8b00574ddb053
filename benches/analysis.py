"""How fast the compiler decides: the standard library of this interpreter, analysed file by file in one process.

    python3 benches/analysis.py [--runs N] [--against OTHER_SURGEC] [FILE …]

Printed are the lines of the files, the medians of the CPU seconds (in user mode) of all runs, lines per second, and the
most memory that a run held. Modules that a file imports from beside it are analysed with it each time, and are not counted
again. With `--against`, a second compiler runs in turn with the first, so that both meet whatever else the machine does,
and the two must decide the same. A file that the compiler fails on is an error.

Tests, and folders with programs rather than modules, are left out. Needs the compiler (`cargo build --release`, or $SURGEC).
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LEFT_OUT = {"site-packages", "test", "tests", "idlelib", "lib2to3", "turtledemo", "ensurepip", "__pycache__"}
"""Folders of the standard library that are not looked into."""


class BenchError(Exception):
    """The compiler is missing, failed, or decided differently."""


@dataclasses.dataclass(frozen=True)
class Run:
    """One run over all files: CPU seconds, the most memory in bytes, and what was printed."""

    seconds: float
    memory: int
    output: bytes


def library_files() -> list[str]:
    """The files of the standard library, relative to its folder."""
    folder = Path(sysconfig.get_path("stdlib"))
    found = []
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(folder)
        if LEFT_OUT.isdisjoint(inside.parts[:-1]):
            found.append(os.fspath(inside))
    return found


def run(surgec: Path, folder: Path, files: Sequence[str]) -> Run:
    """Analyse all files in one process."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [surgec, "--analyze-only", "--strict", *files],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if process.returncode != 0:
        raise BenchError(f"exit code {process.returncode}:\n{text[-2000:].decode(errors='replace')}")
    scale = 1 if sys.platform == "darwin" else 1024
    return Run(usage.ru_utime, usage.ru_maxrss * scale, text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each compiler [5]")
    parser.add_argument("--against", type=Path, metavar="SURGEC", help="another build of the compiler")
    parser.add_argument("files", nargs="*", metavar="FILE", help="other files instead")
    options = parser.parse_args(arguments)
    first = Path(os.environ.get("SURGEC", ROOT / "target" / "release" / "surgec"))
    compilers = [path.resolve() for path in (first, options.against) if path is not None]
    folder = Path.cwd() if options.files else Path(sysconfig.get_path("stdlib"))
    files = options.files or library_files()
    runs: dict[Path, list[Run]] = {compiler: [] for compiler in compilers}
    try:
        for compiler in compilers:
            if not compiler.is_file():
                raise BenchError(f"there is no compiler at {compiler}: build it, or set SURGEC")
        for _ in range(options.runs):
            for compiler, known in runs.items():
                known.append(run(compiler, folder, files))
        if len({known.output for every in runs.values() for known in every}) > 1:
            raise BenchError("the compilers do not decide the same")
    except BenchError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    lines = sum((folder / file).read_bytes().count(b"\n") for file in files)
    print(f"{len(files)} files, {lines:,} lines")
    for number, every in enumerate(runs.values()):
        seconds = statistics.median(known.seconds for known in every)
        memory = max(known.memory for known in every) / 2**20
        name = "this compiler" if number == 0 else "the other one"
        print(f"{name}: {seconds:.2f} s, {lines / seconds:,.0f} lines/s, {memory:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
