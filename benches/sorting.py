"""Sorting two million floats: `sorted` beside `surge_rt.external_sort`, memory and time of whole processes.

    python3 benches/sorting.py [--count N] [--runs N]

All versions run in turn. Printed are medians of wall-clock seconds and of the most memory that a process held, what the
interpreter itself and the generator of the items take included (the row `nothing` shows how much that is). The sums that all print are compared.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """
import random, sys
sys.path.insert(0, sys.argv[1])
from surge_rt import external_sort
def numbers(rng=random.Random(1)):
    for _ in range(int(sys.argv[2])):
        yield rng.random()
total, weight = 0.0, 1.0
for number in {}:
    weight = 1.0 - weight
    total += number * weight
print(total)
"""
VERSIONS = {
    "nothing": "numbers()",
    "sorted": "sorted(numbers())",
    "external_sort, all fits": "external_sort(numbers(), memory='1GB')",
    "external_sort, 64 MB": "external_sort(numbers(), memory='64MB')",
    "external_sort, 16 MB": "external_sort(numbers(), memory='16MB')",
}


def run(expression: str, count: int) -> tuple[float, float, str]:
    """Seconds, MiB at most, and what was printed."""
    command = [sys.executable, "-c", PROGRAM.format(expression), str(ROOT / "runtime_py"), str(count)]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begin
    if process.returncode:
        raise SystemExit(f"{expression} ended with code {process.returncode}")
    return seconds, usage.ru_maxrss / 1024, printed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="sorted beside external_sort")
    parser.add_argument("--count", type=int, default=2_000_000, help="how many floats (default: 2,000,000)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each (default: 3)")
    options = parser.parse_args()
    results: dict[str, list[tuple[float, float, str]]] = {name: [] for name in VERSIONS}
    for _ in range(options.runs):
        for name, expression in VERSIONS.items():
            results[name].append(run(expression, options.count))
    printed = {text for name, runs in results.items() if name != "nothing" for _, _, text in runs}
    if len(printed) != 1:
        raise SystemExit(f"different results: {printed}")
    print("| version | seconds | MiB at most |\n| --- | --- | --- |")
    for name, runs in results.items():
        seconds = statistics.median(one[0] for one in runs)
        memory = statistics.median(one[1] for one in runs)
        print(f"| {name} | {seconds:.2f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
