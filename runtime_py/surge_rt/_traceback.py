"""Show an uncaught exception as the original script would: the user's frames only."""

from __future__ import annotations

import os
import sys
from types import CodeType, TracebackType

from . import _state
from ._stream import frame_like

NO_FRAME = "<elements>"  # see _lines
RUNTIME = os.path.dirname(os.path.abspath(__file__))


def show_only_user_frames(code: CodeType) -> None:
    """Wrap whichever `sys.excepthook` the program left, so that it gets a trimmed traceback.

    The interpreter prints the exception itself afterwards, with its own exit code and its own order of events.
    """
    hook = sys.excepthook

    def trimmed(kind, value, trace):  # type: ignore[no-untyped-def]
        with _state.builtins:
            trace = _from_user_code(trace, code)
            _trim_chain(value, trace)
        sys.last_traceback = trace
        sys.excepthook = hook
        try:
            hook(kind, value, trace)
        except SystemExit:
            raise
        except BaseException as problem:
            with _state.builtins:
                _tell_of_bad_hook(problem, value)

    sys.excepthook = trimmed


def _tell_of_bad_hook(problem: BaseException, value: BaseException) -> None:
    """What the interpreter prints when the program's own hook raises."""
    problem.__context__ = None
    problem = problem.with_traceback(without_runtime(problem.__traceback__))
    sys.stderr.write("Error in sys.excepthook:\n")
    sys.__excepthook__(type(problem), problem, problem.__traceback__)
    sys.stderr.write("\nOriginal exception was:\n")
    sys.__excepthook__(type(value), value, value.__traceback__)


def _from_user_code(trace: TracebackType | None, code: CodeType) -> TracebackType | None:
    """The traceback from the frame of the program's own module onwards."""
    entry = trace
    while entry is not None and not _is_module(entry.tb_frame.f_code, code):
        entry = entry.tb_next
    return without_runtime(entry if entry is not None else trace)


def _is_module(code: CodeType, program: CodeType) -> bool:
    """Whether this is the program's own module, or stands for it where a loop became a function (see `_stream`)."""
    return code is program or (code.co_name == "<module>" and code.co_filename == program.co_filename)


def without_runtime(trace: TracebackType | None) -> TracebackType | None:
    """The same traceback without frames of this package."""
    kept = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_name != NO_FRAME and os.path.dirname(os.path.abspath(code.co_filename)) != RUNTIME:
            kept.append(trace)
        elif code.co_name == NO_FRAME and kept and kept[-1].tb_lineno != trace.tb_lineno:
            # The original's elements are made in the frame around them, on a line of their own.
            frame = frame_like(code, kept[-1].tb_frame.f_code.co_name, trace.tb_frame.f_globals)
            kept[-1] = TracebackType(None, frame, trace.tb_lasti, trace.tb_lineno)
        trace = trace.tb_next
    for entry, following in zip(kept, [*kept[1:], None]):
        entry.tb_next = following
    return kept[0] if kept else None


def _trim_chain(value: BaseException | None, trace: TracebackType | None) -> None:
    """Trim the exception and those it was raised from."""
    seen: set[int] = set()
    if value is not None:
        value.__traceback__ = trace
    pending = [value]
    while pending:
        error = pending.pop()
        if error is None or id(error) in seen:
            continue
        seen.add(id(error))
        error.__traceback__ = without_runtime(error.__traceback__)
        pending += (error.__cause__, error.__context__)
