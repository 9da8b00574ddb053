"""How many workers memory has room for: measured, not estimated.

A worker says with each chunk how much memory it needed of its own so far: what its tasks allocated at most, and what it
inherited and has written to. The first to need more than a little brings this module in. From then on the needs of all
workers, what the driver holds and what results wait are compared with what may be used, and workers are asked to leave,
the latest first, where that is too much. Later regions of the same site start with no more workers than there is room
for. Where SURGE_MEMORY says how much that is, a site of which nothing is known starts with one worker, and gets the others
once that has sent a chunk.

What may be used: SURGE_MEMORY for the whole program, or else what it has together with most of what the machine, or the
control group that the program runs in, has free.
"""

from __future__ import annotations

import os
from time import perf_counter

from . import _settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._fork import Crew, Reader
    from ._site import Site

PART = 0.8  # of free memory that may be used
VALID_SECONDS = 0.2  # how long a look at free memory is good for
GROUPS = "/sys/fs/cgroup"

_free = 0
_looked = float("-inf")


def report(crew: Crew, reader: Reader) -> None:
    """Note what a worker needs, and ask workers to leave while all of them together need too much."""
    crew.memory = max(crew.memory, reader.memory)
    present = [worker for worker in crew.readers.values() if not worker.leaving]
    if len(present) < 2:
        return
    need = sum(max(worker.memory, reader.memory // 2) for worker in present)
    room = _room(crew, sum(worker.memory for worker in crew.readers.values()))
    while need > room and len(present) > 1:
        latest = present.pop()
        need -= max(latest.memory, reader.memory // 2)
        crew.leave(latest)


def admitted(site: Site, count: int) -> int:
    """How many of `count` workers a region of this site may start with; 0 where there is room for none."""
    if not site.memory:
        return 1 if _settings.current.memory else count
    return min(count, _room(None, 0) // site.memory)


def more(crew: Crew, wanted: int) -> int:
    """How many workers a crew may have now that it began with fewer than `wanted`."""
    each = max((reader.memory for reader in crew.readers.values()), default=0)
    crew.memory = max(crew.memory, each, 1)
    if not each:
        return wanted
    room = _room(crew, sum(reader.memory for reader in crew.readers.values()))
    return max(1, min(wanted, room // each))


def _room(crew: Crew | None, used: int) -> int:
    """KiB that the workers of a crew may have together; `used`: what they have now, as far as they say."""
    held = 0 if crew is None else crew.held >> 10
    if _settings.current.memory:
        return max(0, (_settings.current.memory >> 10) - _resident() - held)
    return int(PART * free()) + used


def _resident() -> int:
    """KiB of memory that the driver has."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 10
    except (OSError, ValueError, IndexError):
        return 0


def free() -> int:
    """KiB that the machine, or the narrowest control group around this process, has free."""
    global _free, _looked
    now = perf_counter()
    if now - _looked > VALID_SECONDS:
        _free, _looked = min(_machine_free(), _groups_free(GROUPS, _own_groups())), now
    return _free


def _machine_free() -> int:
    try:
        with open("/proc/meminfo", "rb") as file:
            for line in file:
                if line.startswith(b"MemAvailable:"):
                    return int(line.split()[1])
    except (OSError, ValueError, IndexError):
        pass
    return 1 << 50  # a system that does not say: no limit


def _own_groups() -> dict[str, str]:
    """The control groups of this process that may limit memory: path inside its hierarchy, by name of that."""
    found = {}
    try:
        with open("/proc/self/cgroup", encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                _, controllers, path = line.rstrip("\n").split(":", 2)
                if not controllers:
                    found[""] = path
                elif "memory" in controllers.split(","):
                    found["memory"] = path
    except (OSError, ValueError):
        pass
    return found


def _groups_free(top: str, groups: dict[str, str]) -> int:
    """KiB that is left below the limits of these groups and of those around them."""
    least = 1 << 60
    for hierarchy, path in groups.items():
        root = os.path.join(top, hierarchy)
        names = ("memory.limit_in_bytes", "memory.usage_in_bytes") if hierarchy else ("memory.max", "memory.current")
        inactive = b"total_inactive_file " if hierarchy else b"inactive_file "
        for folder in _folders(root, path):
            limit, usage = (_number(os.path.join(folder, name)) for name in names)
            if limit is not None and usage is not None:
                least = min(least, limit - usage + _counted(os.path.join(folder, "memory.stat"), inactive))
    return max(0, least) >> 10


def _folders(root: str, path: str) -> list[str]:
    """The folders of a group and of those around it; in a container only the root of its own may be there."""
    parts = [part for part in path.split("/") if part not in ("", "..")]
    return [os.path.join(root, *parts[:depth]) for depth in range(len(parts) + 1)]


def _number(path: str) -> int | None:
    try:
        with open(path, "rb") as file:
            return int(file.read())
    except (OSError, ValueError):
        return None  # not there, or "max"


def _counted(path: str, name: bytes) -> int:
    """A line of memory.stat: files that are cached, which the group gives up when it needs room."""
    try:
        with open(path, "rb") as file:
            for line in file:
                if line.startswith(name):
                    return int(line.split()[1])
    except (OSError, ValueError, IndexError):
        pass
    return 0
