"""What a program may meet besides its input: signals, full disks, closed streams, small limits, odd settings.

    .venv/bin/python tests/faults/run.py                     every fault, original and package side by side
    .venv/bin/python tests/faults/run.py --only ulimit       those whose command or title holds a word
    .venv/bin/python tests/faults/run.py --every 6           every sixth of them
    .venv/bin/python tests/faults/run.py --table             the same, as the table of docs/faults.md

Each fault is a shell command that runs a program of the folder `programs`, once as the script and once as the package.
Both run in a session of their own, in a fresh folder. Compared are the bytes on standard output, the exit code, standard
error without the frames of tracebacks, and the files left in the folder; of a program that is interrupted somewhere, the
output has to be the beginning of what the whole program prints. No process, temporary file or shared memory may be left.

Exit code: 0 when all are equal, 1 when one differs.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import oracle  # noqa: E402

PROGRAMS = HERE / "programs"
ALWAYS = {"SURGE_FORCE": "1", "SURGE_WORKERS": "3"}
PATIENCE = 1.0  # seconds that processes may take to be gone
TIME_OUT = 60
IN_PLACE = ("signals_set", "depth")  # the compiler leaves these alone; the runtime's own tests have them all the same


class Fault(NamedTuple):
    """One thing that may happen to a program."""

    title: str
    program: str
    command: str = "{run}"
    settings: dict[str, str] = {}  # noqa: RUF012
    strike: Callable[[int], None] | None = None  # what is done to the process group once the first line is out
    same: bool = True  # False: where it ends depends on the moment; its output is a beginning of the whole

    @property
    def told(self) -> slice:
        """How much of standard error has to be the same: where it is interrupted, only what it says last."""
        return slice(None) if self.same else slice(-1, None)


class Outcome(NamedTuple):
    """What a run left behind."""

    code: int
    out: bytes
    err: str
    files: dict[str, str]
    left: list[str]
    seconds: float


# --- what is done to a running program --------------------------------------------------------------------


def to_group(number: signal.Signals) -> Callable[[int], None]:
    def strike(group: int) -> None:
        os.killpg(group, number)

    strike.__doc__ = f"kill -{number.name[3:]} -- -$!"
    return strike


def to_driver(number: signal.Signals) -> Callable[[int], None]:
    def strike(group: int) -> None:
        os.kill(group, number)

    strike.__doc__ = f"kill -{number.name[3:]} $!"
    return strike


def twice(group: int) -> None:
    """kill -INT -- -$!; kill -INT -- -$!"""
    os.killpg(group, signal.SIGINT)
    time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGINT)


def stop_and_go(group: int) -> None:
    """kill -STOP -- -$!; sleep 3; kill -CONT -- -$!"""
    os.killpg(group, signal.SIGSTOP)
    time.sleep(3)
    os.killpg(group, signal.SIGCONT)


def children(number: signal.Signals, most: int = 99) -> Callable[[int], None]:
    def strike(group: int) -> None:
        for child in [pid for pid in oracle.members(group) if pid != group][:most]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, number)

    strike.__doc__ = f"pkill -{number.name[3:]} -P $!" + ("  # one of them" if most == 1 else "")
    return strike


KILL, TERM, INT, HUP, QUIT, STOP = (
    getattr(signal, f"SIG{name}") for name in ("KILL", "TERM", "INT", "HUP", "QUIT", "STOP")
)
LONG = "{run} 12 4000000"  # tasks of about half a second: nobody is gone by himself
SPAWN = {"SURGE_START": "spawn"}
KEPT = {"SURGE_KEEP": "1"}
STEPS = "{run} 3000 60"  # some seconds of short regions
SMALL_SHARED_MEMORY = "unshare -m sh -c 'mount -t tmpfs -o size=4k tmpfs /dev/shm; exec {run}'"
FAULTS = [
    # What is done to workers.
    Fault("a worker is killed", "loop", "{run} 60 200000", strike=children(KILL, 1)),
    Fault("all workers are killed", "loop", "{run} 60 200000", strike=children(KILL)),
    Fault("a worker that stays is killed", "steps", STEPS, KEPT, strike=children(KILL, 1)),
    Fault("all workers that stay are killed", "steps", STEPS, KEPT, strike=children(KILL)),
    Fault("Ctrl-C, workers that stay", "steps", STEPS, KEPT, strike=to_group(INT), same=False),
    Fault("the driver is killed, workers that stay", "steps", STEPS, KEPT, strike=to_driver(KILL), same=False),
    Fault("stopped and continued, workers that stay", "steps", STEPS, KEPT, strike=stop_and_go),
    Fault("output into a pipe that is closed early, workers that stay", "steps", "{run} 400 | head -1", KEPT),
    Fault("12 descriptors, workers that stay", "steps", "ulimit -n 12; {run}", KEPT),
    Fault("210 descriptors, workers that stay", "steps", "ulimit -n 210; {run}", KEPT),
    Fault("64 workers that stay", "steps", settings={"SURGE_WORKERS": "64", **KEPT}),
    Fault("60 MB of address space, workers that stay", "steps", "ulimit -v 60000; {run}", KEPT),
    Fault("python -X dev, workers that stay", "steps", "{run:-X dev}", KEPT),
    Fault("python -W error, workers that stay", "steps", "{run:-W error}", KEPT),
    Fault("all workers are asked to end", "loop", "{run} 60 200000", strike=children(TERM)),
    Fault("a worker is stopped and never continued", "loop", "{run} 60 200000", strike=children(STOP, 1)),
    Fault("all workers are stopped", "loop", "{run} 9 400000", strike=children(STOP)),
    Fault("a task beside the driver is killed", "segment", "{run} 20000", strike=children(KILL)),
    Fault("a task beside the driver is stopped", "segment", "{run} 20000", strike=children(STOP)),
    Fault("workers are hung up on", "loop", "{run} 60 200000", strike=children(HUP)),
    Fault("a warm worker is killed", "loop", "{run} 60 200000", SPAWN, strike=children(KILL, 1)),
    # What is done to the program.
    Fault("Ctrl-C", "loop", LONG, strike=to_group(INT), same=False),
    Fault("Ctrl-C, twice", "loop", LONG, strike=twice, same=False),
    Fault("Ctrl-C, warm workers", "loop", LONG, SPAWN, strike=to_group(INT), same=False),
    Fault("Ctrl-C beside a segment", "segment", "{run} 100000", strike=to_group(INT), same=False),
    Fault("Ctrl-C that the program catches", "goes_on", LONG, strike=to_group(INT), same=False),
    Fault("Ctrl-C that the program handles", "handled", LONG, strike=to_group(INT), same=False),
    Fault("the group is asked to end, which the program handles", "handled", LONG, strike=to_group(TERM), same=False),
    Fault("the driver is asked to end, which the program handles", "handled", LONG, strike=to_driver(TERM), same=False),
    Fault("the terminal hangs up, which the program ignores", "handled", "{run} 60 200000", strike=to_group(HUP)),
    Fault("an interrupt for the driver alone", "loop", LONG, strike=to_driver(INT), same=False),
    Fault("the driver is asked to end", "loop", LONG, strike=to_driver(TERM), same=False),
    Fault("the group is asked to end", "loop", LONG, strike=to_group(TERM), same=False),
    Fault("the terminal hangs up", "loop", LONG, strike=to_group(HUP), same=False),
    Fault("the driver is hung up on", "loop", LONG, strike=to_driver(HUP), same=False),
    Fault("quit from the keyboard", "loop", "ulimit -c 0; exec " + LONG, strike=to_group(QUIT), same=False),
    Fault("the driver is killed", "loop", LONG, strike=to_driver(KILL), same=False),
    Fault("the driver is killed, warm workers", "loop", LONG, SPAWN, strike=to_driver(KILL), same=False),
    Fault("the driver is killed beside a segment", "segment", "{run} 100000", strike=to_driver(KILL), same=False),
    Fault("everything is stopped and goes on", "loop", "{run} 30 200000", strike=stop_and_go),
    # What the program does itself.
    *(
        Fault(PROGRAMS.joinpath(f"{name}.py").read_text().split('"""')[1].rstrip("."), name)
        for name in (
            "exits exits_text exits_hard raises task_raises task_memory task_caught_memory task_recursion lambdas "
            "unbuffered logs redirected line_buffered writes_files file_numbers signals_set large values segment depth"
        ).split()
    ),
    Fault("os._exit in the middle of a loop, long tasks", "exits_hard", "{run} 20 4000000"),
    # Where the output goes.
    Fault("output into a pipe that is closed early", "loop", "{run} | head -1"),
    Fault("the same with SIGPIPE as in a shell tool", "loop", "{run} 400 20000 | (read line; echo $line)"),
    Fault("a full disk", "loop", "{run} > /dev/full"),
    Fault("a full disk, buffered", "line_buffered", "{run} > /dev/full"),
    Fault("no standard output", "loop", "{run} >&-"),
    Fault("no standard error", "loop", "{run} 2>&-"),
    Fault("no standard streams at all", "writes_files", "{run} <&- >&- 2>&-"),
    Fault("no standard streams, an exception", "raises", "{run} <&- >&- 2>&-"),
    Fault("output into a file", "writes_files", "{run} > out.txt 2> err.txt; cat out.txt err.txt"),
    Fault("output to a terminal", "writes_files", "script -qec '{run}' /dev/null < /dev/null"),
    Fault("a folder that is gone", "loop", "mkdir -p x; cd x; rmdir ../x; {run}"),
    # Limits.
    *(Fault(f"{number} descriptors", "loop", f"ulimit -n {number}; {{run}}") for number in (7, 12, 64, 205, 210, 260)),
    Fault("12 descriptors, a segment", "segment", "ulimit -n 12; {run}"),
    Fault("12 descriptors, warm workers", "loop", "ulimit -n 12; {run}", SPAWN),
    Fault("no more processes", "loop", "setpriv --reuid nobody --clear-groups prlimit --nproc=1 {run}"),
    Fault("two more processes", "loop", "setpriv --reuid nobody --clear-groups prlimit --nproc=3 {run}"),
    Fault("no more processes, a segment", "segment", "setpriv --reuid nobody --clear-groups prlimit --nproc=1 {run}"),
    Fault("60 MB of address space", "loop", "ulimit -v 60000; {run}"),
    Fault("400 MB of address space, large logs", "large", "ulimit -v 400000; {run}"),
    Fault("files of at most 1 kB", "writes_files", "ulimit -f 1; {run}"),
    Fault("a small stack", "task_recursion", "ulimit -s 512; {run}"),
    Fault("no shared memory", "loop", "unshare -m sh -c 'umount -l /dev/shm; exec {run}'"),
    Fault("no shared memory, warm workers", "loop", "unshare -m sh -c 'umount -l /dev/shm; exec {run}'", SPAWN),
    Fault("no /proc", "loop", "unshare -m sh -c 'umount -l /proc; exec {run}'"),
    Fault("a package that cannot be written to", "loop", "setpriv --reuid nobody --clear-groups {run}"),
    Fault("one processor", "values", "taskset -c 0 {run}"),
    Fault("64 workers", "loop", "{run} 300 20000", {"SURGE_WORKERS": "64"}),
    Fault("64 workers, warm", "loop", "{run} 80 20000", {"SURGE_WORKERS": "64", **SPAWN}),
    Fault("a window of one byte", "loop", settings={"SURGE_WINDOW": "1"}),
    Fault("memory for one worker", "large", settings={"SURGE_MEMORY": "100MB"}),
    Fault("children that nobody waits for", "loop", "trap '' CHLD; exec {run}"),
    Fault("interrupts ignored, as with nohup", "loop", "trap '' INT HUP; exec {run} 60 100000", strike=to_group(INT)),
    Fault("nohup itself", "loop", "nohup {run}"),
    Fault("a time limit that is not reached", "loop", "timeout 50 {run}"),
    Fault("a time limit that is reached", "loop", "timeout 1 {run} 12 4000000", same=False),
    Fault("an empty environment, as from cron", "loop", "env -i SURGE_FORCE=1 SURGE_WORKERS=3 {run}"),
    Fault("another current folder", "loop", "cd /; {run}"),
    Fault("no standard input", "loop", "{run} <&-"),
    Fault("4 kB of shared memory", "loop", SMALL_SHARED_MEMORY),
    Fault("4 kB of shared memory, warm workers", "loop", SMALL_SHARED_MEMORY, SPAWN),
    Fault("two at once", "loop", "{run} > a.txt & {run} > b.txt; wait; cat a.txt b.txt"),
    # How the interpreter is started.
    *(
        Fault(f"python {flag}", program, "{run:" + flag + "}")
        for flag in ("-O", "-OO", "-X dev", "-W error", "-u", "-B", "-I", "-s", "-E", "-bb", "-X utf8")
        for program in ("loop", "values")
    ),
    Fault("python -X dev, warm workers", "values", "{run:-X dev}", SPAWN),
    Fault("python -W error, warm workers", "values", "{run:-W error}", SPAWN),
    Fault("a fixed hash seed", "values", "PYTHONHASHSEED=7 {run}"),
    Fault("a hash seed of zero", "values", "PYTHONHASHSEED=0 {run}"),
    Fault("tracemalloc", "values", "PYTHONTRACEMALLOC=1 {run}"),
    Fault("malloc checked", "values", "PYTHONMALLOC=debug {run}"),
    Fault("a C locale", "values", "LC_ALL=C {run}"),
]


