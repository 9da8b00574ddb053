"""Threads of this process, for work that releases the interpreter's lock, and for interpreters that have none.

Nothing is copied: tasks read the program's own objects, and a log is what the task made, as in the original. So only
tasks may run here that write to nothing but what they have created; a task that works on a copy which only another
process would have (`isolated`, see `_engines.obstacle`) stays in place. What is started before earlier statements are done
reads nothing that these write, says the compiler, and may run here as well (`_segment.ThreadSegment`).

What each thread takes over from the driver: context variables, a copy of the decimal context, NumPy's handling of
floating-point errors, and the depth of calls, so that a recursion ends where it does in the original. A warning inside
of a task that would be shown ends that item, which then runs in the driver, where the warning is shown once and in its turn.

The guard holds for each thread while it computes: files, sockets, processes. It cannot see a task print or draw.
"""

from __future__ import annotations

import sys
from _queue import Empty, SimpleQueue
from _thread import get_ident, stack_size
from time import perf_counter, thread_time

from . import _child, _guard, _swap, _work
from ._work import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ._child import Job
    from ._site import Site
    from ._work import Result

WAIT_SECONDS = 1.0
FOR_EVER = 1e9
AHEAD = 4  # chunks for each thread that are computed or wait to be committed
CANCEL_SECONDS = 0.2  # to wait for tasks that are not wanted any more
EXIT_SECONDS = 10.0  # the same when the program ends
STACK = 16 << 20
STACK_PER_CALL = 16 << 10
MOST_STACK = 512 << 20

running: set[int] = set()  # threads that compute a task
hits: dict[int, str] = {}  # the forbidden thing that a thread tried last
guarded = False
start_seconds = 0.0005  # of the latest crew; before there is one, as on the slowest machine tried


class Cancelled(SystemExit):
    """Raised inside of a task whose log is not wanted any more; a thread that ends with it says nothing."""


log_bytes: dict[str, float] = {}  # of one item, as pickling says, by the site's origin


def has_lock() -> bool:
    """True where one thread at a time runs Python code."""
    check = getattr(sys, "_is_gil_enabled", None)
    return check is None or check()


def obstacle(site: Site) -> str:
    """Why threads may not run this site now; empty when they may."""
    if "call" in _numpy_errors().values() or "log" in _numpy_errors().values():
        return "NumPy reports floating-point errors to a function"
    return ""


def start_cost() -> float:
    """Seconds that starting and ending the threads of a region takes."""
    return start_seconds


def one_is_free() -> bool:
    """True: a thread is started in no time."""
    return True


def note_size(site: Site, size: float) -> None:
    """Note how large a log is: what is held ahead counts against SURGE_WINDOW."""
    log_bytes[site.origin] = size


def hire(site: Site, job: Job, plan: list[tuple[int, int]], workers: int, limit: int) -> ThreadCrew | None:
    """Threads for one region."""
    reason = obstacle(site)
    if reason:
        site.why = reason
        return None
    if not plan:
        return None
    _guard_threads()
    crew = ThreadCrew(site, job, plan, min(workers, len(plan)), limit)
    if crew.size:
        return crew
    crew.close()
    return None


