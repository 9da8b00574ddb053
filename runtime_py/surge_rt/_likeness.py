"""Whether an interpreter elsewhere computes what this one computes, to the last bit.

On the machine of the driver this is a matter of the interpreter's version and options. On another one, libraries and
processors differ as well: the last bits of `math.exp` depend on the C library, those of NumPy on its version and on what
the processor can do.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

ENVIRONMENT_FOLDERS = ("site-packages", "dist-packages")


def place() -> tuple[str, ...]:
    """What tells one machine, and one view of its files, from another."""
    marks = [_first_line("/proc/sys/kernel/random/boot_id")]
    try:
        marks.append(os.readlink("/proc/self/ns/mnt"))
    except OSError:
        marks.append("")
    import socket

    marks.append(socket.gethostname())
    return tuple(marks)


def _first_line(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.readline().strip()
    except OSError:
        return ""


def interpreter() -> dict[str, Any]:
    """What must be the same on any machine."""
    import time

    flags = sys.flags
    seeded = os.environ.get("PYTHONHASHSEED", "random") != "random"
    return {
        "Python": (sys.version, sys.implementation.name, sys.implementation.cache_tag),
        "options": (flags.optimize, flags.bytes_warning, flags.utf8_mode, flags.dev_mode),
        "encoding of file names": sys.getfilesystemencoding(),
        "string hashes": hash("surge") if seeded else None,
        "time zone": (time.timezone, time.altzone, time.tzname),
    }


def machine() -> dict[str, Any]:
    """What must be the same besides, where the machine is another one."""
    import platform

    return {
        "system": (sys.platform, platform.machine(), sys.byteorder, sys.maxsize, tuple(sys.float_info)),
        "C library": _c_library(),
        "processor": _processor(),
    }


def _c_library() -> str:
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, ValueError, OSError):
        import platform

        return " ".join(platform.libc_ver())


def _processor() -> str:
    """What the processor can do, as the system says."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
            for line in file:
                if line.startswith(("flags", "Features")):
                    return " ".join(sorted(line.partition(":")[2].split()))
    except OSError:
        pass
    import platform

    return platform.processor()


def versions(names: Iterable[str]) -> dict[str, str]:
    """The versions of packages, each imported where it has not been."""
    from importlib import import_module

    found = {}
    for name in names:
        try:
            found[name] = str(getattr(import_module(name), "__version__", ""))
        except Exception:
            found[name] = "missing"
    return found


def is_environment(path: str) -> bool:
    """True when a file belongs to the interpreter or to an installed package, and not to the program."""
    folder = os.path.dirname(os.path.abspath(path))
    if any(part in ENVIRONMENT_FOLDERS for part in folder.split(os.sep)):
        return True
    library = os.path.dirname(os.path.abspath(os.__file__))
    return folder == library or folder.startswith(library + os.sep)


def difference(expected: dict[str, Any], found: dict[str, Any]) -> str:
    """The first thing that is not the same; empty when all is."""
    for name, value in expected.items():
        if found.get(name) != value:
            return name
    return ""
