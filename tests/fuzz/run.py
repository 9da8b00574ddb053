"""Break the compiler: many generated programs, each as script and as package, compared.

    python3 tests/fuzz/run.py --seed 1 --count 1000 --jobs 2      # programs from a generator, see generate.py
    python3 tests/fuzz/run.py --states --jobs 2                   # all ways to keep state, see states.py
    python3 tests/fuzz/run.py --streams --count 1000 --jobs 2     # lists that are gone through once, see streams.py
    python3 tests/fuzz/run.py --between --jobs 2                  # what changes between regions, see between.py
    python3 tests/fuzz/run.py --features --count 1000 --jobs 2    # features of the language, see features.py
    python3 tests/fuzz/run.py --nested --count 1000 --jobs 2      # the same inside of the tasks of other loops, see nested.py
    python3 tests/fuzz/run.py --files --count 1000 --jobs 2       # rounds that read and write files, see written.py
    python3 tests/fuzz/run.py --conditions --count 1000 --jobs 2  # conditions on what rounds change, see conditions.py

Every program runs as script and as package, everything parallel whether it pays or not. The package runs once, in one of several ways: mostly
with 2 forked workers, for some programs with 1 or 4, with larger chunks, with workers that stay or that are spawned. Regions that a program comes to
again and again are forced a few times each, and then now and then. With `--thorough`, as in ./test, each package runs with 2 forked workers, a sample
in the other ways as well, and regions are forced more often; with `--between` this is always so, and with `--nested` there are 4 workers, too. What is
compared is what the oracle compares. A program that differs is made smaller and written to `--out`. Programs that take longer than `--slow` seconds
are left out: a package whose regions are all forced takes many times as long. Exit code: 0 when all are equal, 1 when any differs.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import dataclasses
import json
import random
import re
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import between  # noqa: E402
import conditions  # noqa: E402
import features  # noqa: E402
import generate  # noqa: E402
import minimise  # noqa: E402
import nested  # noqa: E402
import oracle  # noqa: E402
import states  # noqa: E402
import streams  # noqa: E402
import written  # noqa: E402

SCRIPT = "script.py"
KINDS = {
    "": generate,
    "states": states,
    "streams": streams,
    "between": between,
    "features": features,
    "nested": nested,
    "files": written,
    "conditions": conditions,
}
ALWAYS = oracle.Variant(workers=2, start="fork", force=1)
# Workers that have no item from the start, so that the tasks of others may have them.
SPARE = oracle.Variant(workers=4, start="fork", force=1)
# With --thorough: of so many programs, one runs in this way, too.
SAMPLES = {
    oracle.Variant(workers=1, start="fork", force=1): 8,
    oracle.Variant(workers=4, start="fork", force=1): 4,
    oracle.Variant(workers=2, start="fork", force=4): 3,
    oracle.Variant(workers=2, start="kept", force=1): 2,
    oracle.Variant(workers=2, start="spawn", force=1): 25,
}
# Otherwise: of twenty programs, so many run in this way alone.
SHARES = {
    ALWAYS: 6,
    oracle.Variant(workers=2, start="kept", force=1): 4,
    oracle.Variant(workers=4, start="fork", force=1): 4,
    oracle.Variant(workers=2, start="fork", force=4): 4,
    oracle.Variant(workers=1, start="fork", force=1): 1,
    oracle.Variant(workers=2, start="spawn", force=1): 1,
}
TURNS = [variant for variant, share in SHARES.items() for _ in range(share)]
FEW_REGIONS = 2  # of a site that are forced, one at each entry, before some entries pass by
FULL = 8  # of so many programs, one has as many as usual
STATS_SAMPLE = 20
PROGRESS = 500  # programs between two lines that say how far it is
MEMORY = 4 << 30  # bytes of address space for each process: a program that eats memory must not take the machine along


@dataclasses.dataclass
class Result:
    """What became of one program."""

    seed: int
    status: str  # "equal", "sequential", "skipped", "different"
    text: str = ""
    differences: list[str] = dataclasses.field(default_factory=list)
    regions: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    reasons: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    ran: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)


@dataclasses.dataclass(frozen=True)
class Options:
    surgec: str
    timeout: float
    minimise: float
    out: str
    python: str
    kind: str  # "states", "streams", "between", "features", "nested", "files", "conditions"; "" for generated programs
    start: str  # how workers of every program are started, too; "" for what is sampled alone
    thorough: bool  # each program in several ways
    slow: float  # seconds of a script that are too many


def runs_for(seed: int, options: Options) -> list[oracle.Variant]:
    python, spawned = options.python, options.kind == "between"
    if not (options.thorough or spawned):
        return [dataclasses.replace(variant, python=python) for variant in quick_runs(seed, options)]
    sampled = [v for v, rate in SAMPLES.items() if seed % rate == 0 or (spawned and v.start in ("spawn", "kept"))]
    if options.start:
        sampled += [oracle.Variant(start=options.start, force=force) for force in (1, 4)]
    always = [ALWAYS, SPARE] if options.kind == "nested" else [ALWAYS]
    return [dataclasses.replace(variant, python=python) for variant in dict.fromkeys([*always, *sampled])]


def quick_runs(seed: int, options: Options) -> list[oracle.Variant]:
    """One way to run a program; the ways take turns, in an order that has nothing to do with how programs are made up."""
    turn = random.Random(seed).randrange(len(TURNS) * FULL)
    chosen = [TURNS[turn % len(TURNS)]]
    if options.kind == "nested" and SPARE not in chosen:
        chosen.append(SPARE)
    if options.start:
        chosen.append(oracle.Variant(start=options.start, force=1))
    regions = 0 if turn < len(TURNS) else FEW_REGIONS
    return [dataclasses.replace(variant, regions=regions) for variant in chosen]


def try_seed(seed: int, options: Options) -> Result:
    """Generate, compile, run and compare one program; make it smaller when it differs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    text = KINDS[options.kind].program(seed)
    result = Result(seed, "equal", text)
    try:
        found = compare(text, runs_for(seed, options), options, result)
    except oracle.OracleError as error:
        result.status = "skipped"
        result.reasons[f"skipped: {str(error).splitlines()[0][:60]}"] += 1
        return result
    if not found:
        return result
    result.status = "different"
    result.differences = [str(difference) for difference in found]
    variants = [v for v in runs_for(seed, options) if any(str(v) == d.where for d in found)][:1]
    if options.minimise:
        result.text = minimise.minimise(
            text, lambda smaller: differs(smaller, found, variants, options), options.minimise
        )
    return result


