"""`@surgec.parallel`: one function of a script on all cores, while the script itself is run as ever.

    python script.py
       |  def work(...)         the decorator compiles script.py, once, into the cache
       |                        and gives `work` the code that the package has for it
       v
    work(...)                   its loops run in worker processes; everything else is the script as it stands

The function stays the object that it is, with its name, defaults and documentation. Sound because: the package was made of the
very script that runs, each region of it does what its statements would, and no rewrite that reaches over functions is made.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import sys
import warnings
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Callable, TypeVar

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

RUNTIME = "surge_rt"
_state: dict[str, Any] = {}


class Unchanged(Exception):
    """Why a function runs as it is."""


def parallel(function: Decorated) -> Decorated:
    """Run the loops of a function of the script on all cores; the same function, with other code.

    Where that cannot be done, the function stays as it is, and a RuntimeWarning says why: surgec is not installed, or does not
    accept the script; the function is no plain one at the top of the script or in a class there; it runs in a notebook. In a package
    that surgec wrote, and in a process that was started by `multiprocessing`, it does nothing.
    """
    if not isinstance(function, FunctionType):
        raise TypeError(f"parallel decorates functions, not {type(function).__name__}")
    if function.__module__ == "__mp_main__" or _is_in_package():
        return function
    try:
        code = _code_of(function)
    except Unchanged as why:
        warnings.warn(f"{function.__qualname__} runs as it is: {why}", RuntimeWarning, stacklevel=2)
    else:
        if code is not None:
            function.__code__ = code
    return function


def _is_in_package() -> bool:
    """Whether a package that surgec wrote is running: it has the function's loops in parallel already."""
    return RUNTIME not in _state and bool(getattr(sys.modules.get(f"{RUNTIME}._state"), "package", None))


def _code_of(function: FunctionType) -> CodeType | None:
    """What the package has for a function; None where none of its loops runs in parallel."""
    main = sys.modules["__main__"]
    script = getattr(main, "__file__", None)
    if script is None or not os.path.isfile(script):
        raise Unchanged("there is no script, only an interactive session")
    if function.__globals__ is not vars(main):
        raise Unchanged("it is not defined in the script that was started")
    if "<locals>" in function.__qualname__ or function.__code__.co_freevars:
        raise Unchanged("it is defined inside of another function")
    if "program" not in _state:
        _state["program"] = None
        _state["program"] = _begin(Path(script), vars(main))
    program = _state["program"]
    if program is None:
        return None
    code: CodeType = program.code
    for name in function.__qualname__.split("."):
        inner = [constant for constant in code.co_consts if isinstance(constant, CodeType) and constant.co_name == name]
        if len(inner) != 1:
            raise Unchanged(f"there is no single {name} in {script}")
        code = inner[0]
    known = function.__code__
    if (code.co_firstlineno, code.co_freevars) != (known.co_firstlineno, known.co_freevars):
        raise Unchanged("the script has changed since it was started")
    return code


def _begin(script: Path, namespace: dict[str, Any]) -> Any:
    """Compile the script and load the package's runtime and tasks; None where nothing of it runs in parallel."""
    from . import SurgecError, _run

    text = script.read_bytes()
    folder = _cache() / f"{script.stem}-{hashlib.sha256(os.fsencode(script.resolve()) + text).hexdigest()[:24]}"
    try:
        _run([str(script), "-o", str(folder), "--quiet", "--no-space"])
    except SurgecError as error:
        raise Unchanged(str(error)) from error
    if RUNTIME in sys.modules:
        raise Unchanged(f"another {RUNTIME} has been imported")
    runtime = _import_runtime(folder)
    enter = importlib.import_module(f"{RUNTIME}._enter")
    names = _names(folder / "__main__.py")
    program = enter.join(namespace, str(folder), **names)
    _state[RUNTIME] = runtime
    return program


def _cache() -> Path:
    """The folder in which `surgec run` keeps its packages, too."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(named) if os.path.isabs(named) else Path.home() / ".cache"
    return base / "surgec"


def _import_runtime(folder: Path) -> ModuleType:
    place = folder / RUNTIME
    spec = importlib.util.spec_from_file_location(
        RUNTIME, place / "__init__.py", submodule_search_locations=[str(place)]
    )
    if spec is None or spec.loader is None:
        raise Unchanged(f"{folder} holds no package")
    runtime = importlib.util.module_from_spec(spec)
    sys.modules[RUNTIME] = runtime
    _state[RUNTIME] = runtime
    spec.loader.exec_module(runtime)
    return runtime


def _names(driver: Path) -> dict[str, str]:
    """Under which names the package's code knows the runtime and its tasks: what its first line hands to `enter`."""
    for node in ast.walk(ast.parse(driver.read_bytes())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "enter":
            words = {word.arg: word.value.value for word in node.keywords if isinstance(word.value, ast.Constant)}
            return {name: value for name, value in words.items() if name is not None and isinstance(value, str)}
    return {}
