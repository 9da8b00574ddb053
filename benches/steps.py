"""Programs whose steps take a few milliseconds: the script, the package without workers that stay, and the package as it is.

    python3 benches/steps.py [--runs N] [PROGRAM…]

Medians of alternating runs, whole processes; the output is compared. `SURGEC` names the compiler (default: target/release/surgec).
See docs/runtime.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "benches" / "steps"


def main() -> None:
    """Measure all versions of all programs."""
    parser = argparse.ArgumentParser(description="Programs of short steps, as scripts and as packages.")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("programs", nargs="*", default=sorted(path.stem for path in PROGRAMS.glob("*.py")))
    options = parser.parse_args()
    surgec = os.environ.get("SURGEC", str(ROOT / "target" / "release" / "surgec"))
    print("program       script, s   SURGE_KEEP=0, times   as it is, times")
    with tempfile.TemporaryDirectory() as folder:
        for program in options.programs:
            script, out = str(PROGRAMS / f"{program}.py"), str(Path(folder) / program)
            subprocess.run([surgec, script, "-o", out], check=True, stdout=subprocess.DEVNULL)
            measure(program, script, out, options.runs)


def measure(program: str, script: str, out: str, runs: int) -> None:
    """Run the three in turns, and print the medians."""
    versions = [
        ([sys.executable, script], {}),
        ([sys.executable, out], {"SURGE_KEEP": "0"}),
        ([sys.executable, out], {}),
    ]
    seconds: list[list[float]] = [[] for _ in versions]
    for run in range(runs + 1):  # the first one fills caches
        results = set()
        for version, (command, settings) in enumerate(versions):
            began = time.perf_counter()
            results.add(subprocess.run(command, env={**os.environ, **settings}, capture_output=True, check=True).stdout)
            if run:
                seconds[version].append(time.perf_counter() - began)
        if len(results) > 1:
            raise SystemExit(f"{program}: the outputs differ")
    original, without, emitted = map(statistics.median, seconds)
    print(f"{program:12}{original:11.2f}{original / without:22.2f}{original / emitted:18.2f}", flush=True)


if __name__ == "__main__":
    main()
