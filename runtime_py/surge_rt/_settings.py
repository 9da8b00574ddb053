"""What the environment asks for, read once, checked when the program starts."""

from __future__ import annotations

import os
import sys

CHOICES = {
    "SURGE_BACKEND": ("processes", "sequential"),
    "SURGE_START": ("fork", "spawn", "forkserver"),
    "SURGE_FORCE": ("0", "1"),
    "SURGE_STATS": ("0", "1"),
}
NUMBERS = ("SURGE_WORKERS", "SURGE_WINDOW")
MAX_NUMBER = 1 << 40


class Settings:
    """The options of one process; plain attributes, never changed after construction."""

    __slots__ = ("backend", "force", "start", "stats", "window", "workers")

    def __init__(self, environment: object = None) -> None:
        read = (os.environ if environment is None else environment).get  # type: ignore[attr-defined]
        self.backend: str = read("SURGE_BACKEND") or "processes"
        self.start: str = read("SURGE_START") or default_start()
        self.force: bool = read("SURGE_FORCE") == "1"
        self.stats: bool = read("SURGE_STATS") == "1"
        self.workers: int = int(read("SURGE_WORKERS") or 0) or processors()
        self.window: int = int(read("SURGE_WINDOW") or 0) or 64 << 20


def default_start() -> str:
    """Fork where it is the natural way to start a process; elsewhere spawn."""
    return "fork" if sys.platform.startswith("linux") and hasattr(os, "fork") else "spawn"


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def complaint(environment: object = None) -> str | None:
    """One line about the first setting that is not understood, or None."""
    read = (os.environ if environment is None else environment).get  # type: ignore[attr-defined]
    for name, allowed in CHOICES.items():
        value = read(name)
        if value and value not in allowed:
            return f"surge: {name}={value}: expected one of {', '.join(allowed)}"
    for name in NUMBERS:
        value = read(name)
        if value and not (value.isascii() and value.isdigit() and 0 < int(value) < MAX_NUMBER):
            return f"surge: {name}={value}: expected a positive whole number"
    if read("SURGE_START") in ("fork", "forkserver") and not hasattr(os, "fork"):
        return f"surge: SURGE_START={read('SURGE_START')}: this platform cannot fork"
    return None


current = Settings() if complaint() is None else Settings({})
