"""Tasks that print: their text is noted call by call, travels with the log, and is written when the turn of the item has come.

    def solve(board):
        ...
        print("solved", board.name)      # in a worker: noted; in the driver, before this round's own statements: written

A task that fails has said nothing, since its item runs as it was written. Only text for the standard output that the program
began with is noted, and where the task says so, text for its standard error, and records of `logging`; where these are something else, or do not take all text,
the loop runs in place. Of a record, the task makes the text. The record itself is made in the driver, when the turn of its item has come: its time is that of
its writing, as it would have been.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

from ._work import LEAVES, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, NoReturn

    from ._site import Site

    Part = str | tuple[Any, ...] | None  # (text,) is for standard error, a longer tuple is a record

PRINTED = "printed"
ATOMS = (str, int, float, bool, bytes, complex, type(None))
# What a format may ask of a record that its text alone does not tell.
OF_ARGUMENTS = ("(msg)", "{msg", "$msg", "args", "exc_", "stack_info")


class Said:
    """The log of a task that has printed: `parts` are texts, and None where the stream was flushed."""

    __slots__ = ("log", "parts")

    def __init__(self, parts: list[Part], log: Any) -> None:
        self.parts = parts
        self.log = log

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return Said, (self.parts, self.log)


class Notes:
    """Stands for a standard stream while a task runs; anything but what `print` does to it is refused."""

    __slots__ = ("is_error", "parts", "refused")

    def __init__(self, parts: list[Part], is_error: bool = False) -> None:
        self.parts = parts
        self.is_error = is_error
        self.refused = False

    def write(self, text: str) -> int:
        """Note a text that every stream of UTF-8 takes."""
        if type(text) is not str or not (text.isascii() or _is_plain(text)):
            self.refuse()
        self.parts.append((text,) if self.is_error else text)
        return len(text)

    def flush(self) -> None:
        """Note that this is asked for."""
        self.parts.append((None,) if self.is_error else None)

    def __getattr__(self, name: str) -> Any:
        self.refuse()

    def refuse(self, *_: Any, **__: Any) -> NoReturn:
        """Leave the item to the driver."""
        self.refused = True  # whatever catches this exception
        raise Refused(PRINTED)


def _is_plain(text: str) -> bool:
    """Whether a text holds no halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def can_be_noted(site: Site) -> bool:
    """Whether what tasks say now goes to the standard streams of the process, and nothing of it may fail for its text."""
    return (
        _is_standard(sys.stdout, sys.__stdout__)
        and (not site.tells or _is_standard(sys.stderr, sys.__stderr__))
        and (not site.logs or _handlers_are_plain())
    )


def _is_standard(stream: Any, first: Any) -> bool:
    return (
        type(stream) is TextIOWrapper
        and stream is first
        and not stream.closed
        and stream.encoding.lower().replace("_", "-") in ("utf-8", "utf8")
    )


def _handlers_are_plain() -> bool:
    """Whether records go to the standard streams and nowhere else, and show nothing that only the task knows."""
    logging: Any = sys.modules.get("logging")
    if logging is None:
        return False
    root = logging.root
    loggers = [one for one in root.manager.loggerDict.values() if not isinstance(one, logging.PlaceHolder)]
    return (
        all(_is_plain_handler(logging, handler) for handler in root.handlers or [logging.lastResort])
        and not root.filters
        and all(type(one) is logging.Logger and not one.filters for one in loggers)
        and all(type(handler) is logging.NullHandler for one in loggers for handler in one.handlers)
        and logging.getLogRecordFactory() is logging.LogRecord
    )


def _is_plain_handler(logging: Any, handler: Any) -> bool:
    if type(handler) not in (logging.StreamHandler, logging._StderrHandler) or handler.filters:
        return False
    form = handler.formatter
    shown = "" if form is None else form._fmt
    return (
        handler.stream in (sys.__stdout__, sys.__stderr__)
        and handler.stream is not None
        and (form is None or type(form) is logging.Formatter)
        and not any(word in shown for word in OF_ARGUMENTS)
    )


