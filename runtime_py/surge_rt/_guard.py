"""Hold a forked worker to its task: nothing it does may be seen outside.

The analysis has proved that a task has no such effect; this is the check on the proof. An attempt raises `Refused`,
which no `except Exception` catches, and is remembered besides, so that a bare `except` does not hide it.
"""

from __future__ import annotations

import os
import sys

from ._work import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

hit = ""  # the latest forbidden thing tried, "" for none
active = False
reading: Callable[[Any], None] | None = None  # told of each file that a task opens, where it may write some
installed = False  # the hook cannot be taken away again

WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
STARTS_PROCESS = {
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "pty.spawn",
    "os.kill",
    "os.killpg",
    "signal.pthread_kill",
    "_thread.start_new_thread",
}
CHANGES_FILES = {
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
    "os.utime",
    "os.setxattr",
    "os.removexattr",
    "os.lockf",
    "fcntl.flock",
    "fcntl.lockf",
    "os.chflags",
    "os.mkfifo",
    "os.mknod",
}
CHANGES_PROCESS = {"os.chdir", "os.putenv", "os.unsetenv", "sys.addaudithook"}
READS_INPUT = {"builtins.input", "builtins.input/result"}
FORBIDDEN = {
    **dict.fromkeys(STARTS_PROCESS, "started a process"),
    **dict.fromkeys(CHANGES_FILES, "changed files"),
    **dict.fromkeys(CHANGES_PROCESS, "changed the process"),
    **dict.fromkeys(READS_INPUT, "read input"),
    "sqlite3.connect": "opened a database",
}


def refuse(reason: str) -> NoReturn:
    """Stop the item that is being computed."""
    global hit
    hit = reason
    raise Refused(reason)


def change_folder(folder: str) -> None:
    """Go where the driver is, which a task must not do."""
    global active
    active = False
    try:
        os.chdir(folder)
    except FileNotFoundError:
        pass  # on another machine, where no task comes that reads files; none asks for the folder
    finally:
        active = True


def change_environment(environment: dict[str, str]) -> None:
    """Have the variables that the driver has, which a task must not change."""
    global active
    active = False
    try:
        for name in set(os.environ).difference(environment):
            del os.environ[name]
        for name, value in environment.items():
            if os.environ.get(name) != value:
                os.environ[name] = value
    finally:
        active = True


def _warned(_message: object) -> None:
    refuse("warned")


def forget_warnings() -> None:
    """Notice each warning again, in a worker that has worked before: the driver may have changed what becomes of them."""
    warnings = sys.modules.get("warnings")
    if warnings is not None:
        warnings._filters_mutated()


class Lifted:
    """A section in which this package starts or ends processes of its own, see `_nested`."""

    __slots__ = ("before",)

    def __enter__(self) -> None:
        global active
        self.before, active = active, False

    def __exit__(self, *_error: object) -> None:
        global active
        active = self.before


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if active:
        reason = forbidden(event, arguments)
        if reason:
            refuse(reason)
        if reading is not None and event == "open":
            reading(arguments[0])


def forbidden(event: str, arguments: tuple[Any, ...]) -> str:
    """What a task must not do, in words; empty for events that are none of that."""
    if event == "open":
        return "wrote a file" if _writes(arguments) else ""
    if event in FORBIDDEN:
        return FORBIDDEN[event]
    if event.startswith("socket."):
        return "" if event.startswith("socket.gethost") else "used a socket"
    return "changed files" if event.startswith("shutil.") else ""


def _writes(arguments: tuple[Any, ...]) -> bool:
    mode = arguments[1] if len(arguments) > 1 else None
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & WRITING_FLAGS)


class _Mute:
    """Stands for a standard stream; touching it in any way is refused."""

    def __init__(self, reason: str) -> None:
        object.__setattr__(self, "reason", reason)

    def __getattr__(self, name: str) -> Any:
        refuse(self.reason)

    def __setattr__(self, name: str, value: object) -> None:
        refuse(self.reason)

    def __iter__(self) -> Any:
        refuse(self.reason)


