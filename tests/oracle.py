"""The oracle: does an emitted package behave exactly as the script it came from?

    python3 tests/oracle.py --surgec target/release/surgec script.py [options] -- ARGS

The script's folder is copied, the copy is compiled, and then the original and the package run in turn at
one and the same path, each in a fresh copy, so that paths in the output need no editing before they are
compared. The package runs once for every interpreter, number of workers, start method, choice of
SURGE_FORCE and backend asked for. Compared are: the bytes on stdout, the exit code, stderr (see below), the tree of
files afterwards, files left in the temporary folder, and processes left running.

Of stderr, traceback frames are compared by file, line and function; the source lines and carets that
CPython prints below them are left out, and so are frames of the runtime itself. Everything else
on stderr (exception types and messages, usage texts, what the program prints there) must be equal.

Exit code: 0 when all runs are equal, 1 when any differs, 2 when the oracle could not do its work.
Needs Python 3.9, before 3.11 with tomli; the interpreters under test may be others.
"""

from __future__ import annotations

import argparse
import dataclasses
import difflib
import fnmatch
import functools
import hashlib
import itertools
import json
import os
import re
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # before Python 3.11
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
OUT = "out"
RUNTIME = "surge_rt"
IN_MEMORY = Path("/dev/shm")  # where programs run unless TMPDIR names another folder: each run needs some hundred files
LEAST_ROOM = 1 << 30  # bytes that have to be free there; containers often have less
# Whatever these match is neither copied nor compared: what a compiler or an interpreter leaves behind.
NOT_COPIED = ("__pycache__", ".git", OUT)


class OracleError(Exception):
    """The comparison could not be made, which says nothing about the compiler."""


@dataclasses.dataclass(frozen=True)
class Variant:
    """One way to run the emitted package."""

    python: str = sys.executable
    workers: int = 2
    start: str = "fork"  # or "kept": forked, and kept from one region to the next wherever that is possible
    force: int = 0  # SURGE_FORCE: the smallest number of items in a chunk; 0: only what pays
    backend: str = "processes"
    scheduler: str = ""  # of Dask or Ray; without one, each run starts a cluster of its own
    regions: int = 0  # SURGE_FORCE_REGIONS: how many of a site are forced, one at each entry; 0: as many as usual

    def __str__(self) -> str:
        force = (", forced" if self.force == 1 else f", forced by {self.force}") if self.force else ""
        force += f", {self.regions} regions of a site" if self.regions else ""
        engine = self.start if self.backend == "processes" else self.backend
        return f"{self.python}, {self.workers} workers, {engine}{force}"

    def environment(self) -> dict[str, str]:
        settings = {"SURGE_WORKERS": str(self.workers), "SURGE_START": self.start}
        if self.start == "kept":
            settings.update(SURGE_START="fork", SURGE_KEEP="1")
        if self.force:
            settings["SURGE_FORCE"] = str(int(self.force))
        if self.regions:
            settings["SURGE_FORCE_REGIONS"] = str(self.regions)
        if self.backend != "processes":
            settings["SURGE_BACKEND"] = self.backend
        if self.scheduler:
            settings["SURGE_SCHEDULER"] = self.scheduler
        return settings


@dataclasses.dataclass(frozen=True)
class Outcome:
    """Everything about one run that somebody could see afterwards."""

    stdout: bytes
    stderr: bytes
    exit_code: int
    files: Mapping[str, str]
    temporary_files: int
    left_running: int
    timed_out: bool


@dataclasses.dataclass(frozen=True)
class Difference:
    """One aspect in which the package did not do what the script does."""

    where: str
    aspect: str
    text: str

    def __str__(self) -> str:
        indented = "\n".join("    " + line for line in self.text.splitlines())
        return f"{self.aspect} differs ({self.where})\n{indented}"


