"""Load the driver: the code of `__main__.py` under the name and the line numbers of the original.

The compiled code is kept in `__pycache__` as one marshalled tuple `(key, source, path, has_tasks, code, workers, streams)`, so
that a second run neither parses nor maps anything. Where the script has streams, `streamed.py` has nothing else: it runs where
the original would, unless that is asked for.

Where Python warns of the script when it compiles it, the driver is in `driver.py`. All code that is made from the script is then
compiled without a word, but for the script itself, once in each run, as the interpreter would have done.
"""

from __future__ import annotations

import marshal
import os
import sys
from types import CodeType, ModuleType

from . import _state
from . import load as _load_module

LAYOUT = 4  # of the cached tuples
MAIN = "__main__.py"
RESUMABLE = -1  # workers: the driver writes checkpoints, so the original will not do


class Program:
    """The program to run: its code, the original's path, the module of task functions if there are any; has it streams?"""

    __slots__ = ("code", "path", "streams", "tasks")

    def __init__(self, code: CodeType, path: str, tasks: ModuleType | None, streams: bool = False) -> None:
        self.code = code
        self.path = path
        self.tasks = tasks
        self.streams = streams


def load(folder: str) -> Program:
    """Load the driver of the package in `folder`, from its cache where that is good."""
    if _state.driver == MAIN:
        return _load(folder)
    with _load_module("_silence").compiling():
        program = _load(folder)
    compile_original(folder, program.path, verbatim=True)
    return program


def _load(folder: str) -> Program:
    key = _key(folder)
    cached = read_cache(folder, key)
    if cached is not None:
        path = original_path(folder, cached[1])
        if path == cached[2]:
            if (cached[3] or cached[6]) and _sequential(cached[5]):
                return _plain(folder, path, cached[6])
            return Program(cached[4], path, tasks_module(folder) if cached[3] else None, cached[6])
    return _load_cold(folder, key)


def _sequential(asked: int) -> bool:
    """True when the original is to run as it is: on request, or because one worker can gain nothing.

    asked: the number of workers that the package was compiled for, 0 for as many as there are processors.
    """
    if asked == RESUMABLE:
        return False
    settings = _load_module("_settings").current
    if os.environ.get("SURGE_WORKERS"):
        asked = 0
    return settings.backend == "sequential" or ((asked or settings.workers) < 2 and not settings.force)


def _load_cold(folder: str, key: tuple) -> Program:  # type: ignore[type-arg]
    module = tasks_module(folder)
    path = original_path(folder, module.SOURCE)
    code = _load_module("_lines").compile_driver(folder, _state.driver, path, module.LINES)
    has_tasks = (
        hasattr(module, "MODULES")
        or hasattr(module, "CHECKPOINTS")
        or any(hasattr(value, "surge") for value in vars(module).values())
    )
    workers = RESUMABLE if hasattr(module, "CHECKPOINTS") else getattr(module, "WORKERS", 0)
    streams = hasattr(module, "STREAMS")
    write_cache(cache_path(folder, "driver"), (key, module.SOURCE, path, has_tasks, code, workers, streams))
    if (has_tasks or streams) and _sequential(workers):
        return _plain(folder, path, streams)
    if has_tasks:
        original_code(folder, path)  # its cache as well, for functions that go back to it
    return Program(code, path, module if has_tasks else None, streams)


def _plain(folder: str, path: str, streams: bool) -> Program:
    """The program without regions: it keeps its streams, unless the original text is asked for."""
    if _load_module("_settings").current.backend == "sequential":
        return Program(original_code(folder, path, verbatim=True), path, None)
    return Program(original_code(folder, path), path, None, streams)


def original_path(folder: str, source: str) -> str:
    """Where the original is, or would be if it had stayed beside the package."""
    path = os.path.normpath(os.path.join(folder, source))
    if not os.path.exists(path):
        path = os.path.join(os.path.dirname(folder), os.path.basename(source))
    return path


