"""All states of a simulation, read backwards: a list of them against `surge_rt.trajectory`.

    python3 benches/trajectory.py [--runs N]

Medians of alternating runs, each in a process of its own; the result is compared. See docs/runtime.md.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

STEPS, SIZE = 20_000, 500
VERSIONS = ("list", "trajectory", "trajectory, held=20")


def step(vector: list[float], index: int) -> list[float]:
    """The next state; it leaves the one that it is given as it is."""
    return [x * 0.999 + index % 7 for x in vector]


def measure(version: str) -> None:
    """Run one version, and print the result, the seconds and the peak in MiB."""
    start = time.perf_counter()
    first = [1.0] * SIZE
    if version == "list":
        states = [first]
        for index in range(STEPS):
            states.append(step(states[-1], index))
    else:
        sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "runtime_py"))
        from surge_rt import trajectory

        states = trajectory(step, first, STEPS, held=20 if version.endswith("20") else None)
    adjoint = 0.0
    for state in reversed(states):
        adjoint = adjoint * 0.99 + state[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(adjoint, time.perf_counter() - start, peak)


def main() -> None:
    """Measure all versions."""
    parser = argparse.ArgumentParser(description="A list of states against a trajectory.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--version", choices=VERSIONS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.version:
        measure(options.version)
        return
    seconds: dict[str, list[float]] = {version: [] for version in VERSIONS}
    peaks: dict[str, float] = {}
    results = set()
    for _ in range(options.runs):
        for version in VERSIONS:
            command = [sys.executable, __file__, "--version", version]
            result, took, peak = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            results.add(result)
            seconds[version].append(float(took))
            peaks[version] = max(peaks.get(version, 0), float(peak))
    if len(results) > 1:
        raise SystemExit("the results differ")
    for version in VERSIONS:
        print(f"{version:24}{statistics.median(seconds[version]):7.2f} s {peaks[version]:6.0f} MiB")


if __name__ == "__main__":
    main()
