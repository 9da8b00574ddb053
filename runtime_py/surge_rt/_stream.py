"""Lists whose elements are made when they are asked for, and what becomes of exceptions then.

`rows = [f(x) for x in xs]` became `rows = stream(f(x) for x in xs)`. The compiler has proved that nobody can tell when an
element is made, but for exceptions: the original makes all elements first, so an exception in any of them comes before what
goes through them begins. No handler is around (that is proved, too), so that any exception ends the program, and nothing
has been seen of it so far. `settle` then makes the elements that are still missing, and finds the exception that the original
would have ended with, and where.

A `with open(…)` that the exception leaves closes its file before that, and elements are read from it. So files of the frames
around a stream ask, before such a `with` closes them, for the elements that are missing; what one of them raises is kept. A
handler of the program that closes a file is no end of anything: there nothing is made ahead.
"""

from __future__ import annotations

import sys
from _io import BufferedRandom, BufferedReader, FileIO, TextIOWrapper
from _weakref import ref
from types import CodeType, FrameType, FunctionType, GeneratorType, TracebackType

from . import _state, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

COMPREHENSION, CALL, LOOP, RETURNED = range(4)  # what made the list
ENDS = (Exception, SystemExit)  # what a program ends with by itself, not when it is interrupted
FILES = frozenset((TextIOWrapper, BufferedReader, BufferedRandom, FileIO))  # that `open` makes, and elements come from
COPIES = sys.version_info < (3, 13)  # the variables of a function that its frame shows are a copy
STOPPED = ("generator raised StopIteration",)  # what generators make of it
OPTIMIZED = 1  # of the flags of code: a function's
INLINED = sys.version_info >= (3, 12)  # a list comprehension has no frame of its own


class Stream:
    """A stream that may not have ended: its elements, the code that makes one, and that of the body that it stands in.

    generator: ends when the elements do.
    form: what made the list, and so where the original has a frame for it.
    problem: what an element raised that was made ahead, for a loop which has not come to it yet.
    callers: the program's frames around it, from its body outwards: their code, line and instruction. The body, and others,
        may have returned the stream by the time that an element raises.
    """

    __slots__ = ("callers", "code", "elements", "form", "generator", "home", "problem")

    def __init__(
        self,
        elements: Iterator[Any],
        generator: GeneratorType[Any, None, None],
        code: CodeType,
        home: CodeType,
        form: int,
    ) -> None:
        self.form = form
        self.elements = elements
        self.generator = generator
        self.code = code
        self.home = home
        self.problem: BaseException | None = None
        self.callers: list[tuple[CodeType, int, int]] = []


def stream(generator: GeneratorType[Any, None, None]) -> GeneratorType[Any, None, None]:
    """The elements that `generator` makes, noted in case that an exception comes before the last one.

    It is a generator expression that was a list comprehension, or runs the loop that filled a list.
    """
    code = generator.gi_code
    form = COMPREHENSION if code.co_name == "<genexpr>" else LOOP
    _note(Stream(generator, generator, code, sys._getframe(1).f_code, form))
    return generator


def stream_of(generator: GeneratorType[Any, None, None]) -> GeneratorType[Any, None, None]:
    """The same for a generator expression that hands on what a call made a list of."""
    _note(Stream(generator, generator, generator.gi_code, sys._getframe(1).f_code, CALL))
    return generator


def stream_from(generator: GeneratorType[Any, None, None]) -> GeneratorType[Any, None, None]:
    """The same for a generator function that hands on a generator expression, which was a list comprehension that a `with` returned."""
    _note(Stream(generator, generator, generator.gi_code, sys._getframe(1).f_code, RETURNED))
    return generator


def stream_values(
    task: Callable[..., Any], iterable: Iterable[Any], needs: tuple[Any, ...], rest: Callable[..., Iterator[Any]]
) -> Iterator[Any]:
    """The same where workers may compute the elements, within their window: see `values`."""
    elements, generator = load("_values").lazily(task, iterable, needs, rest)
    code = next(constant for constant in rest.__code__.co_consts if isinstance(constant, CodeType))
    _note(Stream(elements, generator, code, sys._getframe(1).f_code, COMPREHENSION))
    return elements  # type: ignore[no-any-return]


def keep(elements: Iterator[Any], problem: BaseException) -> None:
    """Note what the element of a stream raised, ahead of the loop that goes through it; the stream has ended with it.

    The loop may go through the stream by way of others, or of `enumerate` and the like: then the traceback says which it was.
    """
    streams = _state.streams
    number = next((number for number, known in enumerate(streams) if known.elements is elements), len(streams))
    for raised in (problem, problem.__cause__):
        if number == len(streams) and raised is not None:
            number = _stage(raised, streams)
    if number < len(streams):
        streams[number].problem = problem