class ThreadCrew:
    """The threads of one region; see `_engines` for what is asked of a crew."""

    def __init__(self, site: Site, job: Job, plan: list[tuple[int, int]], workers: int, limit: int) -> None:
        global start_seconds
        self.site = site
        self.job = job
        self.plan = plan
        self.following = 0  # the next chunk to hand out
        self.under_way = 0
        self.ready: dict[int, tuple[float, Result, int]] = {}
        self.held = 0  # nothing is held besides the program's own objects
        self.memory = 0
        self.why_lost = "worker lost"
        self.idle: Callable[[], None] | None = None  # called every second while nothing comes
        self.obstacle: Any = None  # no thread joins later
        self.tokens: SimpleQueue[int | None] = SimpleQueue()
        self.results: SimpleQueue[tuple[int, float, Any, int]] = SimpleQueue()
        self.over = False
        self.cpu_seconds = 0.0
        self.unpack_seconds = 0.0
        self.first_wait = 0.0
        self.alive: set[int] = set()
        self.ends: list[Callable[[], bool]] = []  # whether a thread that was started is gone, with all that it held
        self.size = 0
        self.closed = False
        _close_at_exit(self)
        _borrow()
        self.began = perf_counter()
        self.filter = _refuse_warnings()
        self._start(workers)
        self.ahead = max(2, workers) * AHEAD
        chunk_bytes = log_bytes.get(site.origin, 0.0) * (plan[0][1] - plan[0][0])
        if chunk_bytes:
            self.ahead = max(workers + 1, min(self.ahead, int(limit / chunk_bytes)))
        self._hand_out()
        start_seconds = self.start_seconds = perf_counter() - self.began

    def _start(self, workers: int) -> None:
        from contextvars import copy_context

        depth, errors = _depth(), _numpy_errors()
        usual = _roomy_stack()
        try:
            for _ in range(workers):
                self.ends.append(_begin(copy_context().run, _serve, self, depth, errors))
                self.size += 1
        except RuntimeError:
            pass  # the system has no room for another thread: those that exist do the work
        finally:
            if usual is not None:
                stack_size(usual)

    def _hand_out(self) -> None:
        while self.following < len(self.plan) and self.under_way + len(self.ready) < self.ahead:
            self.tokens.put(self.following)
            self.following += 1
            self.under_way += 1

    def compute(self, chunk: int) -> Result:
        """In a thread: the logs of one chunk."""
        start, stop = self.plan[chunk]
        items = self.job.items[start:stop]
        if not self.job.per_item:
            return self._attempt(items, [])
        logs: list[Any] = []
        failures: dict[int, str] = {}
        for offset, item in enumerate(items):
            if self.over:
                break
            log, failed = self._attempt(item, None)
            logs.append(log)
            if failed:
                failures[offset] = failed[0]
        if any(log is _work.LEAVES for log in logs):
            return _work.up_to_the_leaving_item(logs, failures)
        return logs, failures

    def _attempt(self, argument: Any, nothing: Any) -> tuple[Any, dict[int, str]]:
        """Call the task; what it tried that a log cannot carry counts, whatever it did about it."""
        ident = get_ident()
        hits.pop(ident, None)
        try:
            log = self.job.task(argument, *self.job.needs)
        except Refused as refusal:
            return nothing, {0: str(refusal)}
        except BaseException:
            return nothing, {0: hits.get(ident, "raised")}
        return (nothing, {0: hits[ident]}) if ident in hits else (log, {})

    def result(self, chunk: int, patience: float = FOR_EVER) -> tuple[Result | None, float, int]:
        """The result of one chunk: (logs and failures, processor seconds, bytes that travelled: none).

        None for a chunk that is lost, and for one that has not come after `patience` seconds.
        """
        end = perf_counter() + patience
        while chunk not in self.ready:
            left = end - perf_counter()
            if not self.size or left <= 0.0:
                return None, 0.0, 0
            try:
                self._take(*self.results.get(True, min(WAIT_SECONDS, left)))
            except Empty:
                # A long item: threads do not die, and their tasks end or the original's would not.
                if self.idle is not None:
                    self.idle()
        seconds, result, signals = self.ready.pop(chunk)
        self._hand_out()
        if signals and _child.has_new_signals(signals):
            self.why_lost = "raised decimal signals"
            return None, seconds, 0
        return result, seconds, 0

    def _take(self, number: int, seconds: float, result: Any, signals: int) -> None:
        self.under_way -= 1
        self.cpu_seconds += seconds
        self.ready[number] = (seconds, result, signals)

    def poll(self) -> bool:
        """True when the result of a segment, a crew's only chunk, is there."""
        try:
            self._take(*self.results.get_nowait())
        except Empty:
            pass
        return 0 in self.ready

    def close(self) -> None:
        """End the threads; those inside of a task that is not wanted any more are told to leave it."""
        if self.closed:
            return
        self.closed = self.over = True
        for _ in range(self.size):
            self.tokens.put(None)
        self.wait(CANCEL_SECONDS)
        _give_back()
        self.ready.clear()

    def wait(self, seconds: float) -> bool:
        """Wait for threads that were told to leave; whether all of them are gone."""
        deadline = perf_counter() + seconds
        while not all(gone() for gone in self.ends):
            if perf_counter() > deadline:
                return False  # a warning of what still runs must not be shown
            _cancel(self.alive & running)
            _pause()
        _open.discard(self)
        _allow_warnings(self.filter)
        return True


