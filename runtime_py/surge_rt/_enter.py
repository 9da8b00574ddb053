"""Start the program as the interpreter would have started the original script."""

from __future__ import annotations

import os
import sys

from . import _state, load

FILE_LOADER = sys.modules["_frozen_importlib_external"].SourceFileLoader


def enter(
    namespace: dict,  # type: ignore[type-arg]
    runtime: str = "surge_rt",
    tasks: str = "tasks",
    driver: str = "__main__.py",
) -> None:
    """Run the whole program in `namespace`, the `__main__` of an emitted package, and end as the script would.

    runtime, tasks: under which names the driver knows the runtime and the task functions; driver: its file in the package.

    Raises whatever the program raises, and SystemExit(0) when it reaches its end.
    """
    _check_settings()
    folder = os.path.dirname(os.path.abspath(namespace["__file__"]))
    if not os.path.isdir(folder):
        sys.stderr.write(
            f"surge: {folder} is no folder: a package does not run out of an archive, so unpack it first\n"
        )
        raise SystemExit(2)
    _absolute_package(folder)
    by_folder = namespace["__spec__"] is None or namespace["__spec__"].name == "__main__"
    _state.driver = driver
    program = _load(folder)
    _present_as_script(namespace, program.path, by_folder)
    _hide_frames()
    if program.tasks is not None:
        namespace[runtime] = sys.modules[__package__]
        namespace[tasks] = program.tasks
        _prepare_regions(namespace, program)
    elif program.streams:
        namespace[runtime] = sys.modules[__package__]
    if os.environ.get("SURGE_STATS") == "1" or os.environ.get("SURGE_TRACE"):
        load("_stats").begin(program)
    checkpoints = load("_checkpoint") if hasattr(program.tasks, "CHECKPOINTS") else None
    if checkpoints is not None:
        checkpoints.begin(program.tasks)
    problem: BaseException | None = None
    try:
        exec(program.code, namespace)
    except SystemExit as error:
        if checkpoints is not None:
            checkpoints.end(error.code in (None, 0))
        if not _state.streams:
            raise
        problem = error
    except BaseException as error:
        if checkpoints is not None:
            checkpoints.end(False)
        if not _state.streams:
            with _state.builtins:
                load("_traceback").show_only_user_frames(program.code)
            raise
        problem = error  # settled below, where no exception is handled
    if problem is not None:
        problem = load("_stream").settle(problem)
        if not isinstance(problem, SystemExit):
            load("_traceback").show_only_user_frames(program.code)
        try:
            raise problem
        finally:
            problem = None  # or this frame and the exception would keep each other until the interpreter is gone
    if checkpoints is not None:
        checkpoints.end(True)
    raise SystemExit(0)


def join(  # type: ignore[no-untyped-def]
    namespace: dict,  # type: ignore[type-arg]
    folder: str,
    runtime: str = "surge_rt",
    tasks: str = "tasks",
    driver: str = "__main__.py",
):
    """The program of the package in `folder`, made ready for functions of it to run in `namespace`, that of the script itself.

    runtime, tasks, driver: as for `enter`. None where nothing of it runs in parallel.
    """
    _check_settings()
    _absolute_package(folder)
    _state.driver = driver
    program = _load(folder)
    if program.tasks is None:
        return None
    namespace[runtime] = sys.modules[__package__]
    namespace[tasks] = program.tasks
    _prepare_regions(namespace, program)
    if os.environ.get("SURGE_STATS") == "1" or os.environ.get("SURGE_TRACE"):
        load("_stats").begin(program)
    return program


def _load(folder: str):  # type: ignore[no-untyped-def]
    """The program; when a warning that Python gives while it compiles the script is an error, the script ends there."""
    try:
        return load("_program").load(folder)
    except SyntaxError:
        load("_traceback").show_only_user_frames(_load.__code__)  # which are none
        raise


def _check_settings() -> None:
    """Refuse settings that are not understood; without any SURGE_ variable nothing is imported."""
    if any(name.startswith("SURGE_") for name in os.environ):
        settings = load("_settings")
        problem = settings.complaint() or settings.missing()
        if problem is not None:
            sys.stderr.write(problem + "\n")
            raise SystemExit(2)