def _note(made: Stream) -> None:
    streams = _state.streams
    if len(streams) >= _state.streams_bound:
        streams[:] = [known for known in streams if known.generator.gi_frame is not None or known.problem is not None]
        _state.streams_bound = 2 * len(streams) + 32
    streams.append(made)
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_globals.get("__package__") != __package__:
            made.callers.append((frame.f_code, frame.f_lineno, frame.f_lasti))
            for file in _files_in(frame):
                if not file.closed and "close" not in file.__dict__:
                    file.close = _Closing(file)
        frame = frame.f_back


def _files_in(frame: FrameType) -> list[Any]:
    """The files that variables of a frame hold."""
    variables = frame.f_locals
    files = [value for value in list(variables.values()) if type(value) in FILES]
    if COPIES and frame.f_code.co_flags & OPTIMIZED:
        variables.clear()  # the frame keeps the copy, and what the function lets go of would live on in it
    return files


class _Closing:
    """`file.close` while there may be streams of its lines; `with` calls it as anybody would."""

    __slots__ = ("file",)

    def __init__(self, file: Any) -> None:
        self.file = ref(file)  # or the file would keep itself open

    def __call__(self) -> None:
        file = self.file()
        problem = sys.exc_info()[1]
        if _state.streams and isinstance(problem, ENDS) and not isinstance(problem, MemoryError):
            if _leaves_with(sys._getframe(1)):
                _make_missing(problem)
        if file is not None:
            file.__dict__.pop("close", None)
            file.close()


def _leaves_with(frame: FrameType) -> bool:
    """Whether an exception is just leaving a `with` of this frame: it ends the program, as no other that is handled does.

    A handler that closes a file itself goes on afterwards, with the elements that are missing.
    """
    import opcode

    return frame.f_code.co_code[frame.f_lasti] == opcode.opmap["WITH_EXCEPT_START"]


def _make_missing(problem: BaseException) -> None:
    """Make the elements that are missing while `problem` is on its way to end the program, and keep what one raises."""
    streams = list(_state.streams)
    for known in reversed(streams[: _stage(problem, streams)]):
        if known.problem is None:
            other = _exhaust(known, streams)
            if other is not None:
                known.problem = _without_context(other, problem)


def _without_context(raised: BaseException, problem: BaseException) -> BaseException:
    """What an element raised, as if nothing had been handled meanwhile."""
    link = raised
    while link.__context__ is not None:
        if link.__context__ is problem:
            link.__context__ = None
            break
        link = link.__context__
    return raised


def settle(problem: BaseException) -> BaseException:
    """The exception that the original ends with, where the streams end with `problem`; its traceback is the original's.

    Not to be called while an exception is being handled: it would become the context of others.
    """
    streams, _state.streams = list(_state.streams), []
    around = problem.__traceback__
    problem = _stopped(problem, streams)
    if not isinstance(problem, ENDS) or isinstance(problem, MemoryError):
        return problem
    first = _stage(problem, streams)
    for number in range(min(first, len(streams)) - 1, -1, -1):
        other = _exhaust(streams[number], streams)
        if other is not None:
            stage = _stage(other, streams)
            if stage <= first:
                problem, first = other, stage
    if first < len(streams):
        problem = problem.with_traceback(_as_list(around, problem.__traceback__, streams, first))
    return problem


def _exhaust(known: Stream, streams: list[Stream]) -> BaseException | None:
    """Make all elements that are missing; the exception that one of them, or of a stream they come from, raises or has raised."""
    if known.problem is not None:
        return _stopped(known.problem, streams)
    try:
        for _ in known.elements:
            pass
    except ENDS as problem:
        return _stopped(problem, streams)
    return None