def differs(text: str, first: list[oracle.Difference], variants: list[oracle.Variant], options: Options) -> bool:
    """Whether a smaller program still shows a difference of the same kind."""
    aspects = {difference.aspect for difference in first}
    try:
        found = compare(text, variants, options, Result(0, ""))
    except oracle.OracleError:
        return False
    return bool({difference.aspect for difference in found} & aspects)


def compare(text: str, runs: list[oracle.Variant], options: Options, result: Result) -> list[oracle.Difference]:
    """All differences of one program; what the plan decided goes into `result`."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        stdin = Path(name, "stdin") if options.kind == "features" else None
        if stdin is not None:
            stdin.write_text(features.STDIN)
        workshop = oracle.Workshop(Path(name).resolve(), options.timeout, stdin, {})
        workshop.template.mkdir()
        (workshop.template / SCRIPT).write_text(text)
        if options.kind == "streams":
            (workshop.template / "surgec.toml").write_text(streams.SETTINGS)
        differences = workshop.compile(options.surgec, SCRIPT)
        if differences and "SyntaxError" in differences[0].text:
            raise oracle.OracleError("not a valid program")
        if differences:
            return differences
        oracle.add_bytecode(workshop.template / oracle.OUT / oracle.RUNTIME, options.python)
        plan = json.loads((workshop.template / oracle.OUT / "plan.json").read_bytes())
        regions = plan["regions"]
        for opportunity in plan["space"]:
            result.regions["stream" if opportunity["applied"] else f"list ({opportunity['reason']})"] += 1
        for region in regions:
            result.regions[region["kind"] if region["decision"] == "parallel" else "sequential"] += 1
            if region["decision"] != "parallel":
                result.reasons[region["reason"]] += 1
        errors = [f"{r['origin']}: {r['detail']}" for r in regions if r["reason"] == "internal-error"]
        if errors:
            return [oracle.Difference("compiling", "internal error", errors[0])]
        changed = any(region["decision"] == "parallel" for region in regions)
        if not (changed or any(opportunity["applied"] for opportunity in plan["space"])):
            result.status = "sequential"
            return []
        workshop.timeout = options.slow
        original = workshop.run([options.python, SCRIPT], {})
        if original.timed_out:
            raise oracle.OracleError("takes too long")
        workshop.timeout = options.timeout
        # With hardly any memory, what has a budget leaves it.
        budget = {"SURGE_MEMORY": "2KB"} if options.kind == "streams" else {}
        for run in runs:
            emitted = workshop.run([run.python, oracle.OUT], {**run.environment(), **budget})
            if emitted.timed_out:
                # Every entry of every region starts workers here, which may be thousands.
                raise oracle.OracleError(f"seed {result.seed} is slow as a package")
            # Streams have the frames of their lists.
            shown = (
                hide_guesses
                if options.kind == "streams"
                else lambda outcome: hide_guesses(hide_comprehensions(outcome))
            )
            found = oracle.compare(shown(original), shown(emitted), str(run), workshop.program)
            if found:
                again = workshop.run([options.python, SCRIPT], {})
                if oracle.compare(original, again, "again", workshop.program):
                    raise oracle.OracleError("not deterministic")
            differences += found
        if result.seed % STATS_SAMPLE == 0:
            count_items(workshop, options, result)
        return differences


COMPREHENSION = re.compile(
    rb'^  File ".*", line \d+, in <(?:listcomp|setcomp|dictcomp|genexpr)>\n(?:    .*\n)*', re.MULTILINE
)


GUESS = re.compile(rb"\. Did you mean: '[^']*'\?$", re.MULTILINE)
UNBOUND = re.compile(rb"(?<=, line )\d+(?=, in [^\n]*\n(?:    [^\n]*\n)*UnboundLocalError: )")


def hide_guesses(outcome: oracle.Outcome) -> oracle.Outcome:
    """The same outcome without what assumption 16 is about: guesses at names, and 3.11's line of an UnboundLocalError."""
    shown = GUESS.sub(b"", outcome.stderr)
    if sys.version_info[:2] == (3, 11) and b"UnboundLocalError: " in shown:
        # The text of the line, and the marks below it, go with the number.
        shown = UNBOUND.sub(b"?", shown)
        shown = re.sub(rb"(?<=line \?, in )([^\n]*\n)(?:    [^\n]*\n)*(?=UnboundLocalError: )", rb"\1", shown)
    return dataclasses.replace(outcome, stderr=shown)


