"""Imports modules by content: the program's own and this package, on a machine where their files need not be.

This file stands alone: an interpreter that has nothing of the program yet runs its text first. A module keeps the path
that it has for the driver, so that `__file__` and tracebacks say the same everywhere.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, ModuleType
    from typing import Any

    Entry = tuple[str, list[str] | None, bytes]  # path, where a package looks for its parts, text


class Finder:
    """Finds and loads the modules that it is given, before anybody else is asked."""

    def __init__(self, modules: dict[str, Entry]) -> None:
        self.modules = modules

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The specification of a module that is known; None for any other."""
        entry = self.modules.get(name)
        if entry is None:
            return None
        origin, folders, _ = entry
        spec = ModuleSpec(name, self, origin=origin or None, is_package=folders is not None)  # type: ignore[arg-type]
        spec.has_location = bool(origin)
        if folders is not None:
            spec.submodule_search_locations = list(folders)
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """The usual kind of module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's text."""
        exec(self.get_code(module.__name__), module.__dict__)

    def get_code(self, name: str) -> CodeType:
        """The module's code."""
        origin, _, text = self.modules[name]
        return compile(text, origin or f"<{name}>", "exec", dont_inherit=True)

    def get_source(self, name: str) -> str:
        """The module's text, for tracebacks."""
        from importlib.util import decode_source

        return decode_source(self.modules[name][2])

    def is_package(self, name: str) -> bool:
        """Whether the module has parts."""
        return self.modules[name][1] is not None


def install(modules: dict[str, Entry]) -> None:
    """Import these by content from now on."""
    sys.meta_path.insert(0, Finder(modules))