def variants(
    pythons: Sequence[str] = (sys.executable,),
    workers: Sequence[int] = (1, 2, 4),
    starts: Sequence[str] = ("fork", "spawn"),
    force: Sequence[int] = (0,),
    backends: Sequence[str] = ("processes",),
    regions: int = 0,
) -> list[Variant]:
    """Every combination of the choices given."""
    choices = itertools.product(pythons, workers, starts, force, backends)
    return [Variant(*choice, regions=regions) for choice in choices]


def check(
    script: str | os.PathLike[str],
    args: Sequence[str] = (),
    *,
    surgec: str | os.PathLike[str],
    runs: Sequence[Variant] | None = None,
    runs_in_place: Sequence[Variant] | None = None,
    stdin: str | os.PathLike[str] | None = None,
    timeout: float = 60.0,
    env: Mapping[str, str] | None = None,
    ignore: Sequence[str] = (),
    prepare: Sequence[str] = (),
    compare_stderr: str = "frames",
    inspect: Callable[[Path], list[Difference]] | None = None,
) -> list[Difference]:
    """Compile a script and compare the package with it; an empty list means that all runs are equal.

    `runs_in_place` are the runs of a package in which nothing is parallel, which never asks how many workers there
    are (default: `runs`, too). `stdin` is a file to read standard input from. `ignore` names further glob patterns, relative to the script's
    folder, that are not copied. `prepare` is a command for the interpreter, run in the copy before anything else
    (to make data). `compare_stderr` is "frames" (see the top of this file), "exact" or "ignore". `inspect` is
    called with the emitted folder and may add differences of its own.
    """
    script = Path(script).resolve()
    if not script.is_file():
        raise OracleError(f"there is no file {script}")
    runs = variants() if runs is None else runs
    stdin = Path(stdin).resolve() if stdin is not None else None

    with tempfile.TemporaryDirectory(prefix="oracle-", dir=workplace()) as name:
        workshop = Workshop(Path(name).resolve(), timeout, stdin, dict(env or {}))
        copy_folder(script.parent, workshop.template, ignore)
        if prepare:
            workshop.prepare(prepare)
        differences = workshop.compile(surgec, script.name)
        if differences:
            return differences
        if inspect is not None:
            differences += inspect(workshop.template / OUT)
        if runs_in_place is not None and works_in_place(workshop.template / OUT):
            runs = runs_in_place

        for python in dict.fromkeys(run.python for run in runs):
            add_bytecode(workshop.template / OUT / RUNTIME, python)
            original = workshop.run([python, script.name, *args], {})
            if original.timed_out:
                raise OracleError(f"the original took longer than {timeout} s under {python}")
            for run in runs:
                if run.python != python:
                    continue
                emitted = workshop.run([python, OUT, *args], run.environment())
                found = compare(original, emitted, str(run), workshop.program, compare_stderr)
                if found:
                    again = workshop.run([python, script.name, *args], {})
                    unsteady = compare(original, again, "two runs of the original", workshop.program, compare_stderr)
                    if unsteady:
                        raise OracleError("the script itself is not deterministic\n" + "\n".join(map(str, unsteady)))
                differences += found
    return differences


def works_in_place(out: Path) -> bool:
    """Whether all that a package does is done where the script does it."""
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    return not any(plan.get(key) for key in ("parallel", "segments", "space"))


