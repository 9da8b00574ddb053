"""What the program has written when a checkpoint is made: standard output, and files that it opened before the loop.

Standard output that is a file is kept as a copy beside the checkpoints, piece by piece: `python out ARGS > result.txt` empties the file before
a resumed program can look at it. A file of the program's own is copied when the program is resumed, before the code that opens it runs again.
"""

from __future__ import annotations

import os
import stat
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PIECE = 1 << 20


class Trouble(Exception):
    """Why the program cannot be resumed, or its output not be followed."""


def flush() -> None:
    """Hand over all that the program has printed."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def read_piece(descriptor: int, size: int, at: int) -> bytes:
    """At most so many bytes from there on."""
    if hasattr(os, "pread"):
        return os.pread(descriptor, size, at)
    os.lseek(descriptor, at, os.SEEK_SET)
    return os.read(descriptor, size)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


class Output:
    """Standard output of this process, and the copy of what it got."""

    def __init__(self, journal: str) -> None:
        self.journal = journal
        self.copied = 0  # bytes in the journal
        self.capture: int | None = None
        self.outside: list[tuple[int, int]] = []
        try:
            status = os.fstat(1)
            self.is_file = stat.S_ISREG(status.st_mode)
        except OSError:
            self.is_file = False
            return
        self.identity = [status.st_dev, status.st_ino]
        self.streams = [1]
        try:
            error = os.fstat(2)
            if [error.st_dev, error.st_ino] == self.identity:
                self.streams.append(2)
        except OSError:
            pass
        self.base = self._position() if self.is_file else 0

    def _position(self) -> int:
        if self._appends():
            return os.fstat(1).st_size
        return os.lseek(1, 0, os.SEEK_CUR)

    def _appends(self) -> bool:
        try:
            import fcntl
        except ImportError:
            return False
        return bool(fcntl.fcntl(1, fcntl.F_GETFL) & os.O_APPEND)

    def note(self) -> dict[str, Any]:
        """Where output stands now, with everything up to there in the journal and on the disk."""
        if sys.stdout is not sys.__stdout__:
            raise Trouble("standard output is redirected by the program itself")
        flush()
        if not self.is_file:
            return {"file": False}
        position = self._position()
        self._copy(position)
        os.fsync(1)
        return {"file": True, "identity": self.identity, "base": self.base, "position": position, "copied": self.copied}

    def _copy(self, position: int) -> None:
        """Add to the journal what was printed since."""
        if self.copied < 0 or self.base + self.copied == position:
            return
        try:
            source = os.open(f"/proc/self/fd/{1}", os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        except OSError:
            self.copied = -1  # it cannot be read: a resumed program needs the file as it is
            return
        try:
            target = os.open(self.journal, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.ftruncate(target, self.copied)
                os.lseek(target, 0, os.SEEK_END)
                while self.base + self.copied < position:
                    at = self.base + self.copied
                    piece = read_piece(source, min(PIECE, position - at), at)
                    if not piece:
                        raise Trouble("standard output became shorter")
                    write_all(target, piece)
                    self.copied += len(piece)
                os.fsync(target)
            finally:
                os.close(target)
        finally:
            os.close(source)

    def begin(self) -> dict[str, Any]:
        """Where output stands before the program has printed anything."""
        return {"file": True, "identity": self.identity, "base": self.base} if self.is_file else {"file": False}

    def begin_again(self, noted: dict[str, Any]) -> str:
        """Take back what an earlier run printed that began there; a sentence for people where that cannot be."""
        if not self.is_file:
            return "; standard output is no file: what was printed comes again"
        if not noted["file"] or self.identity != noted["identity"]:
            return "; standard output is not the file that it was"
        if os.fstat(1).st_size > noted["base"]:
            os.ftruncate(1, noted["base"])
            os.lseek(1, noted["base"], os.SEEK_SET)
        self.base = self._position()
        return ""

    def start_over(self) -> None:
        """The journal is gone: the next note begins a new one."""
        self.copied = min(self.copied, 0)

    def hold_back(self) -> None:
        """Until `release`, output goes aside: the code before the loop prints what it printed in the first run."""
        import tempfile

        flush()
        aside, path = tempfile.mkstemp(prefix="surge-")
        os.unlink(path)
        self.capture = aside
        for stream in getattr(self, "streams", ()):
            self.outside.append((stream, os.dup(stream)))
            os.dup2(aside, stream)

    def give_back(self) -> bytes:
        """End what `hold_back` began; what was printed meanwhile."""
        if self.capture is None:
            return b""
        flush()
        for stream, saved in self.outside:
            os.dup2(saved, stream)
            os.close(saved)
        self.outside.clear()
        aside, self.capture = self.capture, None
        size = os.fstat(aside).st_size
        printed = read_piece(aside, size, 0) if size else b""
        os.close(aside)
        return printed

    def resume(self, printed: bytes, entry: dict[str, Any], noted: dict[str, Any]) -> str:
        """Put output where it was at the checkpoint; a sentence for people where it may be repeated."""
        if not noted["file"]:
            return (
                ""
                if not self.is_file
                else "standard output is another one than at the checkpoint: it goes on from there"
            )
        journal = self._journal(noted["copied"])
        before = entry["position"] - entry["base"]
        if printed != journal[:before] if journal is not None else len(printed) != before:
            raise Trouble("the code before the loop printed something else than in the first run")
        if not self.is_file:
            return "standard output is not the file that it was: what was printed since the checkpoint may be repeated"
        base, position = noted["base"], noted["position"]
        if self.identity == noted["identity"] and os.fstat(1).st_size >= position and self._begins_with(base, journal):
            os.ftruncate(1, position)
            os.lseek(1, position, os.SEEK_SET)
            self.base = base
        elif journal is not None:
            self.base = self._position()
            write_all(1, journal)
        else:
            raise Trouble("standard output is not the file that it was; append to it, with >>")
        self.copied = noted["copied"]
        return ""

    def _journal(self, size: int) -> bytes | None:
        if size < 0:
            return None
        if size == 0:
            return b""
        try:
            with open(self.journal, "rb") as file:
                journal = file.read(size)
        except OSError:
            journal = b""
        if len(journal) != size:
            raise Trouble("the copy of standard output is incomplete")
        return journal

    def _begins_with(self, base: int, journal: bytes | None) -> bool:
        if journal is None:
            return True
        try:
            with open(f"/proc/self/fd/{1}", "rb") as file:
                file.seek(base)
                return file.read(len(journal)) == journal
        except OSError:
            return True


def open_files() -> list[Any]:
    """The files that the program has open for writing, the outermost object of each, in the order of their names."""
    import gc
    import io

    kinds = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom, io.FileIO)
    streams = [value for value in gc.get_objects() if type(value) in kinds]
    inner: set[int] = set()
    for value in streams:
        for name in ("buffer", "raw"):
            try:
                part = getattr(value, name, None)
            except ValueError:
                part = None  # detached
            while part is not None:
                inner.add(id(part))
                part = getattr(part, "raw", None)
    found = []
    for value in streams:
        try:
            usable = id(value) not in inner and not value.closed and value.writable() and value.fileno() > 2
            usable = usable and stat.S_ISREG(os.fstat(value.fileno()).st_mode)
        except (ValueError, OSError):
            continue
        if usable:
            found.append(value)
    if not all(type(file.name) in (str, bytes) for file in found):
        raise Trouble("a temporary file without a name is open")
    return sorted(found, key=lambda file: os.fsdecode(file.name))


class Files:
    """Files that the program opened before the loop and writes to in it, one piece behind the other."""

    def __init__(self) -> None:
        self.files = open_files()
        self.paths = [os.path.abspath(os.fsdecode(file.name)) for file in self.files]
        if len(set(self.paths)) < len(self.paths):
            raise Trouble("a file is open twice")

    def note(self) -> list[dict[str, Any]]:
        """Where each of them stands now, with everything up to there on the disk."""
        noted = []
        for path, file in zip(self.paths, self.files):
            if file.closed:
                raise Trouble(f"{path} was closed in the loop")
            file.flush()
            descriptor = file.fileno()
            size = os.fstat(descriptor).st_size
            if os.lseek(descriptor, 0, os.SEEK_CUR) != size:
                raise Trouble(f"{path} is not written from beginning to end")
            os.fsync(descriptor)
            noted.append({"path": path, "size": size, "place": file.tell()})
        return noted

    def resume(self, noted: list[dict[str, Any]], rescued: list[str]) -> None:
        """Give each of them the contents that it had at the checkpoint."""
        if self.paths != [entry["path"] for entry in noted]:
            raise Trouble("the code before the loop opened other files than in the first run")
        for file, entry, copy in zip(self.files, noted, rescued):
            file.flush()
            descriptor = file.fileno()
            with open(copy, "rb") as source, open(entry["path"], "rb") as ours:
                if source.read(os.fstat(descriptor).st_size) != ours.read():
                    raise Trouble(
                        f"the code before the loop wrote something else to {entry['path']} than in the first run"
                    )
                source.seek(0)
                os.ftruncate(descriptor, 0)
                os.lseek(descriptor, 0, os.SEEK_SET)
                while True:
                    piece = source.read(PIECE)
                    if not piece:
                        break
                    write_all(descriptor, piece)
            file.seek(entry["place"])


def rescue(noted: list[dict[str, Any]], folder: str, number: int) -> list[str]:
    """Copy what the files held at the checkpoint, before the code that opens them runs; the names of the copies."""
    copies = []
    for index, entry in enumerate(noted):
        copy = os.path.join(folder, f"file-{index}-of-{number}")
        copies.append(copy)
        if os.path.exists(copy):
            continue  # of an earlier attempt, which may have emptied the file since
        try:
            with open(entry["path"], "rb") as source, open(copy + ".new", "wb") as target:
                left = entry["size"]
                while left:
                    piece = source.read(min(PIECE, left))
                    if not piece:
                        raise Trouble(f"{entry['path']} is shorter than at the checkpoint")
                    target.write(piece)
                    left -= len(piece)
                target.flush()
                os.fsync(target.fileno())
        except OSError as error:
            raise Trouble(f"{entry['path']} cannot be read: {error.strerror}") from None
        os.replace(copy + ".new", copy)
    return copies