# --- running ----------------------------------------------------------------------------------------------


class Bench:
    """A folder with the programs and their packages."""

    def __init__(self, folder: Path, surgec: Path, python: str) -> None:
        self.folder = folder
        self.python = python
        for program in {fault.program for fault in FAULTS}:
            home = folder / "built" / program
            home.mkdir(parents=True)
            shutil.copy(PROGRAMS / f"{program}.py", home)
            subprocess.run([surgec, f"{program}.py", "-o", "out"], cwd=home, check=True, stdout=subprocess.DEVNULL)
            regions = "@task(" in (home / "out" / "tasks.py").read_text()
            assert regions or program in IN_PLACE, f"{program}: no region"

    def run(self, fault: Fault, target: str, settings: dict[str, str], strike: bool = True) -> Outcome:
        """Run the script or the package in a fresh copy of its folder."""
        home = self.folder / f"run-{FAULTS.index(fault)}"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.folder / "built" / fault.program, home / "work")
        (home / "tmp").mkdir(mode=0o777)
        for place in (self.folder, home, home / "work"):
            place.chmod(0o755)
        (home / "tmp").chmod(0o777)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("SURGE_", "PYTHON", "LC_"))
        }
        environment |= {"TMPDIR": str(home / "tmp"), "PYTHONDONTWRITEBYTECODE": "", **settings}
        shared = set(_shared_memory())
        process = subprocess.Popen(
            ["bash", "-c", self._command(fault, home / "work" / target)],
            cwd=home / "work",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # or the reader of the first line would keep more
            start_new_session=True,
            preexec_fn=lambda: [signal.signal(number, signal.SIG_DFL) for number in (INT, QUIT)],
        )
        began = time.monotonic()
        try:
            first = b""
            if fault.strike is not None and strike:
                assert process.stdout is not None
                first = process.stdout.readline()
                time.sleep(0.15)
                fault.strike(process.pid)
            out, err = process.communicate(timeout=TIME_OUT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, KILL)
            out, err = process.communicate()
            first += b"(hangs) "
        seconds = time.monotonic() - began
        left = [_name_of(pid) for pid in _left_in(process.pid)]
        oracle.kill_group(process.pid)
        left += [f"temporary file {path.name}" for path in (home / "tmp").iterdir()]
        left += [f"shared memory {name}" for name in set(_shared_memory()) - shared]
        return Outcome(
            process.returncode, first + out, err.decode(errors="replace"), _files(home / "work"), left, seconds
        )

    def _command(self, fault: Fault, target: Path) -> str:
        def start(match: re.Match[str]) -> str:
            return f"{self.python} {match[1] or ''} {target}"

        command = re.sub(r"\{run:?([^}]*)\}", start, fault.command)
        return command if re.search(r"[;|'<>=]|&", command) else f"exec {command}"

    def differences(self, fault: Fault) -> Iterator[str]:
        """What tells the package from the script under a fault."""
        original = self.run(fault, f"{fault.program}.py", {})
        emitted = self.run(fault, "out", {**ALWAYS, **fault.settings})
        if original.code != emitted.code:
            yield f"exit code {emitted.code}, not {original.code}"
        if fault.same and original.out != emitted.out:
            yield f"standard output: {_shortened(emitted.out)}, not {_shortened(original.out)}"
        if not fault.same:
            whole = self.run(fault, f"{fault.program}.py", {}, strike=False).out
            if not _is_beginning(emitted.out, whole, original.out):
                yield f"standard output: {_shortened(emitted.out)}, no beginning of {_shortened(whole)}"
        if _told(original.err, self.folder)[fault.told] != _told(emitted.err, self.folder)[fault.told]:
            yield f"standard error: {emitted.err[-1500:]!r}, not {original.err[-1500:]!r}"
        if original.files != emitted.files:
            yield f"files: {sorted(set(emitted.files.items()) ^ set(original.files.items()))}"
        for what in emitted.left:
            yield f"left behind: {what}"