class Workshop:
    """A temporary folder with a template of the program, in which one run after the other takes place.

    Every run happens in `program`, made anew from `template`, with `temporary` as its folder for temporary files.
    """

    def __init__(self, root: Path, timeout: float, stdin: Path | None, env: dict[str, str]) -> None:
        self.root = root
        self.template = root / "template"
        self.program = root / "program"
        self.temporary = root / "tmp"
        self.timeout = timeout
        self.stdin = stdin
        self.env = env
        self.temporary.mkdir()

    def environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("SURGE_", "PYTHON", "TMP", "TEMP"))
        }
        # A fixed seed makes the order of sets of strings the same in every run, so that it can be compared.
        environment.update(PYTHONHASHSEED="0", TMPDIR=str(self.temporary))
        environment.update(self.env)
        environment.update(extra)
        return environment

    def prepare(self, command: Sequence[str]) -> None:
        done = subprocess.run([sys.executable, *command], cwd=self.template, capture_output=True, text=True)
        if done.returncode != 0:
            raise OracleError(f"{' '.join(command)} failed\n{done.stderr}")

    def compile(self, surgec: str | os.PathLike[str], script: str) -> list[Difference]:
        before = tree(self.template)
        command = [os.fspath(Path(surgec).resolve()), script, "-o", OUT]
        try:
            done = subprocess.run(
                command,
                cwd=self.template,
                env=self.environment({}),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=self.timeout,
            )
        except OSError as error:
            raise OracleError(f"the compiler cannot be run: {error}") from error
        except subprocess.TimeoutExpired:
            return [Difference("compiling", "compiler", f"took longer than {self.timeout} s")]
        if done.returncode != 0:
            text = (done.stdout + done.stderr).decode(errors="replace")
            return [Difference("compiling", "compiler", f"exit code {done.returncode}\n{text}")]
        if not (self.template / OUT / "__main__.py").is_file():
            return [Difference("compiling", "compiler", f"exit code 0, but there is no {OUT}/__main__.py")]
        changes = compare_trees(before, tree(self.template))
        if changes:
            return [Difference("compiling", "source folder", changes)]
        return []

    def run(self, command: Sequence[str], extra: Mapping[str, str]) -> Outcome:
        for folder in (self.program, self.temporary):
            remove_folder(folder)
        shutil.copytree(self.template, self.program, symlinks=True, ignore=self._leave_runtime)
        if (self.template / OUT / RUNTIME).is_dir():
            link_folder(self.template / OUT / RUNTIME, self.program / OUT / RUNTIME)
        self.temporary.mkdir()

        stdout_path = self.root / "stdout"
        stderr_path = self.root / "stderr"
        # Files rather than pipes: a process that was left behind must not keep the oracle waiting.
        with (
            open(stdout_path, "wb") as stdout,
            open(stderr_path, "wb") as stderr,
            open(self.stdin or os.devnull, "rb") as stdin,
        ):
            try:
                process = subprocess.Popen(
                    command,
                    cwd=self.program,
                    env=self.environment(extra),
                    stdin=stdin,
                    stdout=stdout,
                    stderr=stderr,
                    start_new_session=True,
                )
            except OSError as error:
                raise OracleError(f"{command[0]} cannot be run: {error}") from error
            try:
                timed_out = False
                wait(process, self.timeout)
                left = wait_for_group(process.pid)
            except subprocess.TimeoutExpired:
                timed_out = True
                left = 0
            finally:  # also where somebody interrupts this
                kill_group(process.pid)
                process.wait()
        return Outcome(
            stdout=stdout_path.read_bytes(),
            stderr=stderr_path.read_bytes(),
            exit_code=process.returncode,
            files=tree(self.program),
            temporary_files=len(list(self.temporary.iterdir())),
            left_running=left,
            timed_out=timed_out,
        )

    def _leave_runtime(self, folder: str, names: list[str]) -> list[str]:
        """The package's runtime, which is linked rather than copied: some ninety files that no program writes to."""
        return [RUNTIME] if RUNTIME in names and folder == str(self.template / OUT) else []


