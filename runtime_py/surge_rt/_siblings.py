"""Local modules of the program that have regions of their own: they are imported as rewritten.

The module finder of the interpreter still finds them, beside the original script; only the code that its loader gives is
that of the rewritten text, with the file name and the line numbers of the original. A module that is not the one that was
compiled, or whose text has changed since, is imported as it is.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

from . import _state, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

EXTERNAL = sys.modules["_frozen_importlib_external"]


class Finder:
    """Finds what the interpreter's own finder would find, directly before it."""

    def __init__(self, package: str, script: str, modules: dict[str, str], digests: dict[str, str]) -> None:
        self.package = package  # folder of the emitted package
        self.folder = os.path.dirname(os.path.abspath(script))
        self.modules = modules  # dotted name: path relative to the script's folder
        self.digests = digests  # that path: SHA-256 of the file that was compiled

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> Any:
        """Where a module of the program is, and a loader that gives the rewritten code; None for any other module."""
        relative = self.modules.get(name)
        if relative is None:
            return None
        spec = EXTERNAL.PathFinder.find_spec(name, path, target)
        if (
            spec is not None
            and type(spec.loader) is EXTERNAL.SourceFileLoader
            and self._is_known(spec.origin, relative)
        ):
            origin = spec.origin
            spec.loader.get_code = lambda _name: self._code(relative, origin)
        return spec

    def _is_known(self, origin: str, relative: str) -> bool:
        if os.path.realpath(origin) != os.path.realpath(os.path.join(self.folder, relative)):
            return False
        from ._digest import sha256

        try:
            with open(origin, "rb") as file:
                return sha256(file.read()).hexdigest() == self.digests.get(relative)
        except OSError:
            return False

    def _code(self, relative: str, origin: str) -> CodeType:
        """The code of the rewritten module, from its cache where that is good."""
        program = load("_program")
        emitted = os.path.join(self.package, "siblings", relative)
        tasks = tasks_path(self.package, relative)
        cache = "sibling-" + relative.replace("/", "-")
        key = program.key_of(emitted, tasks, origin)
        cached = program.read_cache(self.package, key, cache)
        if cached is not None and cached[1] == origin:
            return cached[2]  # type: ignore[no-any-return]
        module = program.import_file("surge_lines", tasks, remember=False)
        code = load("_lines").compile_rewritten(emitted, origin, origin, module.LINES)
        program.write_cache(program.cache_path(self.package, cache), (key, origin, code))
        return code  # type: ignore[no-any-return]


def tasks_name(module: str) -> str:
    """The name under which the task functions of a module are imported, which is no part of a package."""
    return "surge_tasks:" + module.replace(".", ":")


def tasks_path(package: str, relative: str) -> str:
    """The file of a module's task functions."""
    return os.path.join(package, "siblings", relative[: -len(".py")] + ".tasks.py")


def install(package: str, script: str, modules: dict[str, str], digests: dict[str, str]) -> None:
    """Import these modules as rewritten from now on."""
    finders = sys.meta_path
    place = finders.index(EXTERNAL.PathFinder) if EXTERNAL.PathFinder in finders else len(finders)
    finders.insert(place, Finder(package, script, modules, digests))
    _state.modules = modules


def tasks_of(namespace: dict[str, Any]) -> ModuleType:
    """The task functions of the module that is being imported, bound to its namespace."""
    program = load("_program")
    name, origin = namespace["__name__"], namespace["__file__"]
    relative = _state.modules[name]
    module = program.import_file(tasks_name(name), tasks_path(_state.package, relative))
    for site in load("_tasks").bind_functions(module, namespace):
        site.module = name

    def original() -> CodeType:
        with open(origin, "rb") as file:
            return compile(file.read(), origin, "exec", dont_inherit=True)

    code = sys._getframe(1).f_code
    load("_swap").add_unit(_state.Unit(code, original, namespace))
    return module  # type: ignore[no-any-return]