def hide_comprehensions(outcome: oracle.Outcome) -> oracle.Outcome:
    """The same outcome without frames of comprehensions, for which the driver may have a generator expression.

    Whether a comprehension has a frame of its own at all depends on the version of Python.
    """
    return dataclasses.replace(outcome, stderr=COMPREHENSION.sub(b"", outcome.stderr))


def count_items(workshop: oracle.Workshop, options: Options, result: Result) -> None:
    """Let the runtime say how many items really ran in workers, and what failed there."""
    outcome = workshop.run([options.python, oracle.OUT], {**ALWAYS.environment(), "SURGE_STATS": "1"})
    lines = oracle.show(outcome.stderr).splitlines()
    headers = [number for number, line in enumerate(lines) if line.startswith("site  ")]
    names = re.split(r" {2,}", lines[headers[-1]]) if headers else []
    for line in lines[headers[-1] + 1 :] if headers else []:
        cells = re.split(r" {2,}", line)
        if len(cells) == len(names):
            items = int(dict(zip(names, cells))["parallel items"])
            result.ran["sites"] += 1
            result.ran["sites with parallel items"] += items > 0
            result.ran["parallel items"] += items
        elif ": failed: " in line:
            reason, _, count = line.split(": failed: ")[1].rpartition(": ")
            result.ran[f"failed: {reason}"] += int(count)