def compare(
    original: Outcome, emitted: Outcome, where: str, program: Path, compare_stderr: str = "frames"
) -> list[Difference]:
    """All aspects in which two outcomes differ."""
    if emitted.timed_out:
        return [Difference(where, "time", "the package did not end within the time allowed")]
    found = []
    if original.stdout != emitted.stdout:
        found.append(Difference(where, "stdout", compare_text(show(original.stdout), show(emitted.stdout))))
    if original.exit_code != emitted.exit_code:
        found.append(Difference(where, "exit code", f"original: {original.exit_code}\nemitted:  {emitted.exit_code}"))
    if compare_stderr != "ignore":
        # An exact comparison still shows as text; only what is thrown away before it depends on the mode.
        normalise = show if compare_stderr == "exact" else (lambda data: normalise_stderr(show(data), program))
        texts = normalise(original.stderr), normalise(emitted.stderr)
        if texts[0] != texts[1]:
            found.append(Difference(where, "stderr", compare_text(*texts)))
    changes = compare_trees(original.files, emitted.files)
    if changes:
        found.append(Difference(where, "files", changes))
    if original.temporary_files != emitted.temporary_files:
        counts = f"original: {original.temporary_files}\nemitted:  {emitted.temporary_files}"
        found.append(Difference(where, "number of temporary files", counts))
    if original.left_running != emitted.left_running:
        counts = f"original: {original.left_running}\nemitted:  {emitted.left_running}"
        found.append(Difference(where, "number of processes left running", counts))
    return found


# --- text -------------------------------------------------------------------------------------------------

FRAME = re.compile(r'(?P<margin>[ |+]*)  File "(?P<file>.*)", line (?P<line>\d+)(?P<name>, in .*)?$')
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")


def normalise_stderr(text: str, program: Path) -> str:
    """Reduce traceback entries to file, line and function, and hide addresses of objects."""
    kept = []
    frame_margin = None
    for line in ADDRESS.sub("0x…", text).splitlines():
        frame = FRAME.match(line)
        if frame is not None:
            frame_margin = frame["margin"]
            path = normal_path(frame["file"], program)
            if not is_runtime(path):
                kept.append(f'{frame_margin}  File "{path}", line {frame["line"]}{frame["name"] or ""}')
        elif frame_margin is not None and line.startswith(frame_margin + "    "):
            continue  # the source line or the carets below the frame
        else:
            frame_margin = None
            kept.append(line)
    return "\n".join(kept)


def normal_path(file: str, program: Path) -> str:
    """A path relative to the program's folder where it is inside, so that `script.py` is `./script.py`."""
    if file.startswith("<"):
        return file
    path = os.path.normpath(os.path.join(program, file))
    return os.path.relpath(path, program) if path.startswith(f"{program}{os.sep}") else path


def is_runtime(path: str) -> bool:
    return path.startswith((f"{OUT}{os.sep}surge_rt{os.sep}", "<frozen runpy>")) or path.endswith(f"{os.sep}runpy.py")


def show(data: bytes) -> str:
    return data.decode("utf-8", errors="backslashreplace")


def compare_text(original: str, emitted: str, context: int = 3, most: int = 60) -> str:
    """A unified difference, cut where it gets long; line ends are shown where only they differ."""
    before, after = original.splitlines(), emitted.splitlines()
    if before == after:
        before, after = [ascii(s) for s in original.splitlines(True)], [ascii(s) for s in emitted.splitlines(True)]
    lines = list(difflib.unified_diff(before, after, "original", "emitted", lineterm="", n=context))
    if len(lines) > most:
        lines[most:] = [f"… and {len(lines) - most} more lines"]
    return "\n".join(lines)


# --- folders ----------------------------------------------------------------------------------------------


def copy_folder(source: Path, target: Path, ignore: Sequence[str] = ()) -> None:
    def left_out(folder: str, names: list[str]) -> Iterable[str]:
        relative = os.path.relpath(folder, source)
        return [
            name
            for name in names
            if name in NOT_COPIED
            or any(fnmatch.fnmatch(os.path.normpath(os.path.join(relative, name)), pattern) for pattern in ignore)
        ]

    shutil.copytree(source, target, symlinks=True, ignore=left_out)


