"""The runtime for programs that are written by hand: `imap`, `parts` and `start`, without a compiler.

    from surge_rt import imap, parts, start

    for row in imap(render, range(height), scene):        # render(y, scene) for each y, in order, on all cores
        image.append(row)

    total = Counter()
    for part in parts(count_words, lines):                # count_words(some of the lines), one part after the other
        total.update(part)

    left = start(quicksort, smaller)                      # beside what follows
    right = quicksort(larger)
    return left.result() + middle + right

What a compiled program gets holds here, too: results come in order, the first item that raises raises where its turn is,
work moves to other processes only where the clock says that this pays, and a worker that dies costs time, not results.
What the compiler proves is up to the caller here:

- The function gives the same result in a copy of the process, and does nothing else: what it changes in a worker is lost.
  A forked worker is held to that: where a function prints, writes a file, opens a socket, starts a process or draws from the
  shared random generator, its item runs again in the driver, as does one that raises or whose result does not pickle. So
  such a function is not faster, but does what it should, in order; other changes are not noticed.
- Results are copies, made by pickle, and so are items and arguments where workers are not forked. There, functions are
  found by their names, as `multiprocessing` finds them, and the module that is run needs its `if __name__ == "__main__":`.
- Items may be taken from the iterable some time before their results are asked for.

Settings are those of compiled programs: SURGE_WORKERS, SURGE_START, SURGE_BACKEND (processes, threads, sequential),
SURGE_STATS, SURGE_TRACE, SURGE_MEMORY.
"""

from __future__ import annotations

from itertools import chain, repeat

from . import _settings, _state, load
from ._segment import spawn
from ._site import Site
from ._values import Values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, Generic, TypeVar

    T = TypeVar("T")

    class _Of(Generic[T]):
        pass
else:
    T = None  # importing typing would take longer than the rest of the runtime

    class _Of:
        __slots__ = ()

        def __class_getitem__(cls, _of: object) -> type:
            return cls


MOST_KNOWN = 1000  # functions whose history is kept; a program that makes them up as it goes has no use for it

_known: dict[tuple[str, object], Task] = {}
_ready = False
_NOTHING = object()


def imap(function: Callable[..., T], iterable: Iterable[Any], *arguments: Any) -> Iterator[T]:
    """`function(item, *arguments)` for each item, in order, computed ahead on all cores where that pays.

    Workers compute while the caller uses what came before; how far ahead is bounded by SURGE_WINDOW bytes of results. An
    exception of the function or of the iterable is raised when its item is next. Leaving the iterator ends the workers.

    Raises TypeError where `iterable` is none, and ValueError for a setting that is not understood.
    """
    task = _task("imap", function)
    if _settings.current.backend == "sequential":
        return map(function, iterable, *map(repeat, arguments))
    return _Each(task, iterable, (function, *arguments)).started()


def parts(function: Callable[..., T], iterable: Iterable[Any], *arguments: Any) -> Iterator[T]:
    """`function(some_items, *arguments)` for runs of consecutive items, which together are all of them, in order.

    Made for sums, counts and groups: each worker adds up what it is given, and only the parts travel. Into how many parts
    the items fall depends on the clock, and so may the result, unless adding up is the same for every grouping: true of integers,
    counts, sets, minima and concatenated lists, not of floats. `function` goes through its items once; without items it is
    not called.
    """
    task = _task("parts", function)
    if _settings.current.backend == "sequential":
        return _one_part(function, arguments, iter(iterable))
    return _Parts(task, iterable, (function, *arguments)).started()


def start(function: Callable[..., T], *arguments: Any) -> Started[T]:
    """Begin `function(*arguments)` in another process where one is free, and go on; `result()` waits for it.

    A handle that is dropped ends what it began.
    """
    task = _task("start", function)
    return Started(None if _settings.current.backend == "sequential" else task, function, arguments)