def write_failure(result: Result, folder: Path) -> Path:
    """The smallest program found, with what differed as a comment above it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"seed-{result.seed}.py"
    notes = "\n".join(f"# {line}" for text in result.differences for line in text.splitlines())
    path.write_text(f"# seed {result.seed}\n{notes}\n{result.text}")
    return path


def summary(results: dict[str, int], totals: Result, seconds: float) -> str:
    programs = sum(results.values())
    others = [kind for kind in totals.regions if kind == "sequential" or kind.startswith(("stream", "list"))]
    parallel = sum(count for kind, count in totals.regions.items() if kind not in others)
    everything = parallel + totals.regions["sequential"] or 1
    lines = [
        f"{programs} programs in {seconds:.0f} s: " + ", ".join(f"{n} {status}" for status, n in sorted(results.items())),
        f"{parallel} of {everything} regions parallel ({parallel / everything:.0%}), {parallel / max(1, programs):.1f} per program: "
        + ", ".join(f"{n} {kind}" for kind, n in totals.regions.most_common()),
        "sequential because of: " + ", ".join(f"{reason} {n}" for reason, n in totals.reasons.most_common(25)),
        f"on 1 of {STATS_SAMPLE}: " + ", ".join(f"{n} {what}" for what, n in totals.ran.most_common()),
    ]  # fmt: skip
    return "\n".join(lines)


def _interrupt(signum: int, frame: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare generated programs with their packages.")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--count", type=int, help="how many seeds (default: 100; with --states and --between, all)")
    parser.add_argument("--jobs", type=int, default=1, help="programs at a time")
    parser.add_argument("--surgec", help="the compiler (default: $SURGEC, or target/release/surgec)")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that runs the programs")
    parser.add_argument("--out", default="fuzz-found", help="folder for programs that differ")
    parser.add_argument("--timeout", type=float, default=8.0, help="seconds for each run")
    parser.add_argument("--slow", type=float, default=1.0, help="seconds of a script that are too many")
    parser.add_argument("--thorough", action="store_true", help="each program in several ways")
    parser.add_argument("--minimise", type=float, default=90.0, help="seconds for making a program smaller, 0 for not")
    parser.add_argument("--states", action="store_true", help="all ways to keep state instead of generated programs")
    parser.add_argument("--streams", action="store_true", help="programs with lists that are gone through once")
    parser.add_argument("--between", action="store_true", help="programs that change something between two regions")
    parser.add_argument(
        "--features", action="store_true", help="programs of few statements with features of the language"
    )
    parser.add_argument("--nested", action="store_true", help="such programs inside of the tasks of other loops")
    parser.add_argument("--files", action="store_true", help="programs whose rounds read and write files")
    parser.add_argument(
        "--conditions", action="store_true", help="programs whose conditions ask for what rounds change"
    )
    parser.add_argument("--start", default="", help="how workers of every program are started, too, such as spawn")
    parser.add_argument("--every", type=int, default=1, help="with --states and --between, only every so many of them")
    arguments = parser.parse_args()
    surgec = str(Path(arguments.surgec).resolve() if arguments.surgec else oracle.find_surgec().resolve())
    options = Options(
        surgec,
        arguments.timeout,
        arguments.minimise,
        arguments.out,
        arguments.python,
        next((kind for kind in KINDS if kind and getattr(arguments, kind)), ""),
        arguments.start,
        arguments.thorough,
        arguments.slow,
    )

    tempfile.tempdir = oracle.workplace()
    # Told to end, it says what it has seen, and its workers end the programs that they run.
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    begin = time.monotonic()
    statuses: collections.Counter[str] = collections.Counter()
    totals = Result(0, "")
    with concurrent.futures.ProcessPoolExecutor(arguments.jobs) as pool:
        seeds = range(arguments.seed, arguments.seed + (arguments.count or 100))
        if options.kind in ("states", "between"):
            seeds = range(arguments.seed - 1, KINDS[options.kind].count(), arguments.every)[: arguments.count]
        results = pool.map(try_seed, seeds, [options] * len(seeds), chunksize=4)
        try:
            for result in results:
                statuses[result.status] += 1
                totals.regions += result.regions
                totals.reasons += result.reasons
                totals.ran += result.ran
                if sum(statuses.values()) % PROGRESS == 0:
                    print(f"so far: {dict(statuses)} in {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
                if result.status == "different":
                    path = write_failure(result, Path(arguments.out))
                    print(f"seed {result.seed} differs, see {path}\n" + "\n".join(result.differences[:2]), flush=True)
        except KeyboardInterrupt:  # what has been looked at so far counts
            pool.shutdown(wait=False, cancel_futures=True)
    print(summary(statuses, totals, time.monotonic() - begin))
    return 1 if statuses["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
