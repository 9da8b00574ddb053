"""Holds the memory estimates of `surgec --emit memory=json` against the interpreter: tests/memory/run.py [NAME…].

Each program in tests/memory/programs runs under tracemalloc. Violated is every case in which the interpreter needed more than the
upper bound, or less than the lower one: for the peak, and for each global variable at the end. Of the programs whose sizes are
known, the estimate must be within 15 % of the measured peak in at least 80 %.

Comments at the top of a program say what the estimator is told: `# args: 1000`, `# assume: n=1000`,
`# input: data.csv 5000` (a CSV file of so many lines, made for the test, which the program gets as its argument; likewise
`.json`, one document with so many records, and `.jsonl`, one in each line).
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "programs"
CLOSE = 0.15
SHARE = 0.80
# What is allocated per integer of one digit (32) and what getsizeof says of it (28) differ since 3.11.
TABLE = HERE / "table.md"


def directive(source, word):
    """What a comment at the top of a program says."""
    return re.findall(rf"^# {word}: (.+)$", source, re.MULTILINE)


def write_csv(path, lines):
    """A file of numbers and short names."""
    with open(path, "w", encoding="ascii", newline="") as file:
        for line in range(lines):
            file.write(f"{line},{line * 7919 % 1000},name{line % 97},{line * 0.25:.2f}\n")


def write_json(path, count):
    """Records of numbers, short texts and lists: in one document, or one in each line."""
    records = [
        {
            "id": record,
            "name": f"name{record % 97}",
            "amount": record * 0.25,
            "tags": ["new"] * (record % 3),
            "paid": record % 2 == 0,
            "note": None if record % 4 else f"note {record}",
        }
        for record in range(count)
    ]
    with open(path, "w", encoding="ascii", newline="") as file:
        if path.endswith(".jsonl"):
            file.writelines(json.dumps(record) + "\n" for record in records)
        else:
            json.dump({"records": records, "count": count}, file)


def estimate(surgec, path, version, options):
    """The files of --emit memory=json."""
    with tempfile.TemporaryDirectory() as folder:
        command = [surgec, str(path), "--emit", "memory=json", "--python", version, "-q", "-o", folder, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        names = ("memory.json", "main_lines_footprint.json")
        return [json.loads((Path(folder) / name).read_text(encoding="utf-8")) for name in names]


def last_statement(footprints):
    """The variables after the last statement of the script's own body that stands at its left edge."""
    outer = [(int(key.split(":")[-2]), value) for key, value in footprints.items() if key.endswith(":1")]
    return max(outer, key=lambda pair: pair[0])[1]["variables"] if outer else {}


def measure(python, path, args):
    """Peak and variables, as the interpreter has them."""
    command = [python, str(HERE / "child.py"), str(path), *args]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONHASHSEED": "0"}
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def compare(name, guess, truth):
    """Every way in which the truth is outside of what was claimed."""
    low, high = guess["low"], guess["high"]
    found = []
    if isinstance(high, (int, float)) and truth > high:
        found.append(f"{name}: {truth} is above {high:.0f}")
    if isinstance(low, (int, float)) and truth < low:
        found.append(f"{name}: {truth} is below {low:.0f}")
    return found


def uses_packages(source):
    """The packages that a program needs."""
    return re.findall(r"^import (numpy|pandas)", source, re.MULTILINE)


def check(name, python, surgec, version):
    """One row of the table, and what is violated."""
    path = PROGRAMS / f"{name}.py"
    source = path.read_text(encoding="utf-8")
    modules = uses_packages(source)
    if any(
        subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode
        for module in modules
    ):
        return None
    options = [part for line in directive(source, "assume") for part in ("--assume", line.strip())]
    args = [part for line in directive(source, "args") for part in line.split()]
    with tempfile.TemporaryDirectory() as folder:
        for line in directive(source, "input"):
            file, lines = line.split()
            write = write_json if file.endswith((".json", ".jsonl")) else write_csv
            write(os.path.join(folder, file), int(lines))
            args.append(os.path.join(folder, file))
            options += ["--input", args[-1]]
        memory, footprints = estimate(surgec, path, version, options)
        truth = measure(python, path, args)
    violations = compare("peak", memory["peak"], truth["peak"])
    for variable, guess in last_statement(footprints).items():
        real = truth["variables"].get(variable)
        if real is None:
            continue
        violations += compare(f"size of {variable}", {**guess["size"], "low": None}, real["size"])
        if guess["length"] and real["length"] is not None:
            violations += compare(f"length of {variable}", guess["length"], real["length"])
    return {
        "name": name,
        "guess": memory["peak"],
        "truth": truth["peak"],
        "violations": violations,
        "why": memory["unbounded"],
    }


