"""Bind task functions to the program, so that they call its live definitions."""

from __future__ import annotations

import os
from types import FunctionType, ModuleType

from . import _settings, _state


def bind(module: ModuleType, namespace: dict) -> None:  # type: ignore[type-arg]
    """Give every task function of `module` the program's namespace as its globals."""
    _state.siblings = dict(getattr(module, "SIBLINGS", {}))
    _state.local_files = tuple(_state.siblings)
    _state.nan_identity = bool(getattr(module, "NAN_IDENTITY", False))
    _state.tells_apart = bool(getattr(module, "TELLS_APART", False))
    _state.line_numbers = bool(getattr(module, "LINE_NUMBERS", False))
    _state.rebinds = bool(getattr(module, "REBINDS", False))
    _state.class_data = tuple(getattr(module, "CLASS_DATA", ()))
    _state.inherits = bool(getattr(module, "INHERITS", False))
    _state.memos = tuple((namespace, name) for name in getattr(module, "MEMOS", ()))
    _state.memo_attributes = tuple((namespace, *names) for names in getattr(module, "MEMO_ATTRIBUTES", ()))
    _state.tallies = tuple((namespace, name) for name in getattr(module, "TALLIES", ()))
    _state.counters = tuple((namespace, *names) for names in getattr(module, "COUNTERS", ()))
    workers = getattr(module, "WORKERS", 0)
    if workers and not os.environ.get("SURGE_WORKERS"):
        _settings.current.workers = workers
    chunk = getattr(module, "CHUNK", 0)
    if chunk and not os.environ.get("SURGE_CHUNK"):
        _settings.current.chunk = chunk
    bind_functions(module, namespace)


def bind_functions(module: ModuleType, namespace: dict) -> list:  # type: ignore[type-arg]
    """Give the task functions of `module` a namespace as their globals; their sites."""
    sites = []
    for name, function in list(vars(module).items()):
        if isinstance(function, FunctionType) and hasattr(function, "surge"):
            bound = FunctionType(function.__code__, namespace, name, function.__defaults__, function.__closure__)
            bound.__kwdefaults__ = function.__kwdefaults__
            bound.__dict__.update(function.__dict__)
            if hasattr(function, "rounds"):
                bound.rounds = FunctionType(function.rounds.__code__, namespace)  # type: ignore[attr-defined]
            setattr(module, name, bound)
            sites.append(function.surge)
    _state.sites += sites
    return sites