def _is_beginning(out: bytes, whole: bytes, interrupted: bytes) -> bool:
    """True when `out` is what the program prints up to some point; it may go on with what it prints when interrupted."""
    if whole.startswith(out):
        return True
    head, mark, tail = out.partition(b"interrupted\n")
    return bool(mark) and whole.startswith(head) and interrupted.endswith(mark + tail)


def _told(text: str, folder: Path) -> list[str]:
    """Standard error without what depends on the moment, the folder and the process."""
    text = text.replace(str(folder), "").replace("/out/__main__.py", "/script.py")
    lines = [line for line in text.splitlines() if not line.startswith((" ", "Traceback", "^CTraceback"))]
    return [re.sub(r"^bash: line \d+: +\d+ |\(pid=\d+\)|0x[0-9a-f]+|python\S* .*$", "", line) for line in lines]


def _left_in(group: int) -> list[int]:
    """The processes of a session that do not end within a moment."""
    give_up = time.monotonic() + PATIENCE
    while True:
        left = list(oracle.members(group))
        if not left or time.monotonic() > give_up:
            return left
        time.sleep(0.02)


def _name_of(pid: int) -> str:
    try:
        return "process " + Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return f"process {pid}"


def _files(folder: Path) -> dict[str, str]:
    """What the program wrote beside itself."""
    files = {path.name: path.read_text(errors="replace") for path in folder.iterdir() if path.is_file()}
    return {name: text for name, text in files.items() if not name.endswith((".py", "err.txt"))}


