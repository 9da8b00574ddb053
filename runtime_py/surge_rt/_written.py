"""Tasks that write files: they write to memory, and the driver to the real file, when the turn of the item has come.

    def resize(path):
        image = Image.open(path)         # in a worker: noted, since earlier rounds may write this very file
        ...
        image.save(out / path.name)      # a file in memory; its bytes travel with the log

A worker notices whatever Python opens (`_guard`), and what is asked of `os.stat`, so what a task reads and writes is no guess: opening a file that the program does not open by
`open`, for reading and writing at once, one that is no plain file, or one that the task has just written, leaves the item to the driver, as any
exception does. So does a folder that has to be made, and a file that an earlier round has written since the workers began, if a task has read it, and one that cannot be opened or written
now. Where a round ran as it was written, nobody has noticed what that wrote: all that was computed ahead is forgotten.
"""

from __future__ import annotations

import builtins
import io
import os
import stat
import sys
from errno import EEXIST
from time import process_time
from weakref import ref

from . import _guard, _settings, load
from ._work import LEAVES, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ._site import Site

    Place = str | tuple[int, int]  # the path without links, regardless of case; device and inode where there is a file

OVERWRITTEN = "read a file that was written meanwhile"
NOT_WRITTEN = "files cannot be written"
TWICE = "used a file twice at a time, or read one that it wrote"
KEPT_OPEN = "left a file open"
OTHERWISE = "opened a file in an unusual way"
STATELESS = (
    "utf-8",
    "utf8",
    "ascii",
    "us-ascii",
    "latin-1",
    "iso8859",
    "iso-8859",
    "cp125",
)  # encodings of which no text says where it begins
FEWEST = 4  # items whose files were written, before it is asked whether that takes too long
MOST = 0.5  # of the time that an item takes in place
FOLDER = "made a folder"
SIZE = "asked more of a folder than whether it is one"
MANY = 32  # files of a task that may have descriptors
KERNEL = ("/proc/", "/sys/")  # where files are not what they seem
KINDS = ("exists", "isfile", "isdir", "is_file", "is_dir", "makedirs")
MODULES = (
    "genericpath",
    "posixpath",
    "ntpath",
    "pathlib",
    "pathlib._abc",
    "pathlib._local",
    "pathlib._os",
    "pathlib.types",
    "os",
)
_real = io.open
_stat = os.stat
_mkdir = os.mkdir


class Written:
    """The log of a task that has opened files: (path, mode, bytes) of those it has written, and what others it has read."""

    __slots__ = ("files", "log", "read")

    def __init__(self, files: list[tuple[Any, str, bytes]], read: list[Place], log: Any) -> None:
        self.files = files
        self.read = read
        self.log = log

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return Written, (self.files, self.read, self.log)


def can_be_held_back() -> bool:
    """Whether the program opens files by Python's own `open`, and this is the process that may write them."""
    own = builtins.open is io.open is _real and os.stat is _stat and os.mkdir is _mkdir
    return own and not _guard.active and _asks_are_seen()


