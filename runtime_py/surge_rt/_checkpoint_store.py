"""Checkpoints on the disk: written whole or not at all, checked when they are read, the newest two kept.

A folder holds the checkpoints of one program with one list of arguments, in one current folder. A file is a mark, the digest of what follows it, a
header as JSON that says whose it is, and the pickled state.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sys

from . import _state
from ._checkpoint_output import Trouble

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MARK = b"surge checkpoint 1\n"
DIGEST = 32
KEPT = 2
START = "start"
NEW = ".new"  # behind the name of a file that is not whole yet, or has not taken its place


def program_digest(folder: str, siblings: dict[str, str]) -> str:
    """What a checkpoint depends on besides the interpreter: the package, and the sibling modules that it was compiled for."""
    digest = hashlib.sha256()
    names = [_state.driver, "tasks.py", "original.py"]
    inner = os.path.join(folder, "siblings")
    for where, _, files in sorted(os.walk(inner)):
        names += [os.path.relpath(os.path.join(where, name), folder) for name in sorted(files) if name.endswith(".py")]
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        digest.update(f"{name} {len(data)}\n".encode() + data)
    digest.update(json.dumps(siblings, sort_keys=True).encode())
    return digest.hexdigest()


def interpreter() -> str:
    """The interpreter, as exactly as it matters."""
    return f"{sys.implementation.name} {sys.version} on {sys.platform}, {sys.byteorder}, optimize {sys.flags.optimize}"


class Store:
    """The checkpoints of one program with one list of arguments."""

    def __init__(self, root: str, identity: dict[str, Any]) -> None:
        self.root = root
        self.identity = identity
        key = json.dumps([identity["arguments"], identity["folder"]])
        self.folder = os.path.join(root, hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16])
        self.number = 0
        self._lock: int | None = None

    def open(self) -> None:
        """Create the folder, and keep other runs of the same program out of it."""
        os.makedirs(self.folder, exist_ok=True)
        try:
            import fcntl
        except ImportError:
            return
        self._lock = os.open(os.path.join(self.folder, "lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not inherited by workers, which may outlive this
        except OSError:
            raise Trouble("another run of this program with the same arguments writes checkpoints") from None

    def path(self, name: str) -> str:
        """A file of the folder."""
        return os.path.join(self.folder, name)

    def _names(self) -> list[str]:
        try:
            names = os.listdir(self.folder)
        except OSError:
            return []
        return sorted(name for name in names if name.startswith("state-") and name[6:].isdigit())

    def write(self, header: dict[str, Any], state: Any) -> int:
        """Write one more checkpoint; its size. When this returns it is on the disk, under its own name."""
        self.number += 1
        size = self._put(f"state-{self.number:08d}", {**header, "number": self.number}, state)
        for old in self._names()[:-KEPT]:
            os.remove(self.path(old))
        return size

    def _put(self, name: str, header: dict[str, Any], state: Any) -> int:
        size = write_new(self.path(name), {**self.identity, **header}, state)
        os.replace(self.path(name) + NEW, self.path(name))
        sync_folder(self.folder)
        return size

    def write_start(self, header: dict[str, Any]) -> None:
        """Note, before the program prints anything, how the world was: what a program goes back to that has no checkpoint yet."""
        self._put(START, header, None)

    def start_of_run(self) -> dict[str, Any] | None:
        """How the world was when a run began that has left no checkpoint, nor finished."""
        if self._names():
            return None
        try:
            with open(self.path(START), "rb") as file:
                header, _ = take_apart(file.read())
        except (OSError, ValueError):
            return None
        self._check(header)
        return header

    def newest(self) -> tuple[dict[str, Any], bytes, list[str]]:
        """The header and the pickled state of the newest checkpoint that is whole, and what is wrong with those behind it."""
        complaints = []
        for name in reversed(self._names()):
            try:
                with open(self.path(name), "rb") as file:
                    data = file.read()
                header, state = take_apart(data)
            except (OSError, ValueError) as error:
                complaints.append(f"{name} is damaged ({error})")
                continue
            self._check(header)
            self.number = int(self._names()[-1][6:])
            return header, state, complaints
        nothing = self._nothing()
        if not complaints:
            self._remove_empty()
        raise Trouble("; ".join([*complaints, nothing]))

    def _nothing(self) -> str:
        others = []
        try:
            folders = sorted(os.listdir(self.root))
        except OSError:
            folders = []
        for folder in folders:
            for name in sorted(os.listdir(os.path.join(self.root, folder))) if folder.isalnum() else []:
                if name.startswith("state-") and name[6:].isdigit():
                    try:
                        with open(os.path.join(self.root, folder, name), "rb") as file:
                            header, _ = take_apart(file.read())
                    except (OSError, ValueError):
                        continue
                    others.append(f"arguments {header['arguments']} in {header['folder']}")
        there_are = f"; there are some for {', '.join(sorted(set(others)))}" if others else ""
        return (
            "there is no checkpoint of this program with these arguments in this folder: it has not been started here, or has finished"
            + there_are
        )

    def _check(self, header: dict[str, Any]) -> None:
        if header["program"] != self.identity["program"]:
            raise Trouble("the checkpoint was written by another version of this program")
        if header["interpreter"] != self.identity["interpreter"]:
            raise Trouble(f"the checkpoint was written by another interpreter: {header['interpreter']}")

    def remove(self) -> None:
        """Remove all checkpoints and what belongs to them; how the run began stays.

        The newest is the last of them, and what belongs to them comes after it: whenever this is cut short, what is there is whole.
        """
        try:
            names = os.listdir(self.folder)
        except OSError:
            return
        others = [
            name for name in names if name.startswith(("state-", "output", "file-")) and name not in self._names()
        ]
        for name in [*self._names(), *others]:
            os.remove(self.path(name))

    def remove_folder(self) -> None:
        """At the end of a program that succeeded: nothing is left behind."""
        self.remove()
        try:
            self.remove_start()
        except OSError:
            return
        self._remove_empty()

    def _remove_empty(self) -> None:
        """Remove the folder if there is nothing in it: a program was ended while it was removing that itself."""
        try:
            if os.listdir(self.folder) == ["lock"]:
                os.remove(self.path("lock"))
                os.rmdir(self.folder)
            os.rmdir(self.root)
        except OSError:
            return  # there are checkpoints of other arguments

    def remove_start(self) -> None:
        """Forget how the run began."""
        if os.path.exists(self.path(START)):
            os.remove(self.path(START))

    def forget_copies(self) -> None:
        """Remove copies of files, once a newer checkpoint stands."""
        for name in os.listdir(self.folder):
            if name.startswith("file-"):
                os.remove(self.path(name))


def write_new(path: str, header: dict[str, Any], state: Any) -> int:
    """Write a checkpoint to the disk, beside the place that it is to take; its size."""
    head = json.dumps(header).encode()
    body = len(head).to_bytes(8, "little") + head + pickle.dumps(state, 5)
    data = MARK + hashlib.sha256(body).digest() + body
    with open(path + NEW, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return len(data)


def sync_folder(folder: str) -> None:
    """Have the disk know which files a folder has."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # not a thing that this system can do
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def take_apart(data: bytes) -> tuple[dict[str, Any], bytes]:
    """The header of a checkpoint and its pickled state. Raises ValueError where it is not whole."""
    if not data.startswith(MARK):
        raise ValueError("it does not begin like one")
    digest, body = data[len(MARK) : len(MARK) + DIGEST], data[len(MARK) + DIGEST :]
    if hashlib.sha256(body).digest() != digest:
        raise ValueError("its end is missing, or something in it has changed")
    length = int.from_bytes(body[:8], "little")
    return json.loads(body[8 : 8 + length]), body[8 + length :]