def install(keep: tuple[int, ...] | None) -> None:
    """Guard this worker for the rest of its life.

    keep: its own file descriptors, None for a worker that inherited none of the driver's.
    """
    global active, installed
    sys.dont_write_bytecode = True  # imports inside a task must not count as writing files
    sys.settrace(None)
    sys.setprofile(None)
    streams = [sys.stdout, sys.stderr, sys.stdin, sys.__stdout__, sys.__stderr__, sys.__stdin__]
    sys.stdout = sys.__stdout__ = _Mute("printed")  # type: ignore[assignment,misc]
    sys.stderr = sys.__stderr__ = _Mute("printed")  # type: ignore[assignment,misc]
    sys.stdin = sys.__stdin__ = _Mute("read input")  # type: ignore[assignment,misc]
    warnings = sys.modules.get("warnings")
    if warnings is not None:  # wherever the program wants its warnings, that is not here
        warnings._showwarnmsg = _warned  # type: ignore[attr-defined]
    muted = _mute(streams if keep is not None else [])
    if keep is not None:
        _seal_files((*keep, *muted))
    _detach(streams)
    if keep is not None:
        _seal_files(keep)
        _seal_pictures()
    if not installed:
        sys.addaudithook(_audit)
    active = installed = True


def _mute(streams: list[Any]) -> set[int]:
    """Lead the descriptors behind the standard streams to the null device; which these are.

    The program may have put files of its own in the streams' place, so they need not be 1 and 2.
    """
    numbers = {1, 2}
    for stream in streams:
        if type(stream).__module__ in ("_io", "io"):
            try:
                numbers.add(stream.fileno())
            except Exception:
                continue  # closed, detached, or nothing in the file system
    null = os.open(os.devnull, os.O_RDWR)
    for number in numbers:
        os.dup2(null, number)
    if null not in numbers:
        os.close(null)
    return numbers


def _detach(streams: list[Any]) -> None:
    """Make the inherited stream objects unusable, for tasks that kept a reference to one.

    This writes what is in their buffers, which is output of the driver and not ours to write: to the null device by now, and
    where a stream leads to some other file, to a descriptor that fails.
    """
    for stream in streams:
        if type(stream).__module__ in ("_io", "io"):
            try:
                stream.detach()
            except BaseException:
                continue  # closed or detached by the program: already unusable; or a writer of the program's own was refused


def _seal_files(keep: tuple[int, ...]) -> None:
    """Make every inherited file descriptor fail on use: reading would move the driver's own position in the file.

    They stay taken, so that no file opened later gets the number of one that some object still holds.
    """
    if not hasattr(os, "O_PATH"):
        for number in set(range(256)).difference(keep):
            os.closerange(number, number + 1)
        return
    closed = os.open("/", os.O_PATH | os.O_CLOEXEC)  # type: ignore[attr-defined,unused-ignore]
    for name in os.listdir("/proc/self/fd"):
        number = int(name)
        if number not in keep and number != closed:
            try:
                os.dup2(closed, number, inheritable=False)
            except OSError:
                continue  # the descriptor that listed the folder is gone by now
    os.close(closed)


class _Opened:
    """An attribute of Pillow's pictures that holds the file they are read from, as soon as somebody looks at them.

    The file of a picture that was opened before the task is sealed, and the error of reading it is one that the program may catch. Besides,
    the program's own picture would still have to be read when the task is over.
    """

    def __init__(self, name: str) -> None:
        from weakref import WeakSet

        self.name = name
        self.own: WeakSet[Any] = WeakSet()  # files of pictures that tasks have opened

    def __get__(self, picture: Any, kind: type | None = None) -> Any:
        try:
            file = vars(picture)[self.name]
        except (KeyError, TypeError):
            raise AttributeError(self.name) from None
        if type(file).__module__ == "_io" and type(file).__name__ != "BytesIO" and file not in self.own:
            refuse("read a picture that was opened before")
        return file

    def __set__(self, picture: Any, file: Any) -> None:
        if type(file).__module__ == "_io":
            self.own.add(file)
        vars(picture)[self.name] = file

    def __delete__(self, picture: Any) -> None:
        try:
            del vars(picture)[self.name]
        except KeyError:
            raise AttributeError(self.name) from None


def _seal_pictures() -> None:
    """Let no task read the pictures that the program has opened, and not looked at yet."""
    pillow: Any = sys.modules.get("PIL.ImageFile")
    if pillow is not None and hasattr(pillow, "ImageFile"):
        for name in ("fp", "_fp"):
            setattr(pillow.ImageFile, name, _Opened(name))


def random_states() -> list[Any]:
    """The states of the process-wide random generators that the program can draw from."""
    states: list[Any] = []
    random = sys.modules.get("random")
    if random is not None:
        states.append(random.getstate())
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        kind, keys, *others = numpy_random.get_state()
        states.append((kind, keys.tobytes(), *others))
    return states