def is_known(row):
    """Whether the estimator knows how large everything is."""
    return all(isinstance(row["guess"][end], (int, float)) for end in ("low", "estimate", "high"))


def off(row):
    """How far the estimate is from the truth, as a share of the truth."""
    return abs(row["guess"]["estimate"] - row["truth"]) / max(row["truth"], 1)


def table(rows, version):
    """The committed table."""
    known = [row for row in rows if is_known(row)]
    close = [row for row in known if off(row) <= CLOSE]
    lines = [
        "# Estimate against truth",
        "",
        f"Peaks in bytes under CPython {version}, as `tracemalloc` counts them. Made by `python tests/memory/run.py --write`.",
        f"{len(rows)} programs; {len(known)} with known sizes, of which {len(close)} are within 15 %.",
        "",
        "| program | low | estimate | high | measured | off by |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        ends = [row["guess"][end] for end in ("low", "estimate", "high")]
        shown = [
            "unbounded" if end is None else f"{end:.0f}" if isinstance(end, (int, float)) else str(end) for end in ends
        ]
        share = f"{off(row):.0%}" if is_known(row) else ""
        lines.append(f"| {row['name']} | {' | '.join(shown)} | {row['truth']} | {share} |")
    return "\n".join(lines) + "\n"


def main():
    """Runs all programs, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that is the truth")
    parser.add_argument("--surgec", default=os.environ.get("SURGEC", str(HERE.parent.parent / "target/release/surgec")))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument(
        "--with-packages", action="store_true", help="only programs that use packages, all of which have to be there"
    )
    parser.add_argument("--write", action="store_true", help="write the table")
    parser.add_argument("--verbose", action="store_true", help="show every program")
    options = parser.parse_args()
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    version = subprocess.run([options.python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    if version not in ("3.9", "3.10", "3.11", "3.12", "3.13"):
        print(f"layouts of Python {version} are not known")
        return 0
    names = options.names or sorted(path.stem for path in PROGRAMS.glob("*.py"))
    if options.with_packages:
        names = [name for name in names if uses_packages((PROGRAMS / f"{name}.py").read_text(encoding="utf-8"))]
    with ThreadPoolExecutor(options.jobs) as pool:
        results = pool.map(lambda name: check(name, options.python, options.surgec, version), names)
        rows = [row for row in results if row is not None]
    if options.with_packages and len(rows) < len(names):
        print(f"{len(names) - len(rows)} programs need packages that {options.python} does not have")
        return 1
    known = [row for row in rows if is_known(row)]
    close = [row for row in known if off(row) <= CLOSE]
    violated = [row for row in rows if row["violations"]]
    for row in rows:
        wrong = bool(row["violations"])
        if options.verbose or wrong:
            share = f"{off(row):6.1%}" if is_known(row) else "  open"
            guess = row["guess"]
            print(f"{share} {row['name']:34} {guess['low']} {guess['estimate']} {guess['high']} truth {row['truth']}")
        for line in row["violations"]:
            print(f"       VIOLATED {line}")
        if options.verbose:
            for line in row["why"][:3]:
                print(f"       {line}")
    share = len(close) / len(known) if known else 0.0
    print(
        f"Python {version}: {len(rows)} programs, {len(violated)} with violations; "
        f"{len(known)} with known sizes, {len(close)} of them ({share:.0%}) within 15 %"
    )
    if options.write:
        TABLE.write_text(table(rows, version), encoding="utf-8")
    # Of the few programs that use packages, only the bounds have to hold.
    return 1 if violated or (share < SHARE and not options.with_packages) else 0


if __name__ == "__main__":
    sys.exit(main())
