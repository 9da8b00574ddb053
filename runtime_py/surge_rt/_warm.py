"""The life of a warm worker: the program's definitions without its actions, and chunks of items from the driver."""

from __future__ import annotations

import ast
import os
import sys
from types import ModuleType

from ._silence import compiling

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn

    from ._functions import Forms

JOB = b"job"  # comes before the frame of a job; all other frames are items
# What these import has no effect but time, and may set environment variables that a task must not set.
PACKAGES = ("numpy", "scipy", "pandas", "PIL", "networkx", "tqdm")

CHANGED = "what functions, classes or modules hold is not what it was when they were made"  # the failure of all items
_package = ""  # folder of the package; empty where its files came over a network
hidden: dict[str, object] = {}  # definitions that the driver has not made, or no longer has


class _Changed(Exception):
    """The program's definitions are no longer those that were made here."""

    def __init__(self, per_item: bool) -> None:
        super().__init__(per_item)
        self.per_item = per_item


def serve(connection: Any, setup: tuple[Any, ...]) -> None:
    """Compute what the driver sends until it hangs up."""
    from . import _system

    package, original, argv, path, locale_name, packages = setup
    _system.signals_of_worker()
    _end_with_driver()
    sys.path[:] = path
    if not package:
        _work_for_functions(connection, argv, locale_name, packages)
    with open(os.path.join(package, "original.py"), "rb") as file:
        source = file.read()
    work_for(connection, package, original, source, argv, locale_name, packages)


def work_for(
    connection: Any,
    package: str,
    original: str,
    source: bytes,
    argv: list[str],
    locale_name: str | None,
    packages: Sequence[str] = (),
) -> None:
    """Stand for the program whose text is `source`, and compute what comes over the connection until it ends."""
    from . import _guard, _state

    global _package
    _package = package
    _state.busy += 1
    _state.original = original
    sys.argv[:] = argv
    _set_locale(locale_name)
    _import_packages(packages)
    _guard.install(None)
    namespace = _definitions(source, original)
    tasks = _bind_tasks(package, namespace)
    try:
        _answer(connection, tasks, namespace, _described(namespace))
    finally:
        os._exit(0)  # the driver has hung up, or is gone: there is nobody to work for


def _work_for_functions(connection: Any, argv: list[str], locale_name: str | None, packages: Sequence[str]) -> NoReturn:
    """Stand for a program that is written by hand: multiprocessing has imported its main module, if it has one."""
    from . import _functions, _guard, _state

    _state.busy += 1
    sys.argv[:] = argv
    _set_locale(locale_name)
    _import_packages(packages)
    _guard.install(None)
    try:
        _answer(connection, _functions.Forms(), {}, _described({}))
    finally:
        os._exit(0)


def _set_locale(name: str | None) -> None:
    if name is not None:
        import locale

        locale.setlocale(locale.LC_ALL, name)


def _end_with_driver() -> None:
    """Be ended by the system when the driver is gone, also in the middle of a task."""
    from multiprocessing import parent_process

    from . import _system

    parent = parent_process()
    sentinel = getattr(parent, "sentinel", None)  # a pipe that only the driver holds
    if parent is not None and type(sentinel) is int:
        _system.tie(sentinel, parent.pid or 0, adopted=True)


def _described(namespace: dict[str, Any]) -> dict[str, bytes] | None:
    """What the driver compares its definitions with; None where that cannot be said, and no region may run here."""
    from . import _sameness

    try:
        return _sameness.descriptions(namespace)
    except _sameness.Unknown:
        return None


def _import_packages(names: Sequence[str]) -> None:
    """Import what the driver has imported of packages, before anything is guarded."""
    from importlib import import_module

    for name in names:
        try:
            import_module(name)
        except Exception:
            continue  # a task that misses it fails, and its item runs in the driver


def _answer(
    connection: Any, tasks: ModuleType | Forms, namespace: dict[str, Any], ours: dict[str, bytes] | None
) -> None:
    """Take jobs and chunks. A job has no answer, whether or not it can be read; every chunk has one."""
    from . import _child, _work

    job: _child.Job | None = None
    changed: bool | None = None  # definitions are not those of the program: whether each item has a log of its own
    meter = _child.Meter()
    while True:
        frame = connection.recv_bytes()
        is_job = frame == JOB
        if is_job:
            frame = connection.recv_bytes()
            job = changed = None
        try:
            message = _work.unpack(frame)
            if is_job:
                job = _begin(message, tasks, namespace, ours)
        except _Changed as error:
            job, changed = None, error.per_item
        except BaseException:
            message = None  # something in it does not exist here, for instance a class defined at run time
            if is_job:
                job = None
        if is_job:
            meter.watch_decimal()
            continue
        meter.start()
        if changed is not None and message is not None:
            count = (len(message[1]) if message[0] == "items" else message[2] - message[1]) if changed else 1
            payload = _work.pack(([None] * count if changed else [], dict.fromkeys(range(count), CHANGED)), False)
        elif job is None or message is None:
            payload = _work.pack(None, False)
        else:
            kind, *what = message
            if kind == "items":
                job.items = what[0]
                start, stop = 0, len(job.items)
            else:
                start, stop = what
            payload = _work.pack_result(job.run(start, stop), job.per_item, job.sets)
        connection.send_bytes(meter.head(0, len(payload)) + payload)


