"""Programs from elsewhere: do packages behave as public code does that nobody wrote for surgec?

    python3 tests/elsewhere/run.py                  # all programs, and the table of what was decided against table.md
    python3 tests/elsewhere/run.py --quick          # the sample that ./test runs
    python3 tests/elsewhere/run.py --brief          # all programs, with two workers only
    python3 tests/elsewhere/run.py --only markdown  # those with this in their name
    python3 tests/elsewhere/run.py --bless          # writes table.md anew

`programs.toml` names the programs. Each is a public module, run as a script, or a short script of ours in `drivers/` that uses public
code; the public code lies beside it, so that surgec reads all of it. The code comes from the package index by way of pip, as the
versions and hashes in `requirements.txt` say, into `--folder`, and stays there; modules of the standard library come from the
interpreter. None of it is part of this project.

Each program runs as a script and as its package: with 1, 2 and 4 workers, as a user would run it and with everything that may run in
parallel forced to, and every third also under spawn. The table holds counts only, no timings. Exit code: 1 where a package differs,
where surgec fails, or where the table is not what `table.md` says; 2 where something could not be fetched or run.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import dataclasses
import difflib
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import oracle  # noqa: E402
from oracle import tomllib  # noqa: E402

TABLE = HERE / "table.md"
KEYS = {"benchmark", "packages", "library", "script", "args", "files", "quick"}
# Modules of the standard library differ from version to version: their rows are compared under this one.
LIBRARY_VERSION = (3, 11)
# What pyperformance's benchmarks import: a clock that stands still, so that what they return is the same in each run.
STAND_IN = '"""Stands in for pyperf."""\n\n\ndef perf_counter():\n    return 0.0\n\n\ndef python_implementation():\n    return "cpython"\n'
STATISTICS = re.compile(rb"^surge: \d+ workers?, ", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Entry:
    """One program: how its folder is made, and how it is started."""

    name: str
    number: int
    benchmark: str = ""  # of pyperformance: its folder lies beside the driver
    packages: tuple[str, ...] = ()  # all modules of these lie beside the driver
    library: tuple[str, ...] = ()  # modules of the standard library that lie beside the driver
    script: str = ""  # the public module that is run; otherwise the driver of this name is
    args: tuple[str, ...] = ()
    files: tuple[str, ...] = ()  # from `data`, beside the script
    quick: bool = False

    def needs(self) -> set[str]:
        return {*self.packages, *(["pyperformance"] if self.benchmark else [])}


@dataclasses.dataclass
class Row:
    """What became of one program."""

    entry: Entry
    found: int = 0
    parallel: int = 0
    ran: int = 0
    reasons: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    wrong: list[str] = dataclasses.field(default_factory=list)
    unable: str = ""

    def __str__(self) -> str:
        reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(self.reasons.items()))
        return f"| {self.entry.name} | {self.found} | {self.parallel} | {self.ran} | {reasons} |"


# --- fetching ---------------------------------------------------------------------------------------------


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def fetch(names: set[str], folder: Path) -> dict[str, Path]:
    """A folder for each distribution, with what an installation would put on the path."""
    wanted = requirements(names)
    missing = {name: line for name, line in wanted.items() if not (folder / version_of(line)).exists()}
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as temporary:
            listed = Path(temporary) / "requirements.txt"
            listed.write_text("".join(missing.values()), encoding="utf-8")
            archives = Path(temporary) / "archives"
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
            subprocess.run([*command, "--dest", str(archives), "-r", str(listed)], check=True)
            for archive in archives.iterdir():
                unpack(archive, missing, folder, Path(temporary))
    return {name: folder / version_of(line) for name, line in wanted.items()}


def version_of(line: str) -> str:
    """`six-1.17.0` for the line of six in requirements.txt."""
    return line.split()[0].replace("==", "-")


def requirements(names: set[str]) -> dict[str, str]:
    """From each distribution to its lines in requirements.txt."""
    text = (HERE / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", "")
    lines = {normal(line.partition("==")[0]): line + "\n" for line in text.splitlines() if "==" in line}
    if unknown := {normal(name) for name in names} - lines.keys():
        raise oracle.OracleError(f"not in requirements.txt: {', '.join(sorted(unknown))}")
    return {normal(name): lines[normal(name)] for name in sorted(names)}


def unpack(archive: Path, missing: dict[str, str], folder: Path, temporary: Path) -> None:
    name = next(name for name in missing if normal(archive.name).startswith(f"{name}-"))
    place = temporary / name
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as file:
            file.extractall(place)
    else:
        with tarfile.open(archive) as file:
            file.extractall(temporary / "source", **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
        (top,) = (temporary / "source").iterdir()
        place.mkdir()
        for module in [*top.glob("*/__init__.py"), *top.glob("src/*/__init__.py")]:
            module.parent.rename(place / module.parent.name)
        shutil.rmtree(temporary / "source")
    place.rename(folder / version_of(missing[name]))


# --- one program ------------------------------------------------------------------------------------------


def lay(entry: Entry, sources: dict[str, Path], folder: Path) -> str:
    """Make the folder of a program, and return the name of its script."""
    folder.mkdir()
    not_copied = shutil.ignore_patterns("__pycache__", "*.dist-info", "*.data", "tests", "test")
    if entry.benchmark:
        benchmarks = sources["pyperformance"] / "pyperformance" / "data-files" / "benchmarks"
        shutil.copytree(benchmarks / f"bm_{entry.benchmark}", folder, ignore=not_copied, dirs_exist_ok=True)
        (folder / "pyperf.py").write_text(STAND_IN, encoding="utf-8")
    for package in entry.packages:
        shutil.copytree(sources[normal(package)], folder, ignore=not_copied, dirs_exist_ok=True)
    for module in entry.library:
        shutil.copy(Path(sysconfig.get_path("stdlib")) / module, folder)
    for file in entry.files:
        shutil.copy(HERE / "data" / file, folder)
    if entry.script:
        return entry.script
    shutil.copy(HERE / "drivers" / f"{entry.name}.py", folder / "main.py")
    return "main.py"


def runs_of(entry: Entry, brief: bool) -> list[oracle.Variant]:
    if brief:
        return oracle.variants(workers=[2], starts=["fork"], force=[0, 1])
    runs = oracle.variants(workers=[1, 2, 4], starts=["fork"], force=[0, 1])
    if entry.number % 3 == 0:
        runs += oracle.variants(workers=[2], starts=["spawn"], force=[1])
    return runs


def look_at(entry: Entry, sources: dict[str, Path], surgec: str, timeout: float, brief: bool) -> Row:
    """Compile a program, count what was decided, and compare all its runs."""
    row = Row(entry)
    root = Path(tempfile.mkdtemp(prefix="elsewhere-")).resolve()
    try:
        workshop = oracle.Workshop(root, timeout, None, {})
        script = lay(entry, sources, workshop.template)
        row.wrong += map(str, workshop.compile(surgec, script))
        if row.wrong:
            return row
        count_decisions(row, workshop.template / oracle.OUT)
        original = workshop.run([sys.executable, script, *entry.args], {})
        if original.timed_out or b"Traceback" in original.stderr:
            row.unable = "takes too long" if original.timed_out else oracle.show(original.stderr)[-600:]
            return row
        for run in runs_of(entry, brief):
            row.wrong += compare(workshop, script, original, run, row)
            if row.unable:
                return row
    finally:
        oracle.remove_folder(root)
    return row


def count_decisions(row: Row, out: Path) -> None:
    for region in json.loads((out / "plan.json").read_bytes())["regions"]:
        row.found += 1
        if region["decision"] == "parallel":
            row.parallel += 1
        else:
            row.reasons[region["reason"]] += 1
            if region["reason"] == "internal-error":
                row.wrong.append(f"internal error at {region['origin']}: {region['detail']}")


def compare(
    workshop: oracle.Workshop, script: str, original: oracle.Outcome, run: oracle.Variant, row: Row
) -> list[str]:
    """What one run of the package does differently; counts what ran in parallel where that is forced."""
    counted = run.force and run.start == "fork" and run.workers == 2
    extra = {**run.environment(), **({"SURGE_STATS": "1"} if counted else {})}
    emitted = workshop.run([sys.executable, oracle.OUT, *row.entry.args], extra)
    if counted:
        text, statistics = split_statistics(emitted.stderr)
        emitted = dataclasses.replace(emitted, stderr=text)
        row.ran = statistics
    found = oracle.compare(original, emitted, str(run), workshop.program)
    if found:
        again = workshop.run([sys.executable, script, *row.entry.args], {})
        if unsteady := oracle.compare(original, again, "two runs of the original", workshop.program):
            row.unable = "not deterministic\n" + "\n".join(map(str, unsteady))
            return []
    return [str(difference) for difference in found]


def split_statistics(stderr: bytes) -> tuple[bytes, int]:
    """Standard error without what SURGE_STATS adds, and at how many places items ran in workers."""
    found = list(STATISTICS.finditer(stderr))
    if not found:
        return stderr, 0
    begin = found[-1].start()
    head, *rows = (re.split(r"\s{2,}", line.strip()) for line in stderr[begin:].decode().splitlines()[1:] or [""])
    column = head.index("parallel items") if "parallel items" in head else None
    sites = [cells for cells in rows if len(cells) == len(head)]
    return stderr[:begin], sum(cells[column] != "0" for cells in sites) if column is not None else 0


# --- all of them ------------------------------------------------------------------------------------------


def entries() -> list[Entry]:
    found = []
    for number, (name, keys) in enumerate(tomllib.loads((HERE / "programs.toml").read_text(encoding="utf-8")).items()):
        if unknown := keys.keys() - KEYS:
            raise oracle.OracleError(f"programs.toml: {name} has unknown keys {sorted(unknown)}")
        values = {key: tuple(value) if isinstance(value, list) else value for key, value in keys.items()}
        found.append(Entry(name, number, **values))
    return found


def written() -> dict[str, str]:
    """The rows of table.md by program."""
    lines = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []
    return {line.split(" | ")[0].removeprefix("| "): line for line in lines if line.startswith("| ")}


def bless(rows: list[Row]) -> None:
    """Write the table anew, with these rows instead of what it says of their programs."""
    before, now = written(), {row.entry.name: str(row) for row in rows}
    lines = [now.get(entry.name, before.get(entry.name, "")) for entry in entries()]
    total = Row(Entry("**all**", 0))
    for line in filter(None, lines):
        _, _, found, parallel, ran, reasons, _ = (cell.strip() for cell in line.split("|"))
        total.found += int(found)
        total.parallel += int(parallel)
        total.ran += int(ran)
        total.reasons.update(
            {reason: int(count) for count, reason in (part.split() for part in reasons.split(", ") if part)}
        )
    head = (
        "# Programs from elsewhere\n\n"
        f"What surgec decides about {len(lines)} public programs. Written by `tests/elsewhere/run.py --bless`, which says more. `found`: loops, "
        "comprehensions and calls; `parallel`: those that may run in parallel; `ran`: those that did, in a run in which all that may "
        f"has to. Modules of the standard library are those of Python {LIBRARY_VERSION[0]}.{LIBRARY_VERSION[1]}.\n\n"
        "| program | found | parallel | ran | in place, because |\n| --- | --- | --- | --- | --- |\n"
    )
    TABLE.write_text(head + "".join(f"{line}\n" for line in [*filter(None, lines), str(total)]), encoding="utf-8")


def compare_tables(rows: list[Row]) -> list[str]:
    """How these rows differ from those in table.md."""
    of = written()
    this_version = sys.version_info[:2] == LIBRARY_VERSION
    rows = [row for row in rows if (this_version or not row.entry.library) and not row.unable and not row.wrong]
    before = [of.get(row.entry.name, "") for row in rows]
    return list(difflib.unified_diff(before, [str(row) for row in rows], "table.md", "now", lineterm="", n=0))


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare public programs with their packages.")
    parser.add_argument("--folder", default="target/elsewhere", help="where public code goes")
    parser.add_argument("--surgec", help="the compiler (default: $SURGEC, or target/release/surgec)")
    parser.add_argument("--quick", action="store_true", help="a sample, in fewer runs")
    parser.add_argument("--brief", action="store_true", help="fewer runs: two workers, under fork")
    parser.add_argument("--only", default="", help="only programs with this in their name")
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds for each run")
    parser.add_argument("--jobs", type=int, default=1, help="how many programs at a time")
    parser.add_argument("--bless", action="store_true", help="write the table anew")
    arguments = parser.parse_args()
    surgec = str(Path(arguments.surgec).resolve() if arguments.surgec else oracle.find_surgec().resolve())

    chosen = [e for e in entries() if arguments.only in e.name and (e.quick or not arguments.quick)]
    sources = fetch({name for entry in chosen for name in entry.needs()}, Path(arguments.folder).resolve())
    rows = []
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for row in pool.map(
            lambda e: look_at(e, sources, surgec, arguments.timeout, arguments.brief or arguments.quick), chosen
        ):
            print(row, flush=True)
            for text in [*row.wrong, *([f"could not be compared: {row.unable}"] if row.unable else [])]:
                print(f"{row.entry.name}: {text}", flush=True)
            rows.append(row)

    failed = any(row.wrong or row.unable for row in rows)
    if arguments.bless:
        if failed:
            print("table.md is written only where all programs were compared and are equal")
            return 1
        bless(rows)
        return 0
    changes = compare_tables(rows)
    print("\n".join(changes))
    equal = sum(not row.wrong and not row.unable for row in rows)
    print(
        f"{equal} of {len(rows)} programs equal in all runs; {'the table has changed' if changes else 'the table stands'}"
    )
    return 1 if failed or changes else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (oracle.OracleError, subprocess.CalledProcessError) as error:
        print(f"elsewhere: {error}", file=sys.stderr)
        sys.exit(2)
