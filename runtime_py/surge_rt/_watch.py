"""The watchdog: tells a worker that will never send anything from one that has a long task.

How long a task may take nobody knows, so no clock decides. A worker is given up where its process is gone although
somebody still holds its pipe; where it was stopped, which nobody but a person undoes; and where every one of its
threads waits, without a time-out, for a lock of its own process: there is nobody left who could release it. That is
what becomes of a lock that another thread held when the worker was forked, and of native thread pools that do not
survive a fork. The work of such a worker is done in the driver.
"""

from __future__ import annotations

import os

from . import _settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._fork import Reader

FUTEX = {"x86_64": 202, "aarch64": 98, "riscv64": 98, "ppc64le": 221, "s390x": 238}
WAITS = (0, 9)  # FUTEX_WAIT, FUTEX_WAIT_BITSET
OPERATION, PRIVATE = 127, 128


def trouble(reader: Reader) -> str:
    """Why nothing will ever come from this worker, "" where something may; asked once a second while nothing comes.

    What may only be so for a moment has to be so twice in a row, while the driver, which could have been stopped
    with everybody else, ran.
    """
    reason, look = _look(reader.pid)
    before, reader.seen = reader.seen, look
    if not reason or (reason != "gone" and before != look):
        return ""
    _tell(f"surge: worker {reader.pid} is {reason}; its work is done here\n")
    return reason


def _look(pid: int) -> tuple[str, object]:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return ("gone", None) if os.path.exists("/proc/self/stat") else ("", None)
    state, used = fields[0], (fields[11], fields[12])
    if state in b"ZX":
        return "gone", None
    if state == b"T":
        return "stopped", ("stopped", used)
    if state == b"S" and _deadlocked(pid):
        return "deadlocked", ("deadlocked", used)
    return "", None


def _deadlocked(pid: int) -> bool:
    """True when all threads of a process wait for locks that only they could release."""
    call = FUTEX.get(os.uname().machine)
    try:
        threads = os.listdir(f"/proc/{pid}/task")
        return call is not None and all(
            _waits_for_ever(f"/proc/{pid}/task/{thread}/syscall", call) for thread in threads
        )
    except (OSError, ValueError, IndexError):
        return False  # it has just moved on, or the system does not let us see


def _waits_for_ever(path: str, call: int) -> bool:
    """True when a thread is in a futex call that has no time-out, on memory that other processes do not share."""
    with open(path, encoding="ascii") as file:
        words = file.read().split()
    if words[0] != str(call):
        return False
    operation, time_out = int(words[2], 16), int(words[4], 16)
    return bool(operation & PRIVATE) and operation & OPERATION in WAITS and time_out == 0


def _tell(message: str) -> None:
    """Say so where somebody watches; what a program writes into a file stays its own."""
    if _settings.current.stats or os.isatty(2):
        try:
            os.write(2, message.encode())
        except OSError:
            return  # closed: nobody watches