def tree(folder: Path) -> dict[str, str]:
    """What is in a folder: for each path its kind, permissions and contents, without what NOT_COPIED names."""
    entries = {}
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_COPIED]
        for name in [*folders, *names]:
            path = Path(where, name)
            mode = path.lstat().st_mode
            relative = os.path.relpath(path, folder)
            if stat.S_ISLNK(mode):
                entries[relative] = f"link to {os.readlink(path)}"
            elif stat.S_ISDIR(mode):
                entries[relative] = f"folder, mode {mode & 0o777:o}"
            elif stat.S_ISREG(mode):
                data = path.read_bytes()
                digest = hashlib.sha256(data).hexdigest()[:16]
                entries[relative] = f"{len(data)} bytes, mode {mode & 0o777:o}, sha256 {digest}"
            else:
                entries[relative] = f"special, mode {mode:o}"
    return entries


def link_folder(source: Path, target: Path) -> None:
    """A folder with the same files as another: what nobody writes to need not be copied for each run."""
    target.mkdir()
    for entry in os.scandir(source):
        if entry.is_dir(follow_symlinks=False):
            link_folder(Path(entry.path), target / entry.name)
        else:
            os.link(entry.path, target / entry.name)


def workplace() -> str | None:
    """The folder for temporary folders: in memory where that is possible and nobody named another one."""
    if any(name in os.environ for name in ("TMPDIR", "TEMP", "TMP")) or not os.access(IN_MEMORY, os.W_OK):
        return None
    return str(IN_MEMORY) if shutil.disk_usage(IN_MEMORY).free >= LEAST_ROOM else None


def add_bytecode(runtime: Path, python: str) -> None:
    """Spares each run that it compiles the runtime anew, which takes longer than most of what is tested.

    This is what a user has from the second run on.
    """
    modules = sorted(runtime.glob("*.py"))
    text = b"\0".join(path.read_bytes() for path in modules)
    if modules:
        (runtime / "__pycache__").mkdir(exist_ok=True)
        for name, data in bytecode_of(python, tuple(path.name for path in modules), text).items():
            (runtime / "__pycache__" / name).write_bytes(data)


