"""The program by content: what an interpreter on another machine needs to stand for it, in one pickle.

The program's modules are those that it has imported so far from outside of the interpreter's folders and of installed
packages, and those that the compiler read; the latter are there even where nothing has imported them yet.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pickle import dumps

from . import _likeness, _state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._finder import Entry

PROTOCOL = 4
# Tasks do not read the environment, libraries do. The rest of it, where people keep keys and tokens, stays here.
VARIABLES = ("HOME", "LANG", "LANGUAGE", "TZ", "USER", "LOGNAME", "COLUMNS", "LINES")
PREFIXES = (
    "LC_",
    "PYTHON",
    "OMP_",
    "KMP_",
    "GOMP_",
    "MKL_",
    "OPENBLAS_",
    "BLIS_",
    "NUMEXPR_",
    "NUMBA_",
    "NPY_",
    "VECLIB_",
)


def make() -> bytes:
    """Everything, pickled; see `_outpost` for the other side."""
    path = [entry for entry in sys.path if isinstance(entry, str)]
    with open(os.path.join(_state.package, "original.py"), "rb") as file:
        source = file.read()
    bundle: dict[str, Any] = {
        "finder": _text(os.path.join(_folder(), "_finder.py")),
        "finder_names": {"__name__": "surge_finder"},
        "modules": {**_runtime(), **_tasks(), **_listed(), **_imported()},
        "source": source,
        "original": _state.original,
        "argv": list(sys.argv),
        "path": path,
        "own_path": [entry for entry in path if not _likeness.is_environment(os.path.join(entry, "x"))],
        "environment": _environment(),
        "variables": (*VARIABLES, *PREFIXES),
        "locale": _locale(),
        "place": _likeness.place(),
        "interpreter": _likeness.interpreter(),
        "machine": _likeness.machine(),
        "versions": _likeness.versions(_installed()),
    }
    return dumps(bundle, PROTOCOL)


def launch() -> tuple[list[str], dict[str, str]]:
    """How to start an interpreter like this one: options, and the variables that count from its first moment on."""
    left_out = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONEXECUTABLE", "PYTHONPYCACHEPREFIX")
    environment = {
        name: value
        for name, value in os.environ.items()
        if (name.startswith(("PYTHON", "LC_")) and name not in left_out) or name in ("LANG", "TZ")
    }
    # An interpreter that has been told nothing may have any seed: the tasks for which that matters do not come here.
    return subprocess._args_from_interpreter_flags(), environment  # type: ignore[attr-defined]


def _environment() -> dict[str, str]:
    """The variables that may decide what libraries compute."""
    return {name: value for name, value in os.environ.items() if name in VARIABLES or name.startswith(PREFIXES)}


def _folder() -> str:
    return os.path.dirname(os.path.abspath(__file__))


def _text(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _locale() -> str | None:
    locale = sys.modules.get("locale")
    return locale.setlocale(locale.LC_ALL) if locale is not None else None


def _runtime() -> dict[str, Entry]:
    """This package."""
    package = __package__ or "surge_rt"
    found: dict[str, Entry] = {}
    for name in sorted(os.listdir(_folder())):
        if name.endswith(".py"):
            path = os.path.join(_folder(), name)
            if name == "__init__.py":
                found[package] = (path, [_folder()], _text(path))
            else:
                found[f"{package}.{name[:-3]}"] = (path, None, _text(path))
    return found


def _tasks() -> dict[str, Entry]:
    """The task functions of the script and of its modules."""
    from ._siblings import tasks_name, tasks_path

    paths = {"surge_tasks": os.path.join(_state.package, "tasks.py")}
    for module, relative in _state.modules.items():
        paths[tasks_name(module)] = tasks_path(_state.package, relative)
    return {name: (path, None, _text(path)) for name, path in paths.items()}


def _listed() -> dict[str, Entry]:
    """The modules that the compiler read."""
    folder = os.path.dirname(_state.original)
    found: dict[str, Entry] = {}
    for relative in getattr(sys.modules.get("surge_tasks"), "SIBLINGS", {}):
        path = os.path.join(folder, relative)
        name = relative[: -len(".py")].replace("/", ".")
        package = name.rpartition(".")[0] if name.endswith("__init__") else name
        is_package = package != name
        if package and os.path.exists(path):
            found[package] = (path, [os.path.dirname(path)] if is_package else None, _text(path))
    return found


def _imported() -> dict[str, Entry]:
    """The modules that the program has imported and that are its own; a namespace package has parts and no text."""
    found: dict[str, Entry] = {}
    for name, module in list(sys.modules.items()):
        if name.startswith("surge_tasks") or name.partition(".")[0] in ("__main__", "__mp_main__", __package__):
            continue
        spec = getattr(module, "__spec__", None)
        if spec is None or getattr(spec, "name", None) != name:
            continue
        path = getattr(module, "__file__", None)
        folders = getattr(module, "__path__", None)
        if path is None and folders is not None:
            places = [str(folder) for folder in folders]
            if places and not any(_likeness.is_environment(os.path.join(place, "x")) for place in places):
                found[name] = ("", places, b"")
        elif isinstance(path, str) and path.endswith(".py") and not _likeness.is_environment(path):
            try:
                found[name] = (os.path.abspath(path), list(folders) if folders is not None else None, _text(path))
            except OSError:
                continue  # it came from an archive, or is gone: a task that needs it fails, and runs in the driver
    return found


def _installed() -> list[str]:
    """Installed packages that the program has imported, by the name of the package that is imported."""
    names = set()
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if "." not in name and isinstance(path, str) and _likeness.is_environment(path):
            parts = os.path.abspath(path).split(os.sep)
            if any(part in _likeness.ENVIRONMENT_FOLDERS for part in parts):
                names.add(name)
    return sorted(names)
