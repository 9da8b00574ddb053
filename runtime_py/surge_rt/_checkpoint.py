"""Loops that can be resumed: when a checkpoint is written, and how a program gets back to it.

    python out ARGS                     python out --resume ARGS
      |                                   |
      |  begin: who am I, where is        |  begin: the newest checkpoint; the generator `random` as it was at the start;
      |  standard output; that is noted   |  output held back, copies of files that are written
      v                                   v
    the code before the loop            the same code again: it makes the same objects
      |                                   |
      |  resumable: number them           |  resumable: number them, compare with the first run, fill them in place,
      |                                   |  put output, files and generators where they were, skip the items
      v                                   v
    rounds ... checkpoint ... rounds    rounds ... checkpoint ... rounds

What was printed or written before the loop must come out the same again; where it does not, the program is not resumed. Whether it can be
compared at compile time is passes/checkpoint's business; what that cannot see is watched here by an audit hook (`_Session._watch`).

A program that was stopped before its first checkpoint starts anew: what was noted at its beginning says where its output began, which is cut off
there. It is not, where it did something that cannot be done twice.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import stat
import sys
import zlib
from itertools import chain, islice, repeat
from math import isqrt
from operator import length_hint
from time import perf_counter

from . import _state, load
from ._checkpoint_output import Files, Output, Trouble, rescue
from ._checkpoint_state import Decoder, Encoder, Entry, Unsaveable, advanced_by, is_atom, is_of_program
from ._checkpoint_store import Store, interpreter, program_digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import CodeType, FrameType, ModuleType
    from typing import Any, NoReturn

SHARE = 100  # a checkpoint that took a second is followed by so many seconds without one
LEAST_PAUSE = 1.0  # seconds between two of them
MOST_ITEMS = 1_000_000  # that are compared one by one
LOOK = 0.02  # seconds of rounds between two looks at the clock
FORBIDDEN = {
    "os.remove": "removes a file",
    "os.rename": "renames a file",
    "os.rmdir": "removes a folder",
    "os.mkdir": "creates a folder",
    "os.link": "links a file",
    "os.symlink": "links a file",
    "os.truncate": "cuts a file short",
    "shutil.rmtree": "removes a folder",
    "shutil.move": "moves a file",
    "subprocess.Popen": "starts a program",
    "os.system": "starts a program",
    "os.posix_spawn": "starts a program",
    "os.exec": "starts a program",
    "socket.connect": "uses the network",
    "socket.bind": "uses the network",
    "sqlite3.connect": "opens a database",
}
WATCHED = {"open", "os.listdir", "os.scandir", *FORBIDDEN}
_MISSING: Any = object()


def checkpoint(
    origin: str,
    binds: tuple[str, ...] = (),
    changes: tuple[str, ...] = (),
    shares: tuple[str, ...] = (),
    globals: tuple[str, ...] = (),  # noqa: A002
    global_shares: tuple[str, ...] = (),
    shares_items: bool = False,
    lines: tuple[int, ...] = (),
    clocks: tuple[str, ...] = (),
) -> Loop:
    """What tasks.py says about a loop that can be resumed.

    origin: its place in the script. binds: variables of its function that are bound again. changes: those that lead to objects which the
    loop changes; shares: those that lead to objects which its state may mention. globals, global_shares: the same for the module, where the
    loop is in a function. shares_items: what it goes over leads to such objects, too. lines: first and last line of a `while` loop.
    clocks: those of binds that hold a time read before the loop.
    """
    return Loop(origin, binds, changes, shares, globals, global_shares, shares_items, lines, clocks)


class Loop:
    """A loop that can be resumed, as compiled."""

    def __init__(self, origin: str, *lists: Any) -> None:
        self.origin = origin
        (
            self.binds,
            self.changes,
            self.shares,
            self.globals,
            self.global_shares,
            self.shares_items,
            self.lines,
            self.clocks,
        ) = lists

    def roots(self, frame: FrameType, items: Any) -> tuple[list[Any], list[Any]]:
        """The objects that the loop may change, and those that its state may mention."""
        here, around = frame.f_locals, frame.f_globals
        saved = [here.get(name) for name in (*self.changes, *self.binds)]
        saved += [around.get(name) for name in self.globals]
        others = [here.get(name) for name in self.shares] + [around.get(name) for name in self.global_shares]
        if self.shares_items and items is not _MISSING:
            others.append(items)
        return saved, others


class _Session:
    """Checkpoints of this process."""

    def __init__(self, facts: dict[str, Any], store: Store) -> None:
        self.facts = facts
        self.store = store
        self.output = Output(store.path("output"))
        self.files: Files | None = None
        self.loop: Loop | None = None  # the one that is under way
        self.ended = False
        self.busy = False
        self.off = ""  # why no more checkpoints of it are written
        self.trouble = ""  # what was done outside of loops that cannot be done again
        self.fresh = True  # no checkpoint of this run is in the folder yet
        self.barred = False  # whether it is noted that the program cannot begin again
        self.inputs: dict[str, list[int]] = {}
        self.target: dict[str, Any] | None = None
        self.state: bytes = b""
        self.copies: list[str] = []
        self.random: Any = None
        self.entry_output: dict[str, Any] = {}
        self.process = os.getpid()  # workers have the hook, too, and a guard of their own
        sys.addaudithook(self._watch)

    # ---- what the program does to the world ----

    def _watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in WATCHED or self.ended or self.busy or _is_of_runtime() or os.getpid() != self.process:
            return
        if event == "open":
            self._opened(*arguments)
        elif event in ("os.listdir", "os.scandir"):
            if (
                self.loop is None
                and type(arguments[0]) is str
                and not arguments[0].startswith((sys.prefix, sys.base_prefix, _state.package))
            ):
                self._read(os.path.abspath(arguments[0]))
        elif event in FORBIDDEN and not self._is_ours(arguments):
            if event == "os.mkdir" and _exists_ok(sys._getframe(1)):
                return
            self._noticed(f"it {FORBIDDEN[event]}")

    def _is_ours(self, arguments: tuple[Any, ...]) -> bool:
        return any(
            type(value) is str and ("__pycache__" in value or value.startswith(_state.package)) for value in arguments
        )

    def _opened(self, path: Any, mode: Any, flags: Any) -> None:
        if type(path) not in (str, bytes) and not isinstance(path, os.PathLike):
            return
        name = os.path.abspath(os.fsdecode(path))
        if name.startswith(("/dev/", "/proc/")) or "__pycache__" in name or name.endswith((".py", ".pyc", ".so")):
            return
        if type(mode) is str:
            writes = any(letter in mode for letter in "wax+")
            plain = mode.replace("t", "").replace("b", "").replace("U", "") in ("r", "w", "")
        else:
            writes = type(flags) is int and bool(flags & (os.O_WRONLY | os.O_RDWR))
            plain = not writes
        if writes:
            if name in self.inputs:
                self._noticed(f"it writes to {name}, which it read")
            elif not plain or self._is_inside():
                self._noticed(f"it opens {name} to write to it")
        elif self.loop is None and not name.startswith((sys.prefix, sys.base_prefix)):
            self._read(name)

    def _read(self, name: str) -> None:
        """The program reads a file or a folder before the loop."""
        if name not in self.inputs:
            self.busy = True
            mark = _mark(name)
            self.busy = False
            if mark is not None:
                self.inputs[name] = mark

    def _noticed(self, what: str) -> None:
        if self.target is None:
            self._bar(what)
        if not self._is_inside():
            self.trouble = self.trouble or what
            if self.fresh or self.target is not None:
                return
        # It would run again after a crash, and find another world.
        self.give_up(what, lasting=False)

    def _is_inside(self) -> bool:
        """Whether a round is under way. The end of a `while` loop shows in the line where its function is."""
        if self.loop is None:
            return False
        if not self.loop.lines:
            return True
        frame: FrameType | None = sys._getframe(2)
        while frame is not None and frame.f_code is not self.code:
            frame = frame.f_back
        return frame is not None and self.loop.lines[0] <= frame.f_lineno <= self.loop.lines[1]

    def give_up(self, why: str, lasting: bool = True) -> None:
        """Write no more checkpoints. `lasting`: those that there are stay good."""
        if self.off:
            return
        self.off = why
        busy, self.busy = self.busy, True
        try:
            if not lasting:
                self._bar(why)
                self._remove()
            left = "" if lasting and not self.fresh else "; after a crash, the program starts anew"
            _say(f"no more checkpoints: {why}{left}")
        finally:
            self.busy = busy

    def _remove(self) -> None:
        """Remove all checkpoints, and the copy of what was printed."""
        self.store.remove()
        self.output.start_over()

    # ---- the start of the program ----

    def start(self) -> None:
        """A program that starts anew."""
        import random

        self.random = random.getstate()
        try:
            self._note_start()
        except OSError as error:
            self.give_up(_reason(error))
        if self.store._names():
            _say(
                "a checkpoint of an earlier run is there, and will be replaced (--resume, or SURGE_RESUME=1, goes on from it)"
            )

    def _note_start(self, trouble: str = "") -> None:
        """Write down how the run began. `trouble`: what it does now, so that it cannot begin again."""
        busy, self.busy = self.busy, True
        try:
            begun = {"random": pickle.dumps(self.random, 4).hex(), "output": self.output.begin(), "trouble": trouble}
            self.store.write_start(begun)
        finally:
            self.busy = busy

    def _bar(self, trouble: str) -> None:
        """The program does what cannot be done twice: it must not begin again."""
        if self.barred:
            return
        self.barred = True
        try:
            self._note_start(trouble)
        except OSError:
            self.store.remove_start()

    def start_again(self, begun: dict[str, Any]) -> None:
        """A program that was stopped before its first checkpoint: its output is taken back, and it starts anew."""
        import random

        if begun["trouble"]:
            raise Trouble(f"there is no checkpoint, and it cannot start anew: {begun['trouble']}")
        note = self.output.begin_again(begun["output"])
        _say(f"there was no checkpoint yet: the program starts anew{note}")
        random.setstate(pickle.loads(bytes.fromhex(begun["random"])))
        self.start()

    def prepare(self) -> None:
        """A program that is resumed: everything is as in the first run when its code begins."""
        import random

        header, self.state, complaints = self.store.newest()
        for complaint in complaints:
            _say(f"{complaint}; the one before it is used")
        self.target = header
        for path, mark in header["inputs"].items():
            now = _mark(path)
            if now is None:
                raise Trouble(f"{path}, which the program read, is gone")
            if now != mark:
                raise Trouble(f"{path}, which the program read, has changed since the checkpoint")
        self.random = pickle.loads(bytes.fromhex(header["random"]))
        random.setstate(self.random)
        self.copies = rescue(header["files"], self.store.folder, header["number"])
        self.output.hold_back()

    # ---- the loop ----

    def enter(self, loop: Loop, code: CodeType) -> None:
        """The loop begins; the code before it has run."""
        self.off = ""
        if self.trouble:
            raise Trouble(f"before the loop, {self.trouble}")
        self.files = Files()
        if self.target is None:
            if self.fresh:
                self._remove()
            self.entry_output = self.output.note()
        self.loop, self.code = loop, code

    def is_in_a_loop(self) -> bool:
        """Whether a loop that writes checkpoints is under way."""
        if self.loop is not None and not self._is_inside():
            self.leave()
        return self.loop is not None

    def leave(self) -> None:
        """The loop is over."""
        self.loop = None

    def resume(self, digest: str) -> dict[str, Any]:
        """Put the world back to where it was at the checkpoint; the state that was saved."""
        header, self.target = self.target, None
        assert header is not None and self.files is not None
        if header["entry"] != digest:
            raise Trouble("the code before the loop computed something else than in the first run")
        printed = self.output.give_back()
        self.entry_output = header["entry_output"]
        note = self.output.resume(printed, self.entry_output, header["output"])
        if note:
            _say(note)
        self.files.resume(header["files"], self.copies)
        self.inputs = header["inputs"]
        self.fresh = False
        return pickle.loads(self.state)  # type: ignore[no-any-return]

    def save(self, header: dict[str, Any], state: Any) -> None:
        """Write a checkpoint."""
        assert self.files is not None
        header["files"] = self.files.note()
        header["output"] = self.output.note()
        header["entry_output"] = self.entry_output
        header["inputs"] = self.inputs
        header["random"] = pickle.dumps(self.random, 4).hex()
        self.store.write(header, state)
        self.fresh = False
        if self.copies:
            self.store.forget_copies()
            self.copies = []

    def refuse(self, why: str) -> NoReturn:
        """End a program that cannot be resumed, before anything is lost."""
        self.ended = True
        self.output.give_back()
        _say(f"cannot resume: {why}")
        sys.stderr.flush()
        os._exit(2)

    def end(self, succeeded: bool) -> None:
        """The program ends."""
        self.ended = True
        if self.target is not None:
            self.refuse("the program ended before it reached the loop of the checkpoint")
        if succeeded:
            try:
                if sys.__stdout__ is not None:
                    sys.__stdout__.flush()  # once there is nothing to resume, all of the output is there
            except (OSError, ValueError):
                return  # said when the interpreter ends
            self.store.remove_folder()


def _mark(path: str) -> list[int] | None:
    """What tells that a file, or the list of the files in a folder, is as it was; None for what is gone, or is a device."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            names = sorted(name for name in os.listdir(path) if name != "__pycache__")
            return [len(names), zlib.crc32("\0".join(names).encode("utf-8", "surrogateescape"))]
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns] if stat.S_ISREG(status.st_mode) else None


