"""Peak memory and processor time of examples whose lists become streams: the script against its package.

    python3 benches/memory.py [--runs N] [--workers N]

For each example: the highest resident memory (`ru_maxrss`) and the processor seconds of the script, of the package, and of the
package compiled with `--no-space`; the lowest of all runs, which alternate. The output of all of them is compared. Needs the compiler
(`cargo build --release`, or $SURGEC).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

EXAMPLES = {
    "examples/log_pipeline/log_pipeline.py": "300000",
    "examples/sensor_readings/sensor_readings.py": "1000000",
    "tests/cases/lists-gone-through-once/script.py": "400000",
}


def run(command: list[str], folder: str, workers: int) -> tuple[float, float, bytes]:
    """Peak in MB, processor seconds, and standard output of one run."""
    environment = {**os.environ, "SURGE_WORKERS": str(workers)}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        output.seek(0)
        unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime, output.read()


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Peak memory of scripts against their packages.")
    parser.add_argument("--runs", type=int, default=3, help="runs of each")
    parser.add_argument("--workers", type=int, default=1, help="SURGE_WORKERS of the packages")
    arguments = parser.parse_args()
    surgec = os.environ.get("SURGEC") or str(ROOT / "target/release/surgec")
    print("| script | arguments | script | package | package with `--no-space` |")
    print("| --- | --- | --- | --- | --- |")
    for name, argument in EXAMPLES.items():
        with tempfile.TemporaryDirectory() as folder:
            script = str(ROOT / name)
            commands = [[sys.executable, script, argument]]
            for out, options in (("out", []), ("plain", ["--no-space"])):
                subprocess.run([surgec, script, "-o", out, "-q", *options], cwd=folder, check=True)
                commands.append([sys.executable, out, argument])
                run(commands[-1], folder, arguments.workers)  # its code is cached from here on
            runs = [[run(command, folder, arguments.workers) for command in commands] for _ in range(arguments.runs)]
        outputs = {result[2] for turn in runs for result in turn}
        if len(outputs) != 1:
            raise SystemExit(f"{name}: outputs differ")
        cells = []
        for column in zip(*runs):
            cells.append(f"{min(one[0] for one in column):.1f} MB, {min(one[1] for one in column):.2f} s")
        print(f"| `{name}` | {argument} | {' | '.join(cells)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