def compile_original(folder: str, path: str, verbatim: bool = False) -> CodeType:
    """Compile the copy of the user's script under the script's own name; not `verbatim`: with its streams, if any."""
    streamed = os.path.join(folder, "streamed.py")
    if not verbatim and os.path.exists(streamed):
        lines = getattr(tasks_module(folder), "STREAMED_LINES", None)
        if lines is None:
            with open(streamed, "rb") as file:
                lines = ((1, 1, file.read().count(b"\n") + 2, 1),)  # no line moves
        lines_of = _load_module("_lines")
        return lines_of.compile_rewritten(streamed, os.path.join(folder, "original.py"), path, lines)  # type: ignore[no-any-return]
    with open(os.path.join(folder, "original.py"), "rb") as file:
        return compile(file.read(), path, "exec", dont_inherit=True)


def tasks_module(folder: str) -> ModuleType:
    """Import tasks.py under a name that no module of the user's can have by accident."""
    loaded = sys.modules.get("surge_tasks")
    return import_file("surge_tasks", os.path.join(folder, "tasks.py")) if loaded is None else loaded


def import_file(name: str, path: str, remember: bool = True) -> ModuleType:
    """Import the file `path` as a module of this name; `remember`: in sys.modules."""
    external = sys.modules["_frozen_importlib_external"]
    spec = external.spec_from_file_location(name, path)
    module = sys.modules["_frozen_importlib"].module_from_spec(spec)
    if remember:
        sys.modules[name] = module
    asked, sys.dont_write_bytecode = sys.dont_write_bytecode, False  # see `load` in this package
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = asked
    return module  # type: ignore[no-any-return]


def _key(folder: str) -> tuple:  # type: ignore[type-arg]
    return key_of(*(os.path.join(folder, name) for name in (_state.driver, "tasks.py", "original.py")))


def key_of(*paths: str) -> tuple:  # type: ignore[type-arg]
    """What cached code depends on: the interpreter, and the size and age of the files that it is made from."""
    marks: list[object] = [LAYOUT, sys.version, sys.flags.optimize]
    for path in paths:
        status = os.stat(path)
        marks += (status.st_size, status.st_mtime_ns)
    return tuple(marks)


def cache_path(folder: str, name: str) -> str:
    """The cache file of this name in the package in `folder`."""
    tag = sys.implementation.cache_tag
    return os.path.join(folder, "__pycache__", f"{name}.{tag}-{sys.flags.optimize}.surge")


def read_cache(folder: str, key: tuple, name: str = "driver") -> tuple | None:  # type: ignore[type-arg]
    """What the cache of this name holds, if it was made from the same things; None otherwise."""
    try:
        with open(cache_path(folder, name), "rb") as file:
            entry = marshal.loads(file.read())
    except (OSError, ValueError, EOFError, TypeError):
        return None  # no cache, or one cut short: the caller compiles again
    return entry if type(entry) is tuple and entry[0] == key else None


def write_cache(path: str, entry: tuple) -> None:  # type: ignore[type-arg]
    """Write a cache file whole or not at all; a folder that cannot be written only costs time."""
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(marshal.dumps(entry))
        os.replace(temporary, path)
    except OSError:
        return


def original_code(folder: str, path: str, verbatim: bool = False) -> CodeType:
    """The code of the original, kept in a cache of its own like the driver's; not `verbatim`: with its streams, if any."""
    name = "verbatim" if verbatim else "original"
    key = _key(folder)
    cached = read_cache(folder, key, name)
    if cached is not None and cached[1] == path:
        return cached[2]  # type: ignore[no-any-return]
    if _state.driver == MAIN:
        code = compile_original(folder, path, verbatim)
    else:
        with _load_module("_silence").compiling():
            code = compile_original(folder, path, verbatim)
    write_cache(cache_path(folder, name), (key, path, code))
    return code
