"""Peak memory and processor time of examples whose lists become streams: the script against its package.

    python3 benches/memory.py [--runs N] [--workers N] [--tree]

For each example: the highest resident memory (`ru_maxrss`) and the processor seconds of the script, of the package, and of the
package compiled with `--no-space`; the lowest of all runs, which alternate. The output of all of them is compared. The last columns hold
the cost model against that: what the plan says that the rewrites save and cost (with `--assume` for the argument), and what the package
with them has less, and takes more, than the one without. Sorts and states have a budget of 16 MB, and only save what is past it. Needs the compiler
(`cargo build --release`, or $SURGEC). With `--tree` the memory is that of all processes together (the sum of their proportional set
sizes, looked at ten times a second; Linux only), and the seconds are those of the clock.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

EXAMPLES = {
    "examples/log_pipeline/log_pipeline.py": "300000",
    "examples/sensor_readings/sensor_readings.py": "1000000",
    "examples/sorted_sales/sorted_sales.py": "400000",
    "examples/particles/particles.py": "600000",
    "examples/sales_totals/sales_totals.py": "1000000",
    "tests/cases/lists-gone-through-once/script.py": "400000",
}
BUDGET = 16_000_000


def run(command: list[str], folder: str, workers: int) -> tuple[float, float, bytes]:
    """Peak in MB, processor seconds, and standard output of one run."""
    environment = {**os.environ, "SURGE_WORKERS": str(workers), "SURGE_MEMORY": str(BUDGET)}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        output.seek(0)
        unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime, output.read()


def run_tree(command: list[str], folder: str, workers: int) -> tuple[float, float, bytes]:
    """Peak of all processes in MB, seconds, and standard output of one run."""
    environment = {**os.environ, "SURGE_WORKERS": str(workers)}
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, env=environment)
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(proportional_size, descendants(process.pid))))
            time.sleep(0.1)
        seconds = time.perf_counter() - begin
        if process.returncode != 0:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        output.seek(0)
        return peak / 1024, seconds, output.read()


def descendants(pid: int) -> list[int]:
    """A process and all that came from it."""
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError):
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
    return found


def proportional_size(pid: int) -> int:
    """KiB of a process, of shared pages its part; 0 for one that is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def bytes_of(opportunity: dict) -> float | None:
    """What a list or the states hold, where the plan says it in bytes."""
    match = re.fullmatch(r"([\d.]+) ([kMG]?)B", opportunity["amount"])
    return float(match[1]) * {"": 1, "k": 1e3, "M": 1e6, "G": 1e9}[match[2]] if match else None


def expected(surgec: str, script: str, argument: str) -> tuple[str, float]:
    """What the plan says that the rewrites save, in MB as a text, and cost, in percent of making the elements at most."""
    command = [surgec, script, "--emit", "plan=json", "-q", "--assume", f"int(sys.argv[1])={argument}"]
    done = subprocess.run(command, capture_output=True, check=True)
    applied = [one for one in json.loads(done.stdout)["space"] if one["applied"]]
    known = [(one, amount) for one in applied if (amount := bytes_of(one)) is not None]
    saved = sum(
        (amount if one["kind"] == "streaming" else max(0.0, amount - BUDGET)) * one["saving_percent"] / 100
        for one, amount in known
    )
    cost = max((one["overhead_percent"] for one in applied), default=0.0)
    if not known:
        return "depends on the file", cost
    return f"{saved / 1e6:.1f} MB" + (" and more" if len(known) < len(applied) else ""), cost


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Peak memory of scripts against their packages.")
    parser.add_argument("--runs", type=int, default=3, help="runs of each")
    parser.add_argument("--workers", type=int, default=1, help="SURGE_WORKERS of the packages")
    parser.add_argument("--tree", action="store_true", help="all processes together, and seconds of the clock")
    parser.add_argument("--only", default="", help="examples whose path has this in it")
    arguments = parser.parse_args()
    measure = run_tree if arguments.tree else run
    surgec = os.environ.get("SURGEC") or str(ROOT / "target/release/surgec")
    print(
        "| script | arguments | script | package | package with `--no-space` | saved: plan, measured | time: plan, measured |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, argument in EXAMPLES.items():
        if arguments.only not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            script = str(ROOT / name)
            commands = [[sys.executable, script, argument]]
            for out, options in (("out", []), ("plain", ["--no-space"])):
                subprocess.run([surgec, script, "-o", out, "-q", *options], cwd=folder, check=True)
                commands.append([sys.executable, out, argument])
                run(commands[-1], folder, arguments.workers)  # its code is cached from here on
            runs = [
                [measure(command, folder, arguments.workers) for command in commands] for _ in range(arguments.runs)
            ]
        outputs = {result[2] for turn in runs for result in turn}
        if len(outputs) != 1:
            raise SystemExit(f"{name}: outputs differ")
        best = [(min(one[0] for one in column), min(one[1] for one in column)) for column in zip(*runs)]
        cells = [f"{memory:.1f} MB, {seconds:.2f} s" for memory, seconds in best]
        saved, cost = expected(surgec, script, argument)
        _, package, plain = best
        cells.append(f"{saved}, {(plain[0] - package[0]) * 1.048576:.1f} MB")
        cells.append(f"at most +{cost:.0f} %, {100 * (package[1] / plain[1] - 1):+.0f} %")
        print(f"| `{name}` | {argument} | {' | '.join(cells)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
