"""The call graph of surgec against what the interpreter saw.

    python3 tests/callgraph/run.py              # all programs, and the figures against README.md
    python3 tests/callgraph/run.py --only mro   # one category, with the edges that are missing or too many
    python3 tests/callgraph/run.py --bless      # writes README.md anew

Each file in `programs` holds small programs about one feature of Python, after lines `#: what it is about`; `#: name.py` begins a further
file of the same program. The calls that a run makes (`observe.py`) are the truth. surgec's call graph is in `--emit effects=json`:
pairs of functions, and for each function whether it calls something unknown, which may be anything. What is asserted: each call that was
seen is an edge, or the caller says `unknown`, or the program is refused as a whole. Precision and recall are figures: of
the edges, how many were seen; of those seen, how many are edges. One run does not take every way through a program, so an edge
that was not seen need not be wrong.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import dataclasses
import difflib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import oracle  # noqa: E402

README = HERE / "README.md"
VERSION = (3, 11)  # the figures in README.md are those of this Python


@dataclasses.dataclass(frozen=True)
class Program:
    category: str
    title: str
    files: dict[str, str]


@dataclasses.dataclass
class Outcome:
    """One program: its edges by name, and what nobody accounts for."""

    program: Program
    seen: int
    claimed: int
    both: int
    says_unknown: bool
    refused: bool
    uncovered: list[str]
    missing: list[str]
    extra: list[str]


def programs(only: str) -> list[Program]:
    found: list[Program] = []
    for path in sorted((HERE / "programs").glob("*.py")):
        if only not in path.stem:
            continue
        name, lines, title, files = "main.py", [], "", {}
        for line in [*path.read_text(encoding="utf-8").splitlines(keepends=True), "#: \n"]:
            if not line.startswith("#: "):
                lines.append(line)
                continue
            if title:
                files[name] = "".join(lines)
            mark, lines = line[3:].strip(), []
            if mark.endswith(".py"):
                name = mark
                continue
            if title:
                found.append(Program(path.stem, title, files))
            name, title, files = "main.py", mark, {}
    return found


def look_at(program: Program, surgec: str) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="callgraph-") as name:
        folder = Path(name).resolve() / "program"
        for label, text in program.files.items():
            (folder / label).parent.mkdir(parents=True, exist_ok=True)
            (folder / label).write_text(text, encoding="utf-8")
        facts = folder.parent / "facts"
        run([surgec, "--quiet", "--emit", "effects=json", str(folder / "main.py"), "-o", str(facts)], program)
        claims = json.loads((facts / "effects.json").read_bytes())
        edges = folder.parent / "edges.json"
        run([sys.executable, "-B", str(HERE / "observe.py"), str(edges), str(folder), "main.py"], program)
        seen = {(tuple(caller), tuple(callee)) for caller, callee in json.loads(edges.read_bytes())}
    return judge(program, claims, seen)


def run(command: list[str], program: Program) -> None:
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise oracle.OracleError(f"{program.category}, {program.title}: {command[0]} failed\n{done.stderr}")


def judge(program: Program, claims: dict, seen: set) -> Outcome:
    def place(index: int) -> tuple[str, int, str]:
        function = claims["functions"][index]
        kind = {"module": "<module>", "lambda": "<lambda>"}.get(function["kind"], function["name"])
        line = 1 if function["kind"] == "module" else function["line"]
        return claims["modules"][function["module"]], line, kind

    claimed = {(place(caller), place(callee)) for caller, callee in claims["calls"]}
    # What importing a module runs is an edge for the interpreter; surgec says that it imports.
    seen = {edge for edge in seen if edge[1][2] != "<module>"}
    claimed = {edge for edge in claimed if edge[1][2] != "<module>"}
    unknown = {place(i) for i, function in enumerate(claims["functions"]) if "unknown" in function["effects"]}
    uncovered = set() if claims["refused"] else {e for e in seen - claimed if e[0] not in unknown}

    def show(edges: set) -> list[str]:
        return [f"{a[2]} ({a[0]}:{a[1]}) -> {b[2]} ({b[0]}:{b[1]})" for a, b in sorted(edges)]

    return Outcome(
        program=program,
        seen=len(seen),
        claimed=len(claimed),
        both=len(seen & claimed),
        says_unknown=bool(unknown),
        refused=claims["refused"],
        uncovered=show(uncovered),
        missing=show(seen - claimed),
        extra=show(claimed - seen),
    )


def check_the_check() -> None:
    """A call that nobody claims is reported, one that is claimed or may be anything is not."""
    module = {"name": "<module>", "kind": "module", "module": 0, "line": 1, "effects": []}
    one = {"name": "one", "kind": "def", "module": 0, "line": 4, "effects": []}
    program = Program("check", "itself", {})
    seen = {(("main.py", 1, "<module>"), ("main.py", 4, "one"))}
    for calls, effects, refused, expected in (
        ([], [], False, 1),
        ([[0, 1]], [], False, 0),
        ([], ["unknown"], False, 0),
        ([], [], True, 0),
        ([[1, 0]], [], False, 1),
    ):
        functions = [{**module, "effects": effects}, one]
        claims = {"functions": functions, "modules": ["main.py"], "calls": calls, "refused": refused}
        if len(judge(program, claims, seen).uncovered) != expected:
            raise oracle.OracleError("the comparison itself is wrong")


def table(outcomes: list[Outcome]) -> str:
    head = (
        "# The call graph, by feature\n\n"
        f"{len(outcomes)} small programs, and what Python {VERSION[0]}.{VERSION[1]} saw in a run of each. Written by `tests/callgraph/run.py --bless`, which "
        "says more. Every call that was seen is an edge, or the caller says `unknown`, or the program is refused: that is asserted. "
        "`precision`: edges that were seen, of all edges; `recall`: calls that are edges, of all calls; both in percent.\n\n"
        "| category | programs | calls | edges | both | precision | recall | with `unknown` | refused |\n| --- |"
        + " --- |" * 8
        + "\n"
    )
    by_category = collections.defaultdict(list)
    for outcome in outcomes:
        by_category[outcome.program.category].append(outcome)
    rows = [row(category, some) for category, some in sorted(by_category.items())]
    return head + "\n".join([*rows, row("**all**", outcomes)]) + "\n"


def row(title: str, some: list[Outcome]) -> str:
    seen, claimed, both = (sum(getattr(o, name) for o in some) for name in ("seen", "claimed", "both"))
    precision = f"{100 * both / claimed:.0f}" if claimed else "-"
    recall = f"{100 * both / seen:.0f}" if seen else "-"
    unknown, refused = sum(o.says_unknown and not o.refused for o in some), sum(o.refused for o in some)
    return f"| {title} | {len(some)} | {seen} | {claimed} | {both} | {precision} | {recall} | {unknown} | {refused} |"


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare surgec's call graph with the interpreter's.")
    parser.add_argument("--surgec", help="the compiler (default: $SURGEC, or target/release/surgec)")
    parser.add_argument("--only", default="", help="only categories with this in their name")
    parser.add_argument("--jobs", type=int, default=1, help="how many programs at a time")
    parser.add_argument("--bless", action="store_true", help="write the figures anew")
    arguments = parser.parse_args()
    surgec = str(Path(arguments.surgec).resolve() if arguments.surgec else oracle.find_surgec().resolve())

    check_the_check()
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        outcomes = list(pool.map(lambda program: look_at(program, surgec), programs(arguments.only)))
    for outcome in outcomes:
        title = f"{outcome.program.category}, {outcome.program.title}"
        for edge in outcome.uncovered:
            print(f"{title}: a call that nothing accounts for: {edge}")
        if arguments.only:
            for text in [*(f"missing: {e}" for e in outcome.missing), *(f"not seen: {e}" for e in outcome.extra)]:
                print(f"{title}: {text}{' (refused)' if outcome.refused else ''}")
    uncovered = any(outcome.uncovered for outcome in outcomes)
    if arguments.bless and not uncovered and not arguments.only:
        README.write_text(table(outcomes), encoding="utf-8")
    changes = []
    # What a run sees differs a little from version to version.
    if not arguments.only and sys.version_info[:2] == VERSION:
        before = README.read_text(encoding="utf-8") if README.exists() else ""
        changes = list(
            difflib.unified_diff(
                before.splitlines(), table(outcomes).splitlines(), "README.md", "now", lineterm="", n=0
            )
        )
        print("\n".join(changes))
    print(
        f"{len(outcomes)} programs; {sum(o.seen for o in outcomes)} calls, {sum(len(o.uncovered) for o in outcomes)} unaccounted for"
    )
    return 1 if uncovered or changes else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except oracle.OracleError as error:
        print(f"callgraph: {error}", file=sys.stderr)
        sys.exit(2)
