"""surgec from Python: what it decides about a script, and the package it makes of one.

    import surgec

    found = surgec.analyze("script.py")                 # or surgec.analyze(source="for …")
    for loop in found.loops:
        print(loop.line, loop.reason or "runs on all cores")
    package = surgec.transform("script.py", "out")
    print(package.run("--rows", "1000").stdout)

and `@surgec.parallel` before a function has its loops run on all cores, while the script itself is run as ever.

Each call starts the `surgec` command anew and keeps nothing: no call knows of another. The command is the one that was installed
with this package, else the one on PATH; the environment variable SURGEC names another.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from ._decorator import parallel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "Analysis",
    "Loop",
    "Package",
    "Rewrite",
    "SurgecError",
    "analyze",
    "check",
    "find_command",
    "parallel",
    "transform",
]

NAME = "script.py"  # of a source that has no file
Bytes = Union[int, float, str, None]
"""A number, or a formula of sizes that the script does not say; None for what has no bound."""


class SurgecError(Exception):
    """surgec is not there, or does not accept what it was given.

    `code` is its exit code, as `surgec --help` lists them, None where it could not be started; `messages` is what it wrote.
    """

    def __init__(self, messages: str, code: int | None = None) -> None:
        super().__init__(messages.strip())
        self.messages = messages
        self.code = code


@dataclass(frozen=True)
class Loop:
    """A loop, comprehension or group of statements, and what is done with it."""

    kind: str
    """`loop`, `values`, `segment` and so on, as in plan.json."""
    file: str
    line: int
    end_line: int
    function: str
    """The function around it; `<module>` at the top of a file."""
    is_parallel: bool
    reason: str | None
    """Why it stays as it is, a name that `surgec explain` knows; None where it runs in parallel."""
    detail: str | None
    advice: str | None
    """What to change, where something can be."""


@dataclass(frozen=True)
class Rewrite:
    """A list that could become a stream, a sort that could use the disk, and so on."""

    kind: str
    file: str
    line: int
    description: str
    is_applied: bool
    saving_percent: float | None
    """Of the memory that it holds, as estimated."""
    overhead_percent: float | None
    """Of time, as estimated."""
    reason: str | None
    """Why it stays as it is; None where it was applied."""


@dataclass(frozen=True)
class Analysis:
    """What surgec decides about a script."""

    loops: tuple[Loop, ...]
    rewrites: tuple[Rewrite, ...]
    peak_bytes: tuple[Bytes, Bytes, Bytes] | None
    """Least, estimated and most memory of the script; None where there is no estimate."""
    plan: dict[str, Any]
    """All of it, as in plan.json."""

    @property
    def parallel(self) -> tuple[Loop, ...]:
        """The loops that run in parallel."""
        return tuple(loop for loop in self.loops if loop.is_parallel)


@dataclass(frozen=True)
class Package:
    """A package that surgec has written."""

    folder: Path
    analysis: Analysis

    @property
    def report(self) -> str:
        """The report: what was done, why not where not, and what to do next."""
        return (self.folder / "report.txt").read_text(encoding="utf-8")

    def run(self, *arguments: str, workers: int | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run it with these arguments, as `python folder ARGS` does.

        workers: processes at a time, by default one for each processor. options: for `subprocess.run`; by default output is
        captured as text, and the exit code of the script is that of the result.
        """
        environment = dict(options.pop("env", None) or os.environ)
        if workers is not None:
            environment["SURGE_WORKERS"] = str(workers)
        options = {"capture_output": True, "text": True, "check": False, **options}
        command = [sys.executable, str(self.folder), *arguments]
        return subprocess.run(command, env=environment, **options)


def analyze(
    script: str | os.PathLike[str] | None = None, *, source: str | None = None, options: Iterable[str] = ()
) -> Analysis:
    """What surgec decides about a script, or about the text of one; nothing is written.

    options: of the command, such as `--assume n=1000000` or `--no-space`. Raises SurgecError for a file that cannot be read, a
    syntax error, and where surgec is not installed; TypeError where there is not exactly one of `script` and `source`.
    """
    with _Script(script, source) as path:
        return _analysis(_ask([str(path), "--emit", "plan=json", *options]))


