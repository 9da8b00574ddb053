"""What the environment asks for, read once, checked when the program starts."""

from __future__ import annotations

import os
import sys

CHOICES = {
    "SURGE_BACKEND": ("processes", "sequential"),
    "SURGE_START": ("fork", "spawn", "forkserver"),
    "SURGE_FORCE": ("0", "1"),
    "SURGE_STATS": ("0", "1"),
    "SURGE_PROGRESS": ("0", "1"),
}
NUMBERS = ("SURGE_WORKERS", "SURGE_WINDOW")
MAX_NUMBER = 1 << 40
UNITS = "KMGT"
NEVER = float("inf")


class Settings:
    """The options of one process; plain attributes, never changed after construction."""

    __slots__ = ("backend", "force", "memory", "patience", "start", "stats", "trace", "window", "workers")

    def __init__(self, environment: object = None) -> None:
        read = (os.environ if environment is None else environment).get  # type: ignore[attr-defined]
        self.backend: str = read("SURGE_BACKEND") or "processes"
        self.start: str = read("SURGE_START") or default_start()
        self.force: bool = read("SURGE_FORCE") == "1"
        self.stats: bool = read("SURGE_STATS") == "1"
        self.workers: int = int(read("SURGE_WORKERS") or 0) or processors()
        self.window: int = int(read("SURGE_WINDOW") or 0) or 64 << 20
        self.memory: int = bytes_of(read("SURGE_MEMORY") or "") or 0  # 0: what there is
        self.trace: str = read("SURGE_TRACE") or ""
        progress = read("SURGE_PROGRESS")
        self.patience: float = NEVER  # seconds that a region may take before the terminal shows how far it is
        if progress != "0" and os.isatty(2):
            self.patience = 0.0 if progress == "1" else 2.0


def bytes_of(text: str) -> int | None:
    """The number that a size like 500000, 64K, 100MB or 1.5GiB stands for; None where it stands for nothing."""
    number = text.strip().upper().rstrip("B").rstrip("I")
    power = UNITS.find(number[-1:]) + 1 if number[-1:] else 0
    number = number[:-1] if power else number
    whole, dot, part = number.partition(".")
    if not (whole.isascii() and whole.isdigit()) or (dot and not (part.isascii() and part.isdigit())):
        return None
    return int(float(number) * 1024**power)


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
    size = read("SURGE_MEMORY")
    if size and not 0 < (bytes_of(size) or 0) < 1 << 60:
        return f"surge: SURGE_MEMORY={size}: expected a size, like 500MB or 4GB"
    trace = read("SURGE_TRACE")
    if trace and not os.access(os.path.dirname(os.path.abspath(trace)), os.W_OK):
        return f"surge: SURGE_TRACE={trace}: its folder cannot be written to"
    if read("SURGE_START") in ("fork", "forkserver") and not hasattr(os, "fork"):
        return f"surge: SURGE_START={read('SURGE_START')}: this platform cannot fork"
    return None


current = Settings() if complaint() is None else Settings({})