def _absolute_package(folder: str) -> None:
    """Keep lazy imports of the runtime working after the program changes its directory."""
    package = sys.modules[__package__]
    package.__path__[:] = [os.path.abspath(path) for path in package.__path__]
    _state.package = folder


def _prepare_regions(namespace: dict, program) -> None:  # type: ignore[no-untyped-def,type-arg]
    import atexit

    _state.namespace = namespace
    # The interpreter holds functions of the runtime to its very end. What they lead to would be collected last, after all that the
    # program holds has been gone through once more for nothing.
    atexit.register(setattr, _state, "namespace", {})
    _state.original = program.path
    _state.driver_code = program.code
    load("_tasks").bind(program.tasks, namespace)
    if hasattr(program.tasks, "EXAMPLES"):
        load("_examples").watch()
    modules = getattr(program.tasks, "MODULES", None)
    if modules:
        load("_siblings").install(_state.package, program.path, modules, program.tasks.SIBLINGS)


def _present_as_script(namespace: dict, path: str, by_folder: bool) -> None:  # type: ignore[type-arg]
    """Give `__main__`, `sys.argv` and `sys.path` the values of a plain script run, in the same order."""
    _restore_path(os.path.dirname(path), by_folder)
    sys.argv[0] = _as_typed(path, sys.argv[0] if by_folder else "")
    builtins = namespace["__builtins__"]
    namespace.clear()
    namespace["__name__"] = "__main__"
    namespace["__doc__"] = None
    namespace["__package__"] = None
    namespace["__loader__"] = FILE_LOADER("__main__", path)
    namespace["__spec__"] = None
    if sys.version_info < (3, 14):
        namespace["__annotations__"] = {}
    namespace["__builtins__"] = builtins
    namespace["__file__"] = path
    namespace["__cached__"] = None


def _restore_path(script_folder: str, by_folder: bool) -> None:
    """Take out what the prelude and `python out` put in `sys.path`, and put in what a script gets."""
    del sys.path[0]
    safe = sys.flags.isolated or getattr(sys.flags, "safe_path", False)
    if by_folder or not safe:
        del sys.path[0]
    if not safe:
        sys.path.insert(0, script_folder)


def _hide_frames() -> None:
    """Let the program recurse as deep as the original: the frames below its first one do not count.

    Those are runpy's, the driver's prelude and `enter`; before 3.12 each of the two calls of `exec` counts as well.
    """
    below, frame = 0, sys._getframe(1)
    while frame is not None:
        below, frame = below + 1, frame.f_back  # type: ignore[assignment]
    if sys.version_info < (3, 12):
        below += 2
    get, change = sys.getrecursionlimit, sys.setrecursionlimit

    def getrecursionlimit() -> int:
        return get() - below

    def setrecursionlimit(limit: int, /) -> None:
        change(limit + below if type(limit) is int and 0 < limit < (1 << 31) - below else limit)

    for ours, theirs in ((getrecursionlimit, get), (setrecursionlimit, change)):
        ours.__doc__, ours.__module__, ours.__qualname__ = theirs.__doc__, "sys", theirs.__name__
    change(get() + below)
    sys.getrecursionlimit, sys.setrecursionlimit = getrecursionlimit, setrecursionlimit


def _as_typed(path: str, folder: str) -> str:
    """The script's name as the person typed it who typed this name of the package's folder, or `-m` where that is empty."""
    if os.path.basename(folder) == "__main__.py":
        folder = os.path.dirname(folder)
    if folder and os.path.dirname(path) == os.path.dirname(_state.package):
        beside, name = os.path.split(folder.rstrip(os.sep))
        if name not in ("", os.curdir, os.pardir):
            return os.path.join(beside, os.path.basename(path))
    try:
        prefix = os.path.join(os.getcwd(), "")
    except OSError:
        return path  # the current folder is gone
    return path[len(prefix) :] if path.startswith(prefix) else path