def _is_of_runtime() -> bool:
    """Whether it is the runtime that does something, not the program: it starts workers and talks to them."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        around = frame.f_globals
        if around.get("__package__") == __package__:
            return bool(around["__name__"] != f"{__package__}._feed")  # which advances the program's own iterators
        if is_of_program(around.get("__name__")):
            return False
        frame = frame.f_back
    return False


def _exists_ok(frame: FrameType | None) -> bool:
    """Whether a folder is created by somebody who does not mind that it is there."""
    while frame is not None and frame.f_code.co_name in ("makedirs", "mkdir"):
        if frame.f_locals.get("exist_ok"):
            return True
        frame = frame.f_back
    return False


def _say(message: str) -> None:
    if sys.__stderr__ is not None:
        sys.__stderr__.write(f"surge: {message}\n")
        sys.__stderr__.flush()


def _reason(error: Exception) -> str:
    """What an exception means, for people; one that nobody foresaw is a bug of ours, and the program goes on without checkpoints."""
    if isinstance(error, Unsaveable):
        return f"the state of the loop holds {error}"
    if isinstance(error, Trouble):
        return str(error)
    if isinstance(error, OSError):
        return f"they cannot be written ({error})"
    return f"{type(error).__name__}: {error}"


def _gist(items: Any) -> Any:
    """What tells that the items are the same in the next run, as far as that can be said cheaply."""
    if type(items) is range:
        return [items.start, items.stop, items.step]
    if type(items) in (list, tuple, str, bytes):
        if len(items) <= MOST_ITEMS and all(map(is_atom, set(map(type, items)))):
            return items
        return len(items)
    return len(items) if hasattr(type(items), "__len__") else None


_session: _Session | None = None


def begin(tasks: ModuleType) -> None:
    """Called before the first line of the program: find out whether it is to be resumed, and take the option away."""
    global _session
    facts = tasks.CHECKPOINTS
    option = facts["option"]
    resumed = os.environ.get("SURGE_RESUME") == "1"
    if option is not None and sys.argv[1:2] == [option]:
        resumed = True
        del sys.argv[1]
    try:
        folder = os.getcwd()
    except OSError:
        folder = ""
    identity = {
        "program": program_digest(_state.package, tasks.SIBLINGS),
        "interpreter": interpreter(),
        "arguments": sys.argv[1:],
        "folder": folder,
    }
    root = os.environ.get("SURGE_CHECKPOINTS") or os.path.join(_state.package, "checkpoints")
    store = Store(os.path.abspath(root), identity)
    try:
        store.open()
    except (OSError, Trouble) as error:
        _say(f"no checkpoints are written: {getattr(error, 'strerror', None) or error}")
        if resumed:
            raise SystemExit(2) from None
        return
    if facts["hashes"]:
        _fix_hashes(store, resumed)
    _session = _Session(facts, store)
    _state.checkpoints = True
    _session.busy = True
    if resumed:
        try:
            begun = store.start_of_run()
            if begun is not None:
                _session.start_again(begun)
            else:
                _session.prepare()
        except Exception as error:
            _session.refuse(_reason(error))
    else:
        _session.start()
    _session.busy = False


def _fix_hashes(store: Store, resumed: bool) -> None:
    """Sets are gone over in the order of hashes: a resumed program needs those of the first run, so both run under one seed."""
    seed = os.environ.get("PYTHONHASHSEED", "")
    if resumed:
        try:
            begun = store.start_of_run() or store.newest()[0]
            wanted = begun["seed"]
        except Trouble:
            return  # said when it is asked for again
    else:
        wanted = seed if seed.isdigit() else str(int.from_bytes(os.urandom(4), "little"))
    store.identity["seed"] = wanted
    if seed == wanted:
        return
    os.environ["PYTHONHASHSEED"] = wanted
    if resumed:
        os.environ["SURGE_RESUME"] = "1"
    command = list(getattr(sys, "orig_argv", ()))
    if not command:
        import subprocess

        command = [sys.executable, *subprocess._args_from_interpreter_flags(), _state.package, *sys.argv[1:]]  # type: ignore[attr-defined]
    if resumed and "--resume" in command:
        command.remove("--resume")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *command[1:]])


def end(succeeded: bool) -> None:
    """Called when the program is over."""
    if _session is not None:
        _session.end(succeeded)


def resumable(loop: Loop, items: Any = _MISSING) -> Resumable:
    """A loop of the program is about to begin: over `items`, or, without them, a `while` loop."""
    return Resumable(loop, items, sys._getframe(1))


class Resumable:
    """One loop at run time: an iterable for the `for` statement, or what a `while` loop calls in each round."""

    def __init__(self, loop: Loop, items: Any, frame: FrameType) -> None:
        self.compiled = loop
        self.resumed = False
        self.values: dict[str, Any] = {}
        self.given: Any = items  # until it is gone over
        self.iterator: Iterator[Any] = iter(()) if items is _MISSING else iter(items)
        self.position = 0
        self.round: Callable[[], object] = repeat(None).__next__  # a round of a `while` loop begins
        session = _session
        self.session = session
        self.plain = True
        if session is None or session.is_in_a_loop() or _state.busy:
            return
        if session.target is not None and session.target["origin"] != loop.origin:
            return  # part of the code before the loop of the checkpoint
        session.busy = True
        began = perf_counter()
        try:
            self._enter(session, items, frame)
            self.plain = False
            if items is _MISSING:
                self.round = chain.from_iterable(self._ticks()).__next__
        except Exception as error:
            if session.target is not None or self.resumed:
                session.refuse(_reason(error))
            session.leave()
            session.give_up(_reason(error))
        finally:
            session.busy = False
        self.cost = perf_counter() - began
        self.last = perf_counter()
        self.saved_at = self.position
        self._plan(session.facts, items)

    def _enter(self, session: _Session, items: Any, frame: FrameType) -> None:
        self.entry = Entry(*self.compiled.roots(frame, items), list(advanced_by(items)))
        self.items = _gist(items)
        self.digest = self._digest(frame)
        session.enter(self.compiled, frame.f_code)
        if session.target is None:
            return
        self.resumed = True
        state = session.resume(self.digest)
        decoder = Decoder(self.entry, state["records"])
        decoder.restore()
        names, globals_ = state["binds"], state["globals"]
        self.values = dict(zip(names[0], decoder.items(*names[1])))
        frame.f_globals.update(zip(globals_[0], decoder.items(*globals_[1])))
        _set_generators(state["generators"])
        self.position = state["position"]
        if items is not _MISSING:
            self._skip()

    def _skip(self) -> None:
        """Go to the place in the items; sequences know it by number."""
        kind = type(self.iterator).__name__
        if kind in ("range_iterator", "list_iterator", "tuple_iterator"):
            self.iterator.__setstate__(self.position)  # type: ignore[attr-defined]
        else:
            next(islice(self.iterator, self.position, self.position), None)

    def __getitem__(self, name: str) -> Any:
        """The value of a variable at the checkpoint."""
        return self.values[name]

    def __contains__(self, name: str) -> bool:
        """Whether the variable had a value there."""
        return name in self.values

    def restore(self) -> None:
        """For loops that bind no variable: all is restored already."""

    # ---- rounds ----

    def __iter__(self) -> Iterator[Any]:
        """The items that are left."""
        self.given = None
        # A generator that hands out items one by one would cost more than many a round.
        return self.iterator if self.plain else chain.from_iterable(self._batches())

    def _batches(self) -> Iterator[Iterable[Any]]:
        """The items that are left, as many at a time as there are rounds between two looks."""
        iterator, session = self.iterator, self.session
        assert session is not None
        try:
            for item in iterator:  # the next one, before the look: only now is it known that all before it were taken
                self.look(sys._getframe(1))
                count = self.next_look()
                yield (item,)
                yield islice(iterator, count - 1)
                self.position += count
        finally:
            session.leave()

    def loop(self, task: Callable[..., Any], needs: tuple[Any, ...], **guards: Any) -> Any:
        """The items that are left, in a loop whose task may run in workers; `guards` as for `surge_rt.loop`."""
        return load("_checkpoint_parallel").loop(self, task, needs, guards)

    def fold(self, task: Callable[..., Any], needs: tuple[Any, ...], *containers: Any, **amounts: Any) -> Iterator[Any]:
        """The items that are left, in a loop that is added up in parts; `containers` and `amounts` as for `surge_rt.fold`."""
        return load("_checkpoint_parallel").fold(self, task, needs, containers, amounts)  # type: ignore[no-any-return]

    def leave(self) -> None:
        """The loop is over, or has been left."""
        if self.session is not None and self.session.loop is self.compiled:
            self.session.leave()

    def _ticks(self) -> Iterator[Iterable[None]]:
        """What `round` draws from, once in each round of a `while` loop."""
        while True:
            self.look(sys._getframe(1))
            count = self.next_look()
            yield repeat(None, count)
            self.position += count

    # ---- when ----

    def _plan(self, facts: dict[str, Any], items: Any) -> None:
        self.every: int = facts.get("every", 0)
        self.seconds: float = facts.get("seconds", 0.0)
        self.count = self.every or 1  # rounds until the next look
        self.looked, self.looked_at = self.last, self.position
        length = 0 if items is _MISSING else len(items) if hasattr(items, "__len__") else length_hint(items, 0)
        self.root = isqrt(length)

    def next_look(self) -> int:
        """After how many rounds to look again."""
        return max(1, self.saved_at + self.every - self.position) if self.every else self.count

    def look(self, frame: FrameType) -> None:
        """Between two rounds: is it time for a checkpoint?"""
        now = perf_counter()
        if self.every:
            if self.position >= self.saved_at + self.every:
                self._save(frame)
            return
        spent, self.looked = now - self.looked, now
        done, self.looked_at = self.position - self.looked_at, self.position
        if spent < LOOK and done >= self.count:
            self.count *= 2
        elif spent > 4 * LOOK and self.count > 1:
            self.count = max(1, self.count // 2)
        if self._is_due(now - self.last):
            self._save(frame)

    def _is_due(self, pause: float) -> bool:
        done = self.position - self.saved_at
        if self.seconds:
            return done > 0 and pause >= self.seconds
        # Of unknown length: after 1, 4, 9, ... rounds.
        root = self.root or 2 * isqrt(max(self.saved_at, 0)) + 1
        return done >= root and pause >= max(LEAST_PAUSE, SHARE * self.cost)

    def _save(self, frame: FrameType) -> None:
        session = self.session
        assert session is not None
        if session.off:
            self.plain = True
            self.every = 0
            return
        began = perf_counter()
        session.busy = True
        try:
            state = self._state(frame)
            header = {"origin": self.compiled.origin, "entry": self.digest}
            session.save(header, state)
        except Exception as error:
            session.give_up(_reason(error))
        finally:
            session.busy = False
        self.last = self.looked = perf_counter()
        self.cost = self.last - began
        self.saved_at = self.position

    # ---- what ----

    def _state(self, frame: FrameType, but: tuple[str, ...] = ()) -> dict[str, Any]:
        encoder = Encoder(self.entry)
        here, around = frame.f_locals, frame.f_globals
        binds = [name for name in self.compiled.binds if name in here and name not in but]
        globals_ = [name for name in self.compiled.globals if name in around]
        state = {
            "position": self.position,
            "binds": (binds, encoder.items([here[name] for name in binds])),
            "globals": (globals_, encoder.items([around[name] for name in globals_])),
            "records": encoder.all(),
            "generators": _generators(),
        }
        if here is not around and sys.version_info < (3, 13):
            here.clear()  # a copy of the variables, which would keep what they held alive
        return state

    def _digest(self, frame: FrameType) -> str:
        """What the code before the loop has to compute again."""
        state = self._state(frame, self.compiled.clocks)
        del state["generators"]
        state["items"] = self.items
        data = io.BytesIO()
        pickler = pickle.Pickler(data, 4)
        pickler.fast = True  # whether two equal texts are one object differs from run to run
        pickler.dump((state, self.entry.summary()))
        return hashlib.sha256(data.getbuffer()).hexdigest()


def _generators() -> dict[str, Any]:
    """The random numbers that all code shares."""
    import random

    found: dict[str, Any] = {"random": random.getstate()}
    numpy = sys.modules.get("numpy.random")
    if numpy is not None:
        found["numpy"] = numpy.get_state(legacy=False)
    return found


def _set_generators(states: dict[str, Any]) -> None:
    import random

    random.setstate(states["random"])
    if "numpy" in states:
        __import__("numpy.random")
        sys.modules["numpy.random"].set_state(states["numpy"])