def _shared_memory() -> list[str]:
    """What is in shared memory, but for semaphores, which the runtime has none of, and folders: other programs make these."""
    return [name for name in _list("/dev/shm") if not name.startswith("sem.") and not Path("/dev/shm", name).is_dir()]


def _list(folder: str) -> list[str]:
    return os.listdir(folder) if os.path.isdir(folder) else []


def _shortened(out: bytes) -> str:
    text = out.decode(errors="replace")
    return repr(text if len(text) < 300 else f"{text[:100]} … {text[-150:]}") + f" ({len(out)} bytes)"


def command_shown(fault: Fault) -> str:
    """The command of a fault as a person would type it."""
    command = re.sub(r"\{run:?([^}]*)\}", lambda match: f"python {match[1]} out".replace("  ", " "), fault.command)
    settings = " ".join(f"{name}={value}" for name, value in fault.settings.items())
    text = f"{settings} {command}" if settings and ";" not in command else f"{command}  # {settings}".rstrip(" #")
    return f"{text} & {fault.strike.__doc__}" if fault.strike is not None else text


def _escaped(fault: Fault) -> str:
    """The command of a fault as it stands in a table."""
    return command_shown(fault).replace("|", "\\|")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="faults whose title, program or command holds this")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--surgec", type=Path, default=None)
    parser.add_argument("--table", action="store_true", help="print the table of docs/faults.md")
    parser.add_argument("--every", type=int, default=1, help="only every so many of them")
    parser.add_argument("--jobs", type=int, default=1, help="faults at a time")
    options = parser.parse_args()
    chosen = [fault for fault in FAULTS if options.only in f"{fault.title} {fault.program} {fault.command}"]
    chosen = chosen[:: options.every]
    failed = 0
    page = (oracle.ROOT / "docs" / "faults.md").read_text()
    for fault in [] if options.table else FAULTS:
        if f"| `{_escaped(fault)}` |" not in page:
            failed += 1
            print(f"FAILED {fault.title}: docs/faults.md does not list it")
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(options.jobs) as threads:
        bench = Bench(Path(folder), (options.surgec or oracle.find_surgec()).resolve(), options.python)
        for fault, found in zip(chosen, threads.map(lambda fault: list(bench.differences(fault)), chosen)):
            failed += bool(found)
            if options.table:
                print(
                    f"| {fault.title} | `{_escaped(fault)}` | {fault.program} | {'; '.join(found) or 'as the script'} |"
                )
            elif found:
                print(f"FAILED {fault.title} ({fault.program}): {command_shown(fault)}")
                for text in found:
                    print("    " + text)
            else:
                print(f"passed {fault.title} ({fault.program})", flush=True)
    print(f"{len(chosen)} faults, {failed} differ", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
