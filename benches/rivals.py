"""Side by side: the original script, the package that surgec writes, and versions written by hand for other libraries.

    python3 benches/rivals.py [--runs N] [--only NAME …] [--write FILE]

All versions of a workload run in turn, several times (original, surgec, pool, …, original, surgec, …), so that whatever
else the machine does meets all of them. Printed are medians of wall-clock seconds of whole processes, and how many times
faster than the original each is. What they print is compared; a difference is an error.

The libraries are installed into target/rivals-venv from the package index; one that cannot be installed here (Ray has no
wheels for some interpreters) is left out of the table by name. Needs Python 3.9 and the compiler (`cargo build --release`, or $SURGEC).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "benches" / "rivals"
WORKLOADS = ("two no-ops", "1,200 rows", "300,000 numbers")
PACKAGES = {"joblib": ["joblib"], "mpire": ["mpire"], "dask": ["dask[distributed]"], "ray": ["ray"]}
BUILT_IN = ("pool", "executor")
ENGINES = ("dask", "ray")  # each beside the same work written for it by hand; all start a cluster, if it pays
COSTS = ("two no-ops", "20,000 no-ops")  # what starting costs, and what one task more
LONG = ("14,400 rows", "57,600 rows")  # for these alone: the shorter ones end before a cluster has started


def make_venv() -> tuple[Path, list[str]]:
    """The interpreter of an environment with the libraries, and which of them it has."""
    folder = ROOT / "target" / "rivals-venv"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    there = []
    for name, packages in PACKAGES.items():
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
        if subprocess.run(install).returncode == 0:
            there.append(name)
        else:
            print(f"{name} cannot be installed here: left out", file=sys.stderr)
    return python, there


def run(command: list[str]) -> tuple[float, bytes]:
    """Seconds that a process took, and what it printed; a failure ends the benchmark."""
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True)
    seconds = time.perf_counter() - begin
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr.decode(errors='replace')}")
    return seconds, done.stdout


def costs(versions: dict[str, list[str]], runs: int) -> list[str]:
    """The rows of the table of costs: wall-clock seconds for two tasks, and processor time, of all processes, for each of many more."""
    few, many = COSTS
    rows = []
    for name, command in versions.items():
        took = [run([*command, few])[0] for _ in range(runs + 1)][1:]
        each = [processor_seconds([*command, many]) - processor_seconds([*command, few]) for _ in range(runs)]
        share = 1e6 * statistics.median(each) / 19_998
        rows.append(f"| {name} | {1000 * statistics.median(took):.0f} | {share:.1f} |")
    return rows


def processor_seconds(command: list[str]) -> float:
    """What a process and all that it waited for have computed."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def compare(workload: str, versions: dict[str, list[str]], runs: int) -> list[str]:
    """The rows of the table for one workload; an error where two versions print different things."""
    seconds: dict[str, list[float]] = {name: [] for name in versions}
    expected = None
    for turn in range(runs + 1):
        for name, command in versions.items():
            took, printed = run([*command, workload])
            if expected is None:
                expected = printed
            if printed != expected:
                raise SystemExit(f"{name} printed {printed!r} and not {expected!r}")
            if turn:  # the first turn fills caches
                seconds[name].append(took)
    original = statistics.median(seconds["original"])
    rows = []
    for name, taken in seconds.items():
        median = statistics.median(taken)
        cells = [workload, name, f"{median:.3f}", f"{min(taken):.3f} to {max(taken):.3f}", f"{original / median:.2f}"]
        rows.append("| " + " | ".join(cells) + " |")
    return rows


def main() -> None:
    """Install, compile, run and print."""
    parser = argparse.ArgumentParser(description="surgec beside versions written by hand")
    parser.add_argument("--runs", type=int, default=3, help="counted runs of each version (default: 3)")
    parser.add_argument("--only", nargs="*", choices=[*BUILT_IN, *PACKAGES], help="these libraries instead of all")
    parser.add_argument("--write", type=Path, help="write the table to this file as well")
    options = parser.parse_args()
    surgec = os.environ.get("SURGEC", str(ROOT / "target" / "release" / "surgec"))
    python, there = make_venv()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("work.py", "sequential.py", "by_hand.py"):
            shutil.copy(FOLDER / name, folder)
        subprocess.run([surgec, "--quiet", "sequential.py", "-o", "out"], cwd=folder, check=True)
        versions = {
            "original": [str(python), str(folder / "sequential.py")],
            "surgec": [str(python), str(folder / "out")],
        }
        for name in [name for name in ENGINES if name in there and (not options.only or name in options.only)]:
            versions[f"surgec on {name}"] = ["env", f"SURGE_BACKEND={name}", *versions["surgec"]]
        for name in options.only or [*BUILT_IN, *there]:
            versions[name] = [str(python), str(folder / "by_hand.py"), name]
        by_hand = [str(python), str(folder / "by_hand.py")]
        ours = ["env", f"PYTHONPATH={ROOT / 'runtime_py'}", f"SURGE_WORKERS={os.cpu_count()}"]
        forced = {
            "surge_rt.imap, in place": [*ours, "SURGE_BACKEND=sequential", *by_hand, "surge_rt"],
            "surge_rt.imap, in chunks": [*ours, "SURGE_FORCE=256", *by_hand, "surge_rt"],
            "surge_rt.imap, 1 to 3 items at a time": [*ours, "SURGE_FORCE=1", *by_hand, "surge_rt"],
            "multiprocessing.Pool, in chunks": [*by_hand, "pool"],
            "multiprocessing.Pool, item by item": [*by_hand, "single"],
        }
        costly = costs(forced, options.runs)
        rows = [row for workload in WORKLOADS for row in compare(workload, versions, options.runs)]
        on_clusters = {
            name: line for name, line in versions.items() if name.split()[-1] in ("original", "surgec", *ENGINES)
        }
        rows += [row for workload in LONG for row in compare(workload, on_clusters, options.runs)]
    text = "\n".join(
        [
            "# The same work by other means",
            "",
            "| workload | version | seconds | smallest to largest | times faster |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            "| version | two no-ops, ms | processor time for one more, µs |",
            "| --- | --- | --- |",
            *costly,
            "",
            f"Medians of {options.runs} alternating runs of whole processes; {os.cpu_count()} processors, load "
            f"{os.getloadavg()[0]:.1f} at the end; Python {platform.python_version()}. Made by `python3 benches/rivals.py`.",
        ]
    )
    print(text)
    if options.write:
        options.write.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
