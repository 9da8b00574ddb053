"""What checkpoints cost: processor time of programs with them, against the scripts themselves.

    python3 tests/checkpoints/overhead.py [--pairs 5]

The two take turns, so that both see the same machine. The start of the process is part of both.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = {
    "short rounds, two numbers": """
        total = 0
        largest = 0
        for i in range(40_000_000):
            total += i * i % 7
        print(total)
        """,
    "short rounds of `while`": """
        n = 0
        total = 0
        while n < 20_000_000:
            n += 1
            total += n * n % 7
        print(total)
        """,
    "a dict of 300,000 entries": """
        counts = {i: 0 for i in range(300_000)}
        for i in range(20_000_000):
            counts[i * 7919 % 300_000] += i
        print(sum(counts.values()))
        """,
    "20,000 objects": """
        class Cell:
            def __init__(self, value):
                self.value = value
                self.seen = []

        cells = [Cell(i) for i in range(20_000)]
        for i in range(12_000_000):
            cell = cells[i * 7919 % 20_000]
            cell.value = (cell.value * 31 + i) % 1_000_003
        print(sum(cell.value for cell in cells))
        """,
}


def seconds(command: list[str]) -> float:
    """Processor time of a program and what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run the command line."""
    import textwrap

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pairs", type=int, default=5)
    pairs = parser.parse_args().pairs
    surgec = os.environ.get("SURGEC") or str(ROOT / "target" / "release" / "surgec")
    with tempfile.TemporaryDirectory() as name:
        for title, text in PROGRAMS.items():
            script = Path(name, "script.py")
            script.write_text(textwrap.dedent(text))
            out = Path(name, "out")
            subprocess.run([surgec, str(script), "-o", str(out), "--checkpoint", "-q"], check=True)
            ratios, longest = [], 0.0
            for _ in range(pairs):
                plain = seconds([sys.executable, str(script)])
                ratios.append(seconds([sys.executable, str(out)]) / plain)
                longest = max(longest, plain)
            print(f"{title:28} {longest:5.1f} s  {statistics.median(ratios) - 1:+.1%}", flush=True)


if __name__ == "__main__":
    main()