_open: set[ThreadCrew] = set()  # crews that have not been closed, or that have left threads behind
_registered = False


def _close_at_exit(crew: ThreadCrew) -> None:
    """A region that an exception leaves open, in a frame of its traceback, is closed while modules can still be imported."""
    global _registered
    for other in list(_open):
        if other.closed:
            other.wait(0.0)
    _open.add(crew)
    if not _registered:
        import atexit

        _registered = True
        atexit.register(_close_all)


def _close_all() -> None:
    """End the threads before the interpreter does, which would leave all that they lead to as it is, unwritten files among it."""
    deadline = perf_counter() + EXIT_SECONDS
    for crew in list(_open):
        crew.close()
    for crew in list(_open):
        if not crew.wait(deadline - perf_counter()):
            _write_files()
            return


def _write_files() -> None:
    """A thread is inside of a call that does not end: write what waits in the buffers of files that nobody will close."""
    import gc
    import io

    for thing in gc.get_objects():
        if issubclass(type(thing), (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)):
            try:
                thing.flush()
            except Exception:
                continue  # closed, or as good as closed


_crews = 0  # that have not been closed
_borrowed: list[Any] = []  # functions that have their original code until then


def _borrow() -> None:
    global _crews
    if not _crews:
        _borrowed.extend(_swap.borrow_all())
    _crews += 1


def _give_back() -> None:
    global _crews
    _crews -= 1
    if not _crews:
        _swap.give_back(_borrowed)


def _begin(function: Callable[..., Any], *arguments: Any) -> Callable[[], bool]:
    """Start a thread; a function that says whether it is gone, with its frames."""
    import _thread

    if hasattr(_thread, "start_joinable_thread"):  # since Python 3.13
        from functools import partial

        is_done: Callable[[], bool] = _thread.start_joinable_thread(partial(function, *arguments), daemon=True).is_done
        return is_done
    sentinels: list[Any] = []
    _thread.start_new_thread(function, (*arguments, sentinels))
    return lambda: bool(sentinels) and not sentinels[0].locked()


def _serve(crew: ThreadCrew, depth: int, errors: dict[str, str], sentinels: list[Any] | None = None) -> None:
    """The life of a thread. Into `sentinels` goes a lock that the interpreter opens when nothing is left of the thread."""
    ident = get_ident()
    if sentinels is not None:
        import _thread

        lock = _thread._set_sentinel()  # type: ignore[attr-defined]
        lock.acquire()
        sentinels.append(lock)
    crew.alive.add(ident)
    try:
        decimal = sys.modules.get("decimal")
        if decimal is not None:
            decimal.setcontext(decimal.getcontext().copy())
        if errors:
            sys.modules["numpy"].seterr(**errors)
        _descend(depth, _compute_chunks, crew)
    except BaseException:  # noqa: S110
        pass  # told to leave, between two tasks: nobody waits for anything of it
    finally:
        running.discard(ident)
        hits.pop(ident, None)
        crew.alive.discard(ident)


def _descend(levels: int, function: Callable[[Any], None], crew: ThreadCrew) -> None:
    """Call the function as deep as the driver's tasks would be."""
    if levels > 0:
        _descend(levels - 1, function, crew)
    else:
        function(crew)


def _compute_chunks(crew: ThreadCrew) -> None:
    ident = get_ident()
    while True:
        chunk = crew.tokens.get()
        if chunk is None or crew.over:
            return
        begin = thread_time()
        signals = _clear_signals()
        running.add(ident)
        try:
            result = crew.compute(chunk)
        finally:
            running.discard(ident)
        bits = 0 if signals is None else _child.signal_bits(signals)
        crew.results.put((chunk, thread_time() - begin, result, bits))


def _clear_signals() -> Any:
    """This thread's context of decimal arithmetic, with no signal up; None where the program has no such arithmetic."""
    decimal = sys.modules.get("decimal")
    if decimal is None:
        return None
    context = decimal.getcontext()
    context.clear_flags()
    return context


OWN_FRAMES = 6  # of this module, below a task in a thread, besides those of `_descend`