class Started(_Of[T]):
    """What `start` has begun."""

    __slots__ = ("_arguments", "_function", "_handle", "_value")

    def __init__(self, task: Task | None, function: Callable[..., T], arguments: tuple[Any, ...]) -> None:
        self._function = function
        self._arguments = arguments
        self._value: Any = _NOTHING
        self._handle: Any = None if task is None else spawn(task, (function, *arguments))

    def result(self) -> T:
        """What the function returns; where no process has it, because none was free or it raised, it is called now.

        Raises what the function raises.
        """
        if self._value is _NOTHING:
            handle, self._handle = self._handle, None
            done = handle is not None and handle.done()
            self._value = handle.value if done else self._function(*self._arguments)
            self._arguments = ()
        return self._value  # type: ignore[no-any-return]


class Task:
    """Stands for a task function of a compiled program."""

    __slots__ = ("function", "surge")

    def __init__(self, kind: str, function: Callable[..., Any]) -> None:
        name = getattr(function, "__qualname__", None) or type(function).__qualname__
        code = getattr(function, "__code__", None)
        origin = (
            f"{code.co_filename}:{code.co_firstlineno}" if code is not None else getattr(function, "__module__", "")
        )
        self.surge = Site(f"{kind}({name})", str(origin), False, False, False, (), SITE_KINDS[kind])
        self.surge.files = True
        self.function = FORMS[kind]

    def __call__(self, *arguments: Any) -> Any:
        """Compute a log: the task in the form that its engine calls it in."""
        return self.function(*arguments)


def _each(items: Iterable[Any], function: Callable[..., T], *arguments: Any) -> list[T]:
    return [function(item, *arguments) for item in items]


def _part(items: Iterable[Any], function: Callable[..., T], *arguments: Any) -> T:
    return function(items, *arguments)


def _call(function: Callable[..., T], *arguments: Any) -> T:
    return function(*arguments)


FORMS: dict[str, Callable[..., Any]] = {"imap": _each, "parts": _part, "start": _call}
SITE_KINDS = {"imap": "values", "parts": "fold", "start": "segment"}


class Forms:
    """Stands for the tasks of a compiled program in a warm worker, by their names: any function comes with the job."""

    def __getattr__(self, name: str) -> Task:
        return Task(name.partition("(")[0], _call)


def _task(kind: str, function: Callable[..., Any]) -> Task:
    """The task that stands for a function, with what is known about it from earlier calls."""
    _begin()
    key = kind, getattr(function, "__code__", function)
    try:
        task = _known.get(key)
    except TypeError:  # an object that is called, and has no hash
        return Task(kind, function)
    if task is None:
        task = Task(kind, function)
        _state.sites.append(task.surge)
        if len(_known) < MOST_KNOWN:
            _known[key] = task
    return task


def _begin() -> None:
    """Do once what starting a compiled program does: check the settings, and begin to count where that is asked for."""
    global _ready
    if _ready:
        return
    problem = _settings.complaint()
    if problem is not None:
        raise ValueError(problem)
    if _settings.current.stats or _settings.current.trace:
        load("_stats").begin(None)
    _ready = True


class _Each(Values):
    """One call of `imap`."""

    def __init__(self, task: Task, iterable: Iterable[Any], needs: tuple[Any, ...]) -> None:
        function, *arguments = needs
        super().__init__(task, iterable, needs, lambda items: map(function, items, *map(repeat, arguments)))

    def started(self) -> Iterator[Any]:
        """The results, in place where a region may not begin here."""
        _state.met += 1
        if self.site.skip:
            self.site.skip -= 1
            return self.rest(self.feed.rest())
        return self.rest(self.feed.rest()) if _state.busy else self.all()


class _Parts(_Each):
    """One call of `parts`."""

    def __init__(self, task: Task, iterable: Iterable[Any], needs: tuple[Any, ...]) -> None:
        super().__init__(task, iterable, needs)
        function, *arguments = needs
        self.rest = lambda items: _one_part(function, arguments, items)

    def deliver(self, count: int, values: Any) -> Iterable[Any]:
        """The part that stands for the next `count` items."""
        self.feed.drop(count)
        return (values,)


def _one_part(function: Callable[..., T], arguments: Iterable[Any], items: Iterator[Any]) -> Iterator[T]:
    """One part for all of the items; none where there are none."""
    for first in items:
        yield function(chain((first,), items), *arguments)