def _stopped(problem: BaseException, streams: list[Stream]) -> BaseException:
    """The StopIteration that became a RuntimeError because it came out of a generator, where a list had let it pass."""
    cause = problem.__cause__
    if type(problem) is RuntimeError and type(cause) is StopIteration and cause.__traceback__ is not None:
        code = cause.__traceback__.tb_frame.f_code
        if problem.args == STOPPED and any(known.code is code for known in streams):
            return cause
        made = [known.code for known in streams if known.form == RETURNED and code in known.code.co_consts]
        entry = problem.__traceback__
        while problem.args == STOPPED and made and entry is not None:
            if entry.tb_frame.f_code in made:
                trace = TracebackType(cause.__traceback__, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
                return cause.with_traceback(trace)
            entry = entry.tb_next
    return problem


def _stage(problem: BaseException, streams: list[Stream]) -> int:
    """The first stream that was making an element when `problem` was raised; their number where none was."""
    numbers = {known.code: number for number, known in enumerate(streams)}  # of those with one code, the latest
    first, entry = len(streams), problem.__traceback__
    while entry is not None:
        first = min(first, numbers.get(entry.tb_frame.f_code, first))
        entry = entry.tb_next
    return first


def _as_list(
    around: TracebackType | None, trace: TracebackType | None, streams: list[Stream], number: int
) -> TracebackType | None:
    """A traceback as if stream `number` had been a list.

    around: that of the exception which ended the program, with the frames of the program down to the stream's body.
    trace: that of the exception which an element raised.
    """
    known, entries = streams[number], []
    while around is not None:
        entries.append(around)
        around = around.tb_next
    while trace is not None and trace.tb_frame.f_code is not known.code:
        trace = trace.tb_next
    codes = [entry.tb_frame.f_code for entry in entries]
    depth = next((depth for depth, (code, _, _) in enumerate(known.callers) if code in codes), None)
    if depth is None or trace is None:
        return trace
    line, inside, namespace = trace.tb_lineno, trace.tb_next, trace.tb_frame.f_globals
    at = codes.index(known.callers[depth][0])
    outside = [(entry.tb_frame, entry.tb_lasti, entry.tb_lineno) for entry in entries[:at]]
    home = entries[at].tb_frame
    if depth > 0:
        # The body has returned, and so may have some that called it.
        _, place, instruction = known.callers[depth]
        outside.append((home, instruction, place))
        for caller, place, instruction in known.callers[depth - 1 : 0 : -1]:
            outside.append((_frame_of(caller, known.code, namespace), instruction, place))
        home = _frame_of(known.home, known.code, namespace)
    if known.form == RETURNED and inside is not None and _is_comprehension(inside.tb_frame.f_code, known.code):
        if INLINED:
            # The instruction, too, says on which line it is.
            frame = frame_like(inside.tb_frame.f_code, known.home.co_name, namespace)
            return _around(outside, TracebackType(inside.tb_next, frame, inside.tb_lasti, inside.tb_lineno))
        frame = frame_like(inside.tb_frame.f_code, "<listcomp>", namespace)
        inside = TracebackType(inside.tb_next, frame, inside.tb_lasti, inside.tb_lineno)
    if known.form in (LOOP, RETURNED):
        # The statements are those of the body around the loop, on their own lines.
        frame = frame_like(known.code, known.home.co_name, namespace)
        result = TracebackType(inside, frame, trace.tb_lasti, line)
        return _around(outside, result)
    if known.form == CALL:
        line = known.code.co_firstlineno
    elif not INLINED:
        frame = frame_like(known.code, "<listcomp>", namespace)
        inside = TracebackType(inside, frame, trace.tb_lasti, line)
        line = known.code.co_firstlineno
    return _around(outside, TracebackType(inside, home, _place(known.home, line), line))


def _is_comprehension(code: CodeType, of: CodeType) -> bool:
    """Whether this is the generator expression that a generator function hands on."""
    return code.co_name == "<genexpr>" and any(code is constant for constant in of.co_consts)


def _around(outside: list[tuple[FrameType, int, int]], result: TracebackType) -> TracebackType:
    """A traceback with that of the callers around it."""
    for frame, instruction, line in reversed(outside):
        result = TracebackType(result, frame, instruction, line)
    return result


def _place(code: CodeType, line: int) -> int:
    """An instruction of this line, by which newer interpreters know what to underline."""
    if sys.version_info >= (3, 10):
        for start, _, number in code.co_lines():
            if number == line:
                return start
    return -1


def _frame_of(code: CodeType, like: CodeType, namespace: dict[str, Any]) -> Any:
    """A frame that shows as one of a body that has returned: its places, in the code of a generator."""
    if sys.version_info >= (3, 11):
        like = like.replace(co_firstlineno=code.co_firstlineno, co_linetable=code.co_linetable)
    return frame_like(like, code.co_name, namespace)


def frame_like(code: CodeType, name: str, namespace: dict[str, Any]) -> Any:
    """A frame of this name with the lines of the code of a generator expression, or of a generator function."""
    cells = tuple((lambda x: lambda: x)(None).__closure__[0] for _ in code.co_freevars)  # type: ignore[index]
    function = FunctionType(code.replace(co_name=name), namespace, name, None, cells)
    generator = function(*[iter(())] * code.co_argcount)
    return generator.gi_frame
