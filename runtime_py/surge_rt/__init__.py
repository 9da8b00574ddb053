"""The runtime that an emitted package carries with it."""

from __future__ import annotations

__all__ = ["enter", "loop", "spawn", "task", "values"]

_HOMES = {
    "enter": "_enter",
    "loop": "_loop",
    "spawn": "_segment",
    "task": "_site",
    "values": "_values",
}


def __getattr__(name: str) -> object:
    """Import the home of a public name on its first use, so that a program pays only for what it uses."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