def noting(task: Callable[..., Any]) -> Callable[..., Any]:
    """The task, with what it says as part of its log."""
    site: Site = task.surge  # type: ignore[attr-defined]

    def run(*arguments: Any) -> Any:
        if site.kind != "loop":  # the elements of some items: here, of one
            arguments = ((arguments[0],), *arguments[1:])
        parts: list[Part] = []
        notes, errors = Notes(parts), Notes(parts, True)
        before = sys.stdout, sys.stderr
        try:
            sys.stdout = notes
            if site.tells:
                sys.stderr = errors
            try:
                log = _recording(task, notes, arguments) if site.logs else task(*arguments)
            finally:
                sys.stdout, sys.stderr = before
        except KeyboardInterrupt:
            if type(before[0]) is TextIOWrapper:  # in the driver: so far the program has come
                _write(parts)
            raise
        if notes.refused or errors.refused:
            raise Refused(PRINTED)
        return Said(parts, log) if parts and log is not LEAVES else log

    run.__dict__.update(task.__dict__)  # what the compiler knows about it
    return run


def _recording(task: Callable[..., Any], notes: Notes, arguments: tuple[Any, ...]) -> Any:
    """Run a task of which records are noted instead of handled."""
    logging: Any = sys.modules["logging"]
    usual = set(logging.LogRecord("", 0, "", 0, "", None, None).__dict__) | {"message", "asctime"}

    def handle(logger: Any, record: Any) -> None:
        in_task = record.funcName == task.__name__  # which is no name that the program knows
        if record.exc_info or record.stack_info or in_task or not usual.issuperset(record.__dict__):
            notes.refuse()
        shown = _how_often_shown(logging, logger, record)
        if not shown:
            return
        if shown > 1 and not all(type(value) in ATOMS for value in _values_of(record)):
            notes.refuse()  # each handler would ask for the text, and may not get the same
        try:
            text = record.getMessage()
        except Exception:
            notes.refuse()
        notes.parts.append((record.name, record.levelno, record.pathname, record.lineno, text, record.funcName))

    before = logging.Logger.handle, logging.basicConfig
    logging.Logger.handle, logging.basicConfig = handle, notes.refuse
    try:
        return task(*arguments)
    finally:
        logging.Logger.handle, logging.basicConfig = before


def _how_often_shown(logging: Any, logger: Any, record: Any) -> int:
    """How many handlers would ask for the text of a record, which may run code of the program; the filters are known to be none."""
    if logger.disabled:
        return 0
    found = shown = 0
    holder = logger
    while holder is not None:
        found += len(holder.handlers)
        shown += sum(
            1 for one in holder.handlers if type(one) is not logging.NullHandler and record.levelno >= one.level
        )
        holder = holder.parent if holder.propagate else None
    return shown if found else int(record.levelno >= logging.lastResort.level)


def _values_of(record: Any) -> list[Any]:
    arguments = record.args
    values = list(arguments.values()) if isinstance(arguments, dict) else list(arguments or ())
    return [record.msg, *values]


def told(pairs: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """(item, log) as tasks without a voice have them; what each has said is written when it is asked for."""
    for item, log in pairs:
        if type(log) is Said:
            _write(log.parts)
            yield item, log.log
        else:
            yield item, log


def _write(parts: Iterable[Part]) -> None:
    for part in parts:
        if isinstance(part, tuple) and len(part) > 1:
            _log(*part)
        elif isinstance(part, tuple):
            _write_text(sys.stderr, part[0])
        else:
            _write_text(sys.stdout, part)


def _write_text(stream: Any, text: str | None) -> None:
    if stream is None:
        return
    if text is None:
        stream.flush()
    else:
        stream.write(text)


def _log(name: str, level: int, path: str, line: int, text: str, function: str) -> None:
    logging: Any = sys.modules["logging"]
    logger = logging.root if name == logging.root.name else logging.getLogger(name)
    logger.handle(logging.LogRecord(name, level, path, line, text, None, None, function))
