"""What the environment asks for, read once, checked when the program starts."""

from __future__ import annotations

import os
import sys

CHOICES = {
    "SURGE_BACKEND": ("processes", "sequential", "threads", "dask", "ray"),
    "SURGE_START": ("fork", "spawn", "forkserver"),
    "SURGE_KEEP": ("0", "1"),
    "SURGE_STATS": ("0", "1"),
    "SURGE_PROGRESS": ("0", "1"),
    "SURGE_RESUME": ("0", "1"),
}
NUMBERS = ("SURGE_WORKERS", "SURGE_CHUNK", "SURGE_WINDOW", "SURGE_FORCE_REGIONS")
MAX_FORCE = 1000
FORCED_REGIONS = 24  # of a site, after which not every entry is forced to have one: a test is to end
MAX_NUMBER = 1 << 40
PACKAGES = {"dask": "distributed", "ray": "ray"}  # what a backend imports, in a process of its own
CONNECT_SECONDS = 5.0
UNKNOWN_CLUSTER = 64  # workers of a cluster of which nothing is known before the first region
UNITS = "KMGT"
NEVER = float("inf")


class Settings:
    """The options of one process; plain attributes, never changed after construction."""

    __slots__ = (
        "backend",
        "chunk",
        "engine",
        "force",
        "forced",
        "keep",
        "memory",
        "patience",
        "scheduler",
        "start",
        "stats",
        "trace",
        "window",
        "workers",
    )

    def __init__(self, environment: object = None) -> None:
        read = (os.environ if environment is None else environment).get  # type: ignore[attr-defined]
        self.backend: str = read("SURGE_BACKEND") or "processes"
        self.start: str = read("SURGE_START") or default_start()
        self.engine: str = self.start if self.backend in ("processes", "sequential") else self.backend
        self.scheduler: str = read("SURGE_SCHEDULER") or ""
        self.force: int = int(read("SURGE_FORCE") or 0)  # items in the smallest chunk; 0: only what pays
        self.forced: int = int(read("SURGE_FORCE_REGIONS") or 0) or FORCED_REGIONS
        self.keep: str = read("SURGE_KEEP") or ""  # forked workers between regions: "0" never, "1" wherever possible
        self.stats: bool = read("SURGE_STATS") == "1"
        self.workers: int = int(read("SURGE_WORKERS") or 0) or self._usual_workers()
        self.chunk: int = int(read("SURGE_CHUNK") or 0)  # items in each chunk; 0: as many as measured costs ask for
        self.window: int = int(read("SURGE_WINDOW") or 0) or 64 << 20
        self.memory: int = bytes_of(read("SURGE_MEMORY") or "") or 0  # 0: what there is
        self.trace: str = read("SURGE_TRACE") or ""
        progress = read("SURGE_PROGRESS")
        self.patience: float = NEVER  # seconds that a region may take before the terminal shows how far it is
        if progress != "0" and os.isatty(2):
            self.patience = 0.0 if progress == "1" else 2.0

    def _usual_workers(self) -> int:
        """One for each processor; of a cluster elsewhere, as many as it has, which is found out later."""
        return UNKNOWN_CLUSTER if self.engine in PACKAGES and self.scheduler else processors()


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
    force = read("SURGE_FORCE")
    if force and not (force.isascii() and force.isdigit() and int(force) <= MAX_FORCE):
        return f"surge: SURGE_FORCE={force}: expected a whole number from 0 to {MAX_FORCE}"
    size = read("SURGE_MEMORY")
    if size and not 0 < (bytes_of(size) or 0) < 1 << 60:
        return f"surge: SURGE_MEMORY={size}: expected a size, like 500MB or 4GB"
    trace = read("SURGE_TRACE")
    if trace and not os.access(os.path.dirname(os.path.abspath(trace)), os.W_OK):
        return f"surge: SURGE_TRACE={trace}: its folder cannot be written to"
    if read("SURGE_START") in ("fork", "forkserver") and not hasattr(os, "fork"):
        return f"surge: SURGE_START={read('SURGE_START')}: this platform cannot fork"
    scheduler = read("SURGE_SCHEDULER") or ""
    if scheduler and read("SURGE_BACKEND") not in PACKAGES:
        return f"surge: SURGE_SCHEDULER={scheduler}: needs SURGE_BACKEND=dask or SURGE_BACKEND=ray"
    if scheduler and not _address(scheduler)[1]:
        return f"surge: SURGE_SCHEDULER={scheduler}: expected an address such as tcp://host:8786"
    return None


def _address(scheduler: str) -> tuple[str, str, int]:
    """Scheme, host and port of a scheduler; no host where that is none."""
    scheme, _, rest = scheduler.rpartition("://")
    host, _, port = rest.rpartition(":")
    return (scheme, host.strip("[]"), int(port)) if port.isascii() and port.isdigit() else (scheme, "", 0)


def missing() -> str | None:
    """One line about what an engine needs and does not find: a package, somebody at an address. Nothing has run yet."""
    backend, scheduler = current.backend, current.scheduler
    if backend not in PACKAGES:
        return None
    from importlib.util import find_spec

    if find_spec(PACKAGES[backend]) is None:
        return f"surge: SURGE_BACKEND={backend}: {PACKAGES[backend]} is not installed: pip install 'surgec[{backend}]'"
    scheme, host, port = _address(scheduler)
    if not host or scheme not in ("", "tcp", "ray"):
        return None  # tls, ucx: whether somebody is there shows when the cluster is first needed
    import socket

    try:
        socket.create_connection((host, port), CONNECT_SECONDS).close()
    except (OSError, OverflowError) as error:
        return f"surge: SURGE_SCHEDULER={scheduler}: nobody answers there ({error})"
    return None


current = Settings() if complaint() is None else Settings({})
