"""Give functions their original code while `doctest.testmod()` runs the examples in docstrings.

An example that fails shows the traceback of its exception, with marks below what each line was at: places in the text that
only the original code has.
"""

from __future__ import annotations

import sys
from functools import wraps

from . import _swap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

EXTERNAL = sys.modules["_frozen_importlib_external"]


def watch() -> None:
    """Change `doctest.testmod` as soon as somebody imports it."""
    module = sys.modules.get("doctest")
    if module is not None:
        _change(module)
    else:
        sys.meta_path.insert(0, _Finder())


def _change(module: ModuleType) -> None:
    testmod = module.testmod

    @wraps(testmod)
    def with_original_code(*arguments: Any, **keywords: Any) -> Any:
        borrowed = _swap.borrow_all()
        try:
            return testmod(*arguments, **keywords)
        finally:
            _swap.give_back(borrowed)

    module.testmod = with_original_code  # type: ignore[attr-defined]


class _Finder:
    """Finds `doctest`, once, as the interpreter would."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name != "doctest":
            return None
        sys.meta_path.remove(self)
        spec = EXTERNAL.PathFinder.find_spec(name, path, target)
        if spec is not None and type(spec.loader) is EXTERNAL.SourceFileLoader:
            _change_when_loaded(spec.loader)
        return spec


def _change_when_loaded(loader: Any) -> None:
    def exec_module(module: ModuleType) -> None:
        del loader.exec_module
        loader.exec_module(module)
        _change(module)

    loader.exec_module = exec_module