@functools.lru_cache
def bytecode_of(python: str, names: tuple[str, ...], text: bytes) -> dict[str, bytes]:
    """What an interpreter makes of the runtime's modules, without a date: all packages of a compiler have one runtime."""
    with tempfile.TemporaryDirectory(prefix="bytecode-", dir=workplace()) as name:
        for module, source in zip(names, text.split(b"\0")):
            Path(name, module).write_bytes(source)
        command = [python, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", name]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return {path.name: path.read_bytes() for path in Path(name, "__pycache__").iterdir()}


def compare_trees(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    lines = []
    for path in sorted({*before, *after}):
        if before.get(path) != after.get(path):
            lines.append(f"{path}: {before.get(path, 'absent')} -> {after.get(path, 'absent')}")
    return "\n".join(lines)


def remove_folder(folder: Path) -> None:
    if not folder.exists():
        return
    # A program may have taken away its own permissions.
    for where, _, _ in os.walk(folder):
        os.chmod(where, 0o700)
    shutil.rmtree(folder)


# --- processes --------------------------------------------------------------------------------------------


def members(group: int) -> Iterator[int]:
    """The processes of a group that still run; those that ended and were not waited for do not count."""
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            fields = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[2]) == group and fields[0] not in "ZX":
            yield int(name)


def wait(process: subprocess.Popen[bytes], timeout: float) -> None:
    """`process.wait`, which looks twenty times a second where it has a time-out: here the end is noticed at once."""
    try:
        descriptor = os.pidfd_open(process.pid)
    except (AttributeError, OSError):  # another system, or an old one
        process.wait(timeout)
        return
    try:
        ended, _, _ = select.select([descriptor], [], [], timeout)
    finally:
        os.close(descriptor)
    if not ended:
        raise subprocess.TimeoutExpired(process.args, timeout)
    process.wait()


def wait_for_group(group: int, patience: float = 2.0) -> int:
    """How many processes of a group are left, after some patience with those that are just ending."""
    if not os.path.isdir("/proc/self"):
        return 0
    give_up = time.monotonic() + patience
    while left := len(list(members(group))):
        if time.monotonic() > give_up:
            return left
        time.sleep(0.02)
    return 0


def kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return  # nobody is left, as it should be


# --- the plan ---------------------------------------------------------------------------------------------


def check_plan(out: Path, expect: str | None, reason: str | None) -> list[Difference]:
    """Does plan.json decide what the case expects?

    "parallel": at least one region is parallel; "sequential": none is. `reason`: some region names it.
    """
    if expect not in (None, "parallel", "sequential"):
        raise OracleError(f'expect is {expect!r}, neither "parallel" nor "sequential"')
    if expect is None and reason is None:
        return []
    try:
        regions = json.loads((out / "plan.json").read_bytes())["regions"]
        decisions = [(r["origin"], r["kind"], r["decision"], r["reason"]) for r in regions]
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [Difference("compiling", "plan", f"plan.json cannot be understood: {error!r}")]
    table = "\n".join("  ".join(str(field) for field in row) for row in decisions) or "no regions"
    parallel = any(decision == "parallel" for _, _, decision, _ in decisions)
    found = []
    if expect is not None and parallel != (expect == "parallel"):
        found.append(Difference("compiling", "plan", f"expected: {expect}\n{table}"))
    if reason is not None and reason not in [named for _, _, _, named in decisions]:
        found.append(Difference("compiling", "plan", f"expected the reason {reason}\n{table}"))
    return found


# --- cases ------------------------------------------------------------------------------------------------

CASE_KEYS = {
    "args", "small_args", "also", "data", "small_data", "stdin", "stderr", "env", "expect", "reason", "why", "timeout",
    "force", "python", "packages",
}  # fmt: skip


@functools.cache
def version_of(python: str) -> tuple[int, int]:
    """The version of an interpreter, as (major, minor)."""
    question = "import sys; print(*sys.version_info[:2])"
    done = subprocess.run([python, "-c", question], capture_output=True, text=True, check=True)
    major, minor = done.stdout.split()
    return int(major), int(minor)


def check_case(
    folder: Path,
    *,
    surgec: str | os.PathLike[str],
    runs: Sequence[Variant],
    runs_in_place: Sequence[Variant] | None = None,
) -> list[Difference]:
    """Check a folder with a case.toml, at small size; `runs` and `runs_in_place` are those of `check`.

    The script is `script.py`, or bears the folder's name. Keys of case.toml, all optional: `args`, `small_args` (used
    instead of `args`), `also` (a list of further argument lists), `small_data` (arguments for the interpreter that
    make the data), `stdin` (a file in the folder), `stderr` ("frames", "exact", "ignore"), `env`, `timeout`,
    `expect`, `reason`, `force` (false: each kind of run only as a user would run it, since what is tested is what the
    clock decides), `python` (the first version that can run it), `packages` (what has to be installed; see
    `packages_of`); `data` and `why` are for people.
    """
    case = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    if unknown := case.keys() - CASE_KEYS:
        raise OracleError(f"{folder.name}/case.toml: unknown keys {sorted(unknown)}")
    oldest = tuple(map(int, case.get("python", "3.9").split(".")))

    def wanted(runs: Sequence[Variant]) -> list[Variant]:
        if not case.get("force", True):
            runs = list(dict.fromkeys(dataclasses.replace(run, force=0, regions=0) for run in runs))
        return [run for run in runs if version_of(run.python) >= oldest]

    script = folder / "script.py"
    if not script.exists():
        script = folder / f"{folder.name}.py"
    differences = []
    for number, args in enumerate([case.get("small_args", case.get("args", [])), *case.get("also", [])]):
        found = check(
            script,
            args,
            surgec=surgec,
            runs=wanted(runs),
            runs_in_place=None if runs_in_place is None else wanted(runs_in_place),
            stdin=folder / case["stdin"] if "stdin" in case else None,
            timeout=case.get("timeout", 60.0),
            env=case.get("env"),
            ignore=["data", "case.toml"],
            prepare=case.get("small_data", ()),
            compare_stderr=case.get("stderr", "frames"),
            # The plan does not depend on the arguments.
            inspect=(lambda out: check_plan(out, case.get("expect"), case.get("reason"))) if number == 0 else None,
        )
        differences += [dataclasses.replace(d, where=f"{d.where}, arguments {args}") if args else d for d in found]
    return differences


def packages_of(folder: Path) -> list[str]:
    """The packages that the script of a case needs besides Python."""
    packages: list[str] = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8")).get("packages", [])
    return packages


def find_surgec() -> Path:
    """The compiler under test: $SURGEC, or the release build of this checkout, which must not be an old one."""
    if named := os.environ.get("SURGEC"):
        path, sources = Path(named), []
    else:
        path = ROOT / "target" / "release" / "surgec"
        sources = [file for folder in ("src", "passes", "runtime_py/surge_rt") for file in (ROOT / folder).rglob("*.*")]
    if not path.is_file():
        raise OracleError(f"there is no compiler at {path}: build it with cargo build --release, or set SURGEC")
    built = path.stat().st_mtime
    newer = [file for file in sources if "__pycache__" not in file.parts and file.stat().st_mtime > built]
    if newer:
        raise OracleError(
            f"{path} is older than {newer[0].relative_to(ROOT)}: build it with cargo build --release, or set SURGEC"
        )
    return path


# --- command line -----------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    script_args: list[str] = []
    if "--" in arguments:
        split = arguments.index("--")
        arguments, script_args = arguments[:split], arguments[split + 1 :]

    parser = argparse.ArgumentParser(
        prog="oracle.py", description="Compare an emitted package with its script. Arguments of the script follow --."
    )
    parser.add_argument("script", help="the script, or a folder with a case.toml, which is then checked at small size")
    parser.add_argument("--surgec", help="the compiler (default: $SURGEC, or target/release/surgec)")
    parser.add_argument("--workers", default="1,2,4", help="numbers of workers, separated by commas")
    parser.add_argument("--start", default="fork,spawn", help="start methods, separated by commas")
    parser.add_argument("--backend", default="processes", help="backends, separated by commas")
    parser.add_argument("--python", nargs="+", default=[sys.executable], help="interpreters to run both under")
    parser.add_argument(
        "--force",
        nargs="?",
        type=int,
        const=1,
        default=0,
        help="with SURGE_FORCE: parallel whether it pays or not, in chunks of at least so many items (default: 1)",
    )
    parser.add_argument("--stdin", help="a file for standard input")
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds for each run")
    parser.add_argument("--ignore", action="append", default=[], help="what not to copy from the script's folder")
    parser.add_argument("--stderr", choices=["frames", "exact", "ignore"], default="frames")
    options = parser.parse_args(arguments)

    try:
        surgec = options.surgec or find_surgec()
        runs = variants(
            [shutil.which(python) or python for python in options.python],
            [int(n) for n in options.workers.split(",")],
            options.start.split(","),
            [options.force],
            options.backend.split(","),
        )
        if Path(options.script).is_dir():
            differences = check_case(Path(options.script).resolve(), surgec=surgec, runs=runs)
        else:
            differences = check(
                options.script,
                script_args,
                surgec=surgec,
                runs=runs,
                stdin=options.stdin,
                timeout=options.timeout,
                ignore=options.ignore,
                compare_stderr=options.stderr,
            )
    except OracleError as error:
        print(f"oracle: {error}", file=sys.stderr)
        return 2
    for difference in differences:
        print(difference)
    if not differences:
        print(f"equal in {len(runs)} runs")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