def _begin(
    message: tuple[Any, ...], tasks: ModuleType | Forms, namespace: dict[str, Any], ours: dict[str, bytes] | None
) -> Any:
    """Prepare for the tasks of one region; raises _Changed where the driver's definitions are not `ours`."""
    from . import _depth, _guard, _sameness
    from ._child import Job

    _, name, (needs, names, items, kept), (per_item, sets), settings, (theirs, present), home = message
    limits, context, folder, digits, locale_name, argv, path, environment = settings
    module, relative, aliases, beside = home
    data = set(present).difference(theirs, names)
    if ours is None or not _sameness.are_found(theirs, ours, data):
        raise _Changed(per_item)
    _hide_what_is_missing(namespace, present)
    namespace.update(names)
    if kept:
        from ._class_data import set_held

        set_held(kept, namespace)
    if module:
        namespace = vars(sys.modules[module])  # which is there, since what it holds has been compared
        tasks = _tasks_of(module, relative)
    for alias in aliases:
        namespace[alias] = sys.modules[__package__]
    for alias in beside:
        namespace[alias] = tasks
    sys.argv[:] = argv
    if path is not None:
        sys.path[:] = path
    if environment is not None:
        _guard.change_environment(environment)
    if locale_name is not None:
        _set_locale(locale_name)
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(digits)
    if context is not None:
        import decimal

        decimal.setcontext(context)
    if os.getcwd() != folder:
        _guard.change_folder(folder)
    task = getattr(tasks, name)
    # From the frame of _answer: Job.run, run_items or run_chunk, the task; for a segment there is a lambda in between.
    calls = 3 if task.surge.kind == "segment" else 2 + task.surge.deeper
    _depth.allow_elsewhere(limits[0], limits[1], calls, task.surge.kind)
    if task.surge.kind == "segment":
        return Job(lambda _item, *values: task(*values), needs, (), per_item, sets)
    return Job(task, needs, items, per_item, sets)


def _hide_what_is_missing(namespace: dict[str, Any], present: Sequence[str]) -> None:
    """Take away names that the driver does not have, or not yet; what it has by now comes back."""
    missing = set(namespace).difference(present)
    for name in missing:
        if not (name.startswith("__") and name.endswith("__")):
            hidden[name] = namespace.pop(name)
    for name in present:
        if name in hidden:
            namespace[name] = hidden.pop(name)


def _tasks_of(module: str, relative: str) -> ModuleType:
    """The task functions of a module of the program other than the script."""
    from importlib import import_module

    from ._program import import_file
    from ._siblings import tasks_name, tasks_path
    from ._tasks import bind_functions

    name = tasks_name(module)
    if name in sys.modules:
        return sys.modules[name]
    with compiling():
        tasks = import_file(name, tasks_path(_package, relative)) if _package else import_module(name)
    bind_functions(tasks, vars(sys.modules[module]))
    return tasks


def _bind_tasks(package: str, namespace: dict[str, Any]) -> ModuleType:
    from ._program import tasks_module
    from ._tasks import bind

    with compiling():
        module = tasks_module(package)
    bind(module, namespace)
    return module


def _definitions(source: bytes, original: str) -> dict[str, Any]:
    """A `__main__` with the program's imports, functions, classes and plain constants.

    A definition that cannot be made is left out; a task that misses it fails, and its item runs in the driver.
    """
    main = ModuleType("__main__")
    sys.modules["__main__"] = main
    namespace = main.__dict__
    namespace["__file__"] = original
    with compiling():
        tree = ast.parse(source, original)
    for statement in _kept(tree.body):
        module = ast.Module([statement], [])
        try:
            with compiling():
                code = compile(module, original, "exec", _future_flags(tree), True)
            exec(code, namespace)
        except BaseException:
            continue  # left out, as promised above
    return namespace


def _future_flags(tree: ast.Module) -> int:
    """The compiler flags of the program's `from __future__` statements."""
    import __future__

    flags = 0
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            for alias in statement.names:
                flags |= getattr(__future__, alias.name).compiler_flag
    return flags


def _kept(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a module or a branch that define without acting."""
    kept: list[ast.stmt] = []
    for statement in body:
        if isinstance(statement, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            kept.append(statement)
        elif isinstance(statement, ast.Assign) and _is_constant(statement):
            kept.append(statement)
        elif isinstance(statement, ast.If) and not _tests_name(statement.test):
            statement.body = _kept(statement.body) or [ast.copy_location(ast.Pass(), statement)]
            statement.orelse = _kept(statement.orelse)
            kept.append(statement)
        elif isinstance(statement, ast.Try):
            kept.append(_kept_try(statement))
    return kept


def _kept_try(statement: ast.Try) -> ast.Try:
    """A try statement, usually around imports, with its branches reduced to definitions."""
    nothing: ast.stmt = ast.copy_location(ast.Pass(), statement)
    statement.body = _kept(statement.body) or [nothing]
    for handler in statement.handlers:
        handler.body = _kept(handler.body) or [nothing]
    statement.orelse = _kept(statement.orelse)
    statement.finalbody = _kept(statement.finalbody)
    return statement


def _is_constant(statement: ast.Assign) -> bool:
    if not all(isinstance(target, ast.Name) for target in statement.targets):
        return False
    try:
        ast.literal_eval(statement.value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def _tests_name(test: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(test))