def check(script: str | os.PathLike[str], *, options: Iterable[str] = ()) -> None:
    """Raise SurgecError, with the reasons, where a loop of a script stays sequential that could be changed; code 1 then."""
    _run([str(script), "--analyze-only", "--fail-on", "refused", *options])


def transform(
    script: str | os.PathLike[str] | None = None,
    output: str | os.PathLike[str] | None = None,
    *,
    source: str | None = None,
    options: Iterable[str] = (),
) -> Package:
    """Write the package of a script, or of the text of one.

    output: the folder, by default the name of the script with `_surge` behind it in the current one; with `source`, it has to be
    given, and tracebacks of the package name a file `script.py` that is not there. A folder that surgec has written before is
    replaced, any other is refused. Raises as `analyze` does.
    """
    if source is not None and output is None:
        raise TypeError("a source without a file needs an output folder")
    with _Script(script, source) as path:
        folder = Path(output) if output is not None else Path(f"{path.stem}_surge")
        _run([str(path), "-o", str(folder), "--quiet", *options])
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    return Package(folder.resolve(), _analysis(plan))


def find_command() -> str:
    """The path of the `surgec` command. Raises SurgecError where there is none."""
    named = os.environ.get("SURGEC")
    if named:
        return named
    for scheme in (None, f"{os.name}_user"):
        folder = sysconfig.get_path("scripts", scheme) if scheme else sysconfig.get_path("scripts")
        found = shutil.which("surgec", path=folder)
        if found:
            return found
    found = shutil.which("surgec")
    if not found:
        raise SurgecError("the surgec command is neither beside this interpreter nor on PATH: pip install surgec")
    return found


class _Script:
    """The file of a script: the one that was named, or one with the text that was given, for as long as it is needed."""

    def __init__(self, script: str | os.PathLike[str] | None, source: str | None) -> None:
        if (script is None) == (source is None):
            raise TypeError("exactly one of a script and a source is needed")
        self.script = script
        self.source = source
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Path:
        if self.script is not None:
            return Path(self.script)
        assert self.source is not None
        self.folder = tempfile.TemporaryDirectory(prefix="surgec-")
        path = Path(self.folder.name) / NAME
        path.write_bytes(self.source.encode())
        return path

    def __exit__(self, *_error: object) -> None:
        if self.folder is not None:
            self.folder.cleanup()


def _ask(arguments: Sequence[str]) -> Any:
    """What the command prints, read as JSON."""
    return json.loads(_run(arguments))


def _run(arguments: Sequence[str]) -> bytes:
    """Run the command; what it printed."""
    command = [find_command(), "--color", "never", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    except OSError as error:
        raise SurgecError(f"{command[0]} cannot be started: {error}") from error
    if done.returncode != 0:
        raise SurgecError((done.stderr or done.stdout).decode("utf-8", "replace"), done.returncode)
    return done.stdout


def _analysis(plan: dict[str, Any]) -> Analysis:
    loops = tuple(_loop(region) for region in plan["regions"])
    rewrites = tuple(_rewrite(found) for found in plan["space"])
    peak = (plan.get("memory") or {}).get("peak")
    return Analysis(loops, rewrites, peak and (peak["low"], peak["estimate"], peak["high"]), plan)


def _loop(region: dict[str, Any]) -> Loop:
    file, line = _place(region["origin"])
    return Loop(
        kind=region["kind"],
        file=file,
        line=line,
        end_line=region.get("end_line") or line,
        function=region["function"],
        is_parallel=region["decision"] == "parallel",
        reason=region.get("reason"),
        detail=region.get("detail"),
        advice=region.get("advice"),
    )


def _rewrite(found: dict[str, Any]) -> Rewrite:
    file, line = _place(found["origin"])
    return Rewrite(
        kind=found["kind"],
        file=file,
        line=line,
        description=found["description"],
        is_applied=found["applied"],
        saving_percent=found.get("saving_percent"),
        overhead_percent=found.get("overhead_percent"),
        reason=found.get("reason"),
    )


def _place(origin: str) -> tuple[str, int]:
    file, _, line = origin.rpartition(":")
    return file, int(line)