def _depth() -> int:
    """How many calls to add below a task, for it to be as deep as in the original, or one deeper.

    Whether a comprehension has a frame of its own depends on the version. A task that meets the limit one frame early fails,
    and its item runs in the driver, which settles the matter (see `_depth`).
    """
    depth, frame = 0, sys._getframe(1)
    while frame is not None:
        if frame.f_globals.get("__package__") != __package__:
            depth += 1
        frame = frame.f_back  # type: ignore[assignment]
    return max(0, depth - OWN_FRAMES + 1)


def _roomy_stack() -> int | None:
    """Let threads recurse as deep as the interpreter allows; what was set before, None where nothing was changed."""
    wanted = min(MOST_STACK, STACK + STACK_PER_CALL * sys.getrecursionlimit())
    try:
        return stack_size(wanted // 4096 * 4096)
    except (ValueError, RuntimeError):
        return None  # the platform decides


def _numpy_errors() -> dict[str, str]:
    numpy = sys.modules.get("numpy")
    return dict(numpy.geterr()) if numpy is not None and hasattr(numpy, "geterr") else {}


def _pause() -> None:
    from time import sleep

    sleep(0.001)


def _cancel(idents: set[int]) -> None:
    """Raise in these threads, at their next step."""
    if not idents:
        return
    try:
        from ctypes import c_ulong, py_object, pythonapi
    except ImportError:
        return  # their tasks end by themselves
    for ident in idents:
        pythonapi.PyThreadState_SetAsyncExc(c_ulong(ident), py_object(Cancelled))


# --- the guard ----------------------------------------------------------------------------------------------


def _guard_threads() -> None:
    """From now on, refuse in threads of ours what workers are refused; other threads pay one test for an event."""
    global guarded
    if not guarded:
        guarded = True
        sys.addaudithook(_audit)


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if running and get_ident() in running:
        reason = _guard.forbidden(event, arguments)
        if reason:
            hits[get_ident()] = reason
            raise Refused(reason)


class _Pattern:
    """The pattern of a message or of a module in a warning filter: matches all of them in threads that compute, and keeps the text."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}  # by thread

    def match(self, text: str) -> bool:
        ident = get_ident()
        if ident not in running:
            return False
        self.texts[ident] = text
        return True


class _Shown:
    """The category of a warning filter: warnings in threads that compute which the filters of the program would not ignore.

    The interpreter asks for the message and the module first. `last`: whether it is about warnings that come from the end of an object, where an exception
    would end nothing, and be reported.
    """

    def __init__(self, last: bool) -> None:
        self.last = last
        self.message = _Pattern()
        self.module = _Pattern()

    def __subclasscheck__(self, category: type) -> bool:
        ident = get_ident()
        if ident not in running or issubclass(category, ResourceWarning) is not self.last:
            return False
        if _ignored(self.message.texts.pop(ident, ""), category, self.module.texts.pop(ident, "")):
            return False
        hits[ident] = "warned"
        return True


def _ignored(text: str, category: type, module: str) -> bool:
    """Whether the filters of the program ignore a warning, wherever it comes from in its module."""
    for action, message, kind, where, line in list(_filters()):
        if type(kind) is _Shown or not issubclass(category, kind):
            continue
        if _matches(message, text) and _matches(where, module) and (line == 0 or action != "ignore"):
            return bool(action == "ignore")
    return getattr(sys.modules.get("warnings"), "defaultaction", "default") == "ignore"


def _matches(pattern: Any, text: str) -> bool:
    """As the interpreter sees it: patterns that it made itself are plain texts."""
    return pattern is None or (pattern == text if isinstance(pattern, str) else bool(pattern.match(text)))


def _refuse_warnings() -> list[tuple[Any, ...]]:
    """Let a warning that would be shown end the item, before the interpreter notes that it has been shown."""
    entries = []
    for action, kind in (("ignore", _Shown(True)), ("error", _Shown(False))):
        entries.append((action, kind.message, kind, kind.module, 0))
    _filters()[:0] = entries
    return entries


def _allow_warnings(entries: list[tuple[Any, ...]]) -> None:
    filters = _filters()
    for entry in entries:
        for index, known in enumerate(filters):
            if known is entry:
                del filters[index]
                break


def _filters() -> list[Any]:
    module = sys.modules.get("warnings")
    if module is None:
        import _warnings as module
    return module.filters  # type: ignore[no-any-return,union-attr]