def _of_path(kind: Any, ask: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def asked(path: Any) -> Any:
        return ask(kind(path))

    return asked


_seen: dict[bool, bool] = {}  # whether they are, with and without `pathlib`


def _asks_are_seen() -> bool:
    """Whether all questions about files that tasks may ask come by where tasks are watched, in this version of Python."""
    pathlib: Any = sys.modules.get("pathlib")
    known = _seen.get(pathlib is not None)
    if known is None:
        notes = Notes()
        here = os.path.dirname(__file__)
        asks: list[Callable[[Any], Any]] = [os.path.exists, os.path.isfile, os.path.isdir]
        if pathlib is not None:
            kind = pathlib.Path
            asks += [_of_path(kind, ask) for ask in (kind.exists, kind.is_file, kind.is_dir)]
        known = True
        with Watched(notes):
            for ask in asks:
                notes.read.clear()
                try:
                    known = ask(here) in (True, False) and bool(notes.read) and known
                except Refused:
                    known = False
        _seen[pathlib is not None] = known
    return known


class Folders(dict[str, str]):
    """Where folders are, without links, as long as nobody moves any."""

    def __missing__(self, folder: str) -> str:
        self[folder] = found = os.path.realpath(folder)
        return found

    def places(self, path: Any, number: int = -1) -> list[Place]:
        """What identifies a file, whether or not there is one yet."""
        whole = os.path.join(os.getcwd(), os.fsdecode(path))
        folder, name = os.path.split(whole)
        place = os.path.join(self[folder], name)
        try:
            if name in ("", ".", "..") or stat.S_ISLNK(os.lstat(place).st_mode):
                place = os.path.realpath(whole)
        except OSError:
            pass  # there is nothing of that name
        found: list[Place] = [place.casefold()]
        try:
            known = _stat(path if number < 0 else number)
            found.append((known.st_dev, known.st_ino))
        except OSError:
            pass  # which is what was found out about it
        return found


class File:
    """A file that a task writes: in memory, under the name of the real one."""

    def __init__(self, path: Any, mode: str) -> None:
        self.path = path
        self.mode = mode
        self.number = -1  # a descriptor of its own, by which its bytes are read in the end
        self.data: bytes | None = None  # these, once it has no descriptor any more
        self.raw: Any = None

    def open(self, path: Any, mode: str, *arguments: Any) -> Any:
        """The object that the task gets."""
        with _guard.Lifted():
            self.hold()
            stream = _real(os.dup(self.number), mode, *arguments)
        raw = _raw_of(stream)
        raw.name = path
        self.raw = ref(raw)
        return stream

    def hold(self) -> None:
        """Have a descriptor."""
        if self.number < 0:
            self.number = _memory()
            if self.data:
                os.write(self.number, self.data)
            self.data = None

    def again(self, mode: str) -> None:
        """It is opened once more: what is written comes behind what it has, or replaces all there was."""
        with _guard.Lifted():
            self.hold()
        if "w" in mode:
            self.mode = mode
            with _guard.Lifted():
                os.ftruncate(self.number, 0)
        os.lseek(self.number, 0, os.SEEK_SET)

    def is_closed(self) -> bool:
        """Whether all that was written has come here, and nothing more will."""
        if self.raw is None:
            return False  # Python refused to make the object
        raw = self.raw()
        return raw is None or raw.closed

    def content(self) -> bytes:
        """All that was written."""
        if self.data is not None:
            return self.data
        size = os.fstat(self.number).st_size
        parts = []
        start = 0
        while start < size:
            part = os.pread(self.number, size - start, start)
            parts.append(part)
            start += len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def settle(self) -> None:
        """Where it is closed, keep its bytes alone: a process has few descriptors."""
        if self.number >= 0 and self.is_closed():
            self.data = self.content()
            self.drop()

    def drop(self) -> None:
        """Let go of the memory."""
        if self.number >= 0:
            os.close(self.number)
            self.number = -1


def _memory() -> int:
    """A descriptor of an empty file that has no name."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("surge")  # type: ignore[no-any-return,attr-defined,unused-ignore]
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        return os.dup(file.fileno())


class Notes:
    """What one task does with files; these functions stand in for Python's own meanwhile."""

    def __init__(self) -> None:
        self.files: list[File] = []
        self.folders = Folders()
        self.written: dict[Place, File] = {}
        self.read: set[Place] = set()
        self.loose: set[Place] = set()  # of which nobody knows whether they are still being read
        self.handles: list[tuple[Any, list[Place]]] = []

    def open(
        self,
        file: Any,
        mode: Any = "r",
        buffering: Any = -1,
        encoding: Any = None,
        errors: Any = None,
        newline: Any = None,
        closefd: Any = True,
        opener: Any = None,
    ) -> Any:
        """The same, except that files to write to are in memory."""
        if type(mode) is not str or not any(letter in mode for letter in "wax+"):
            return self._open_to_read(
                file if isinstance(file, int) else os.fspath(file),
                mode,
                buffering,
                encoding,
                errors,
                newline,
                closefd,
                opener,
            )
        path = os.fspath(file) if not isinstance(file, int) else None
        plain = "".join(sorted(mode.replace("t", "")))
        if (
            path is None
            or closefd is not True
            or not _is_of_paths(opener)
            or plain not in ("w", "a", "bw", "ab", "+w", "+bw")
        ):
            _guard.refuse(OTHERWISE)
        if not _may_be_written(path):
            _guard.refuse(OTHERWISE)
        places = self.folders.places(path)
        if str(places[0]).startswith(KERNEL):
            _guard.refuse(OTHERWISE)
        if self._is_reading(places):
            _guard.refuse(TWICE)
        known = {id(self.written[place]): self.written[place] for place in places if place in self.written}
        if not known:
            found = File(path, mode)
            self.files.append(found)
            self.written.update(dict.fromkeys(places, found))
            if len(self.files) % MANY == 0:
                for file in self.files[-MANY - 1 : -1]:
                    file.settle()
        else:
            found = next(iter(known.values()))
            if len(known) > 1 or not found.is_closed():
                _guard.refuse(TWICE)
            found.again(mode)
        stream = found.open(path, mode, buffering, encoding, errors, newline)
        if "a" in mode and not _is_stateless(stream):
            _guard.refuse(OTHERWISE)
        return stream

    def _open_to_read(self, file: Any, *arguments: Any) -> Any:
        """Open a file, and remember whether it is still open."""
        before = set(self.loose)
        stream = _real(file, *arguments)
        raw = _raw_of(stream)
        if raw is not None:
            self.handles.append((ref(raw), list(self.loose - before)))
            self.loose = before
        return stream

    def _is_reading(self, found: list[Place]) -> bool:
        """Whether one of these may still be read: whoever reads it would see what is written."""
        for raw, read in self.handles:
            file = raw()
            if file is not None and not file.closed and not set(read).isdisjoint(found):
                return True
        return not self.loose.isdisjoint(found)

    def note(self, path: Any) -> None:
        """A file is going to be opened for reading."""
        if isinstance(path, int) or path is None:
            return
        self.loose.update(self._asked(path))

    def _asked(self, path: Any) -> list[Place]:
        found = self.folders.places(path)
        if any(place in self.written for place in found):
            _guard.refuse(TWICE)
        self.read.update(found)
        return found

    def stat(self, path: Any, *arguments: Any, **keywords: Any) -> Any:
        """The same as `os.stat`, noted."""
        if isinstance(path, int):
            return _stat(path, *arguments, **keywords)
        path = os.fspath(path)
        places = self.folders.places(path)
        own = {id(self.written[place]): self.written[place] for place in places if place in self.written}
        if len(own) == 1:
            return self._stat_of_own(*own.values())
        self._asked(path)
        known = _stat(path, *arguments, **keywords)
        if stat.S_ISDIR(known.st_mode) and not _is_asked_by(KINDS):
            _guard.refuse(SIZE)  # or when it was changed: each file that is made in a folder changes that
        return known

    def _stat_of_own(self, file: File) -> Any:
        """That a file is there which this task has written, and how large it is where nothing was in it before."""
        if not _is_asked_by(KINDS if "a" in file.mode else (*KINDS, "getsize")):
            _guard.refuse(TWICE)
        with _guard.Lifted():
            file.hold()
        return os.fstat(file.number)

    def mkdir(self, path: Any, *arguments: Any, **keywords: Any) -> Any:
        """The same as `os.mkdir`, which fails in the same way where there is something of that name; else the driver makes it."""
        path = os.fspath(path)
        if keywords.get("dir_fd") is not None or not os.path.lexists(path):
            _guard.refuse(FOLDER)
        self._asked(path)
        raise FileExistsError(EEXIST, os.strerror(EEXIST), path)


def _is_asked_by(names: tuple[str, ...]) -> bool:
    """Whether one of these functions of Python's own asks about a file; what else does might want to know more."""
    frame: Any = sys._getframe(2)
    while frame is not None and frame.f_globals.get("__name__") in (__name__, *MODULES):
        if frame.f_code.co_name in names and frame.f_globals.get("__name__") != __name__:
            return True
        frame = frame.f_back
    return False


def _raw_of(stream: Any) -> Any:
    """The file below a stream, None where it is none of Python's own."""
    for _ in range(3):
        if isinstance(stream, io.FileIO):
            return stream
        stream = getattr(stream, "buffer", None) or getattr(stream, "raw", None)
    return None


class Watched:
    """A section in which what is asked of files goes to a task's notes."""

    def __init__(self, notes: Notes) -> None:
        # Python 3.9 and 3.10 have other names of the same functions in `pathlib`.
        accessor: Any = getattr(sys.modules.get("pathlib"), "_NormalAccessor", None)
        self.places: list[tuple[Any, str, Any]] = []
        for own, stand_in in ((_real, notes.open), (_stat, notes.stat), (_mkdir, notes.mkdir)):
            name = stand_in.__name__
            for holder in (builtins, io, os, accessor):
                if getattr(holder, name, None) is own:
                    self.places.append((holder, name, stand_in))
        self.before = [holder.__dict__[name] for holder, name, _ in self.places]

    def __enter__(self) -> None:
        for holder, name, stand_in in self.places:
            setattr(holder, name, stand_in)

    def __exit__(self, *_error: object) -> None:
        for (holder, name, _), own in zip(self.places, self.before):
            setattr(holder, name, own)


def _is_of_paths(opener: Any) -> bool:
    """Whether files are opened as without an opener: `pathlib` of Python 3.9 has one of its own."""
    kind = type(getattr(opener, "__self__", None))
    return opener is None or (kind.__module__ == "pathlib" and getattr(opener, "__name__", "") == "_opener")


def _is_stateless(stream: Any) -> bool:
    """Whether text is encoded in the same way wherever in a file it stands."""
    name = getattr(stream, "encoding", "ascii").lower().replace("_", "-")
    return name.startswith(STATELESS) and not name.endswith("sig")


def _may_be_written(path: Any) -> bool:
    """Whether there is a plain file, or none yet in a folder that is there."""
    try:
        return stat.S_ISREG(_stat(path).st_mode)
    except FileNotFoundError:
        return _is_folder(os.path.dirname(os.path.realpath(path)))
    except (OSError, ValueError):
        return False


def _is_folder(path: Any) -> bool:
    try:
        return stat.S_ISDIR(_stat(path).st_mode)
    except (OSError, ValueError):
        return False


def writing(task: Callable[..., Any]) -> Callable[..., Any]:
    """The task, with the files that it writes as part of its log. In a worker only."""
    site: Site = task.surge  # type: ignore[attr-defined]
    inner = load("_said").noting(task) if site.says else task

    def run(*arguments: Any) -> Any:
        if site.kind != "loop" and not site.says:  # the elements of some items: here, of one
            arguments = ((arguments[0],), *arguments[1:])
        notes = Notes()
        try:
            with Watched(notes):
                _guard.reading = notes.note
                try:
                    log = inner(*arguments)
                finally:
                    _guard.reading = None
            if log is LEAVES or not (notes.files or notes.read):
                return log
            if not all(file.is_closed() for file in notes.files):
                _guard.refuse(KEPT_OPEN)
            files = [(file.path, file.mode, file.content()) for file in notes.files]
            return Written(files, list(notes.read), log)
        finally:
            for file in notes.files:
                file.drop()

    run.__dict__.update(task.__dict__)  # what the compiler knows about it
    return run


class Ledger:
    """In the driver: which files the rounds of a region have written so far."""

    def __init__(self) -> None:
        self.written: set[Place] = set()
        self.folders = Folders()
        self.items = 0
        self.seconds = 0.0  # of processor time, for writing what they have written

    def settle(self, log: Any) -> tuple[str, Any]:
        """Write what a task has written, whose turn it is; the log that the loop knows. Or why the item has to run as it was written."""
        if type(log) is not Written:
            return "", log
        if not self.written.isdisjoint(log.read):
            return OVERWRITTEN, None
        began = process_time()
        is_written = self._write(log.files, set(log.read))
        self.seconds += process_time() - began
        self.items += 1
        return ("", log.log) if is_written else (NOT_WRITTEN, None)

    def takes_most(self, region: Any, alone: float | None) -> bool:
        """Whether receiving and writing files takes the driver most of the time that items take in place, which is `alone` seconds as far as known."""
        if _settings.current.force or self.items < FEWEST:
            return False
        crew, items = region.crew, max(region.items_done, self.items)
        # In place, an item takes about what a worker takes for it, which writes as much, though to memory.
        worker: float = crew.cpu_seconds / items
        driver: float = crew.unpack_seconds / items + self.seconds / self.items
        return driver > MOST * (worker if alone is None else min(worker, alone))

    def _write(self, files: Iterable[tuple[Any, str, bytes]], read: set[Place]) -> bool:
        """Whether all of it could be written; what could not be is as it was, so that the round may write it again."""
        opened: list[tuple[int, int, bytes]] = []
        made: list[Any] = []
        before: dict[int, bytes] = {}
        try:
            for path, mode, data in files:
                is_new = not os.path.lexists(path)
                flags = os.O_CREAT | os.O_CLOEXEC | (os.O_RDWR if "+" in mode else os.O_WRONLY)
                number = os.open(path, flags | (os.O_APPEND if "a" in mode else 0), 0o666)
                known = os.fstat(number)
                opened.append((number, known.st_size if "a" in mode else 0, data))
                if is_new:
                    made.append(path)
                if not stat.S_ISREG(known.st_mode):
                    raise OSError
                places = self.folders.places(path, number)
                self.written.update(places)
                if "w" in mode and known.st_size and not read.isdisjoint(places):
                    with open(path, "rb") as file:
                        before[number] = file.read()  # which the round would read again
            for number, size, data in opened:
                _put(number, size, data)
        except OSError:
            for number, size, _ in opened:
                os.ftruncate(number, size)
                if number in before:
                    os.pwrite(number, before[number], 0)
            for path in made:
                os.unlink(path)
            return False
        finally:
            for number, _, _ in opened:
                os.close(number)
        return True


def _put(number: int, size: int, data: bytes) -> None:
    """Write all bytes behind the first ones."""
    os.ftruncate(number, size)
    view = memoryview(data)
    while view:
        view = view[os.write(number, view) :]
