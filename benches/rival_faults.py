"""What becomes of the same work when something goes wrong: surgec beside versions written by hand.

    python3 benches/rival_faults.py [--only NAME …] [--write FILE]

Each version does 1,200 items of about 1.5 ms. The script tells what should happen: a version is `right` where it prints what
the script prints and ends with its exit code. A worker is killed from outside, by SIGKILL, after a second: the
descendant that has used most processor time. What has not ended after 60 seconds hangs, and is ended. No times are compared.

The libraries are those of benches/rivals.py. Linux only, for what /proc tells about processes.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rivals import BUILT_IN, FOLDER, PACKAGES, ROOT, make_venv

PATIENCE = 60  # seconds
TROUBLES = {
    "killed": "a worker is killed",
    "prints": "items print",
    "exception": "an item raises an exception that does not unpickle",
    "result": "results do not pickle",
    "exit": "an item calls sys.exit(3)",
}


def family(root: int) -> list[tuple[int, int]]:
    """(processor ticks, process id) of all descendants of a process, most ticks last."""
    parents, ticks = {}, {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry)], ticks[int(entry)] = int(fields[1]), int(fields[11])
    found = {root}
    grew = True
    while grew:
        more = {process for process, parent in parents.items() if parent in found} - found
        found |= more
        grew = bool(more)
    return sorted((ticks[process], process) for process in found - {root})


def kill_a_worker(root: int) -> None:
    """Kill the descendant that has worked most, once there is one that works."""
    end = time.monotonic() + PATIENCE / 2
    while time.monotonic() < end:
        workers = family(root)
        if workers and workers[-1][0] >= 30:
            os.kill(workers[-1][1], signal.SIGKILL)
            return
        time.sleep(0.05)


def outcome(command: list[str], killing: bool) -> tuple[int | None, str, str]:
    """Exit code, None for one that hangs, and what was printed to the two streams."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            if killing:
                kill_a_worker(process.pid)
            code: int | None = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            code = None
        for _, descendant in family(process.pid):
            os.kill(descendant, signal.SIGKILL)
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        out.seek(0)
        err.seek(0)
        return code, out.read().decode(errors="replace"), err.read().decode(errors="replace")


def in_words(expected: tuple[int | None, str, str], got: tuple[int | None, str, str]) -> str:
    """One cell of the table."""
    code, out, err = got
    if code is None:
        return "hangs"
    if (code, out) == expected[:2]:
        return "right"
    if code == expected[0] and sorted(out.splitlines()) == sorted(expected[1].splitlines()):
        return "lines in another order"
    if code == expected[0] == 0:
        return "lines missing" if len(out) < len(expected[1]) else "other lines"
    raised = re.findall(r"^(?:[a-z_]\w*\.)*([A-Z]\w+)(?::|$)", err, re.MULTILINE)
    return f"ends with code {code}" + (f": {raised[-1]}" if raised else "")


def main() -> None:
    """Install, compile, run and print."""
    parser = argparse.ArgumentParser(description="faults met by surgec and by versions written by hand")
    parser.add_argument("--only", nargs="*", choices=[*BUILT_IN, *PACKAGES], help="these libraries instead of all")
    parser.add_argument("--write", type=Path, help="write the table to this file as well")
    options = parser.parse_args()
    surgec = os.environ.get("SURGEC", str(ROOT / "target" / "release" / "surgec"))
    python, there = make_venv()
    names = options.only or [*BUILT_IN, *there]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("troubles.py", "by_hand.py", "work.py"):
            shutil.copy(FOLDER / name, folder)
        subprocess.run([surgec, "--quiet", "troubles.py", "-o", "out"], cwd=folder, check=True)
        versions = {"surgec": [str(python), str(folder / "out"), "{}"]}
        versions.update({name: [str(python), str(folder / "troubles.py"), "{}", name] for name in names})
        rows = ["| what happens | " + " | ".join(versions) + " |", "| --- |" + " --- |" * len(versions)]
        for trouble, title in TROUBLES.items():
            expected = outcome([str(python), str(folder / "troubles.py"), trouble], False)
            cells = []
            for command in versions.values():
                got = outcome([part.format(trouble) for part in command], trouble == "killed")
                cells.append(in_words(expected, got))
                print(title, cells[-1], flush=True, file=sys.stderr)
            rows.append(f"| {title} | " + " | ".join(cells) + " |")
    text = "\n".join([*rows, "", f"Python {platform.python_version()}. Made by `python3 benches/rival_faults.py`."])
    print(text)
    if options.write:
        options.write.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
