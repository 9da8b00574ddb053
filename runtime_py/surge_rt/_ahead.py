"""map, filter, starmap, and the keys of sorted, sort, min, max: what they call for each item, computed ahead.

The original functions still run, in the program's own frame, and no frame of this package stands between them and the
functions of the program: whoever looks at a traceback sees what the original shows.
"""

from __future__ import annotations

from functools import partial
from itertools import chain, compress, starmap, tee
from itertools import count as counting
from operator import itemgetter

from . import _decide, _state, _swap, load
from ._feed import can_wait
from ._site import PASSES, SIZED
from ._values import Values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

first, second = itemgetter(0), itemgetter(1)


def ahead(function: Any, task: Callable[..., Any], needs: tuple[Any, ...]) -> Any:
    """What to call in place of `map`, `filter` or `starmap`; that itself where nothing is to be gained.

    `task(items, *needs)` gives one value for each item. The result takes the arguments that `function` takes, and
    yields and raises what it would.
    """
    if _in_place(task):
        return function
    form = _map if function is map else _filter if function is filter else _starmap if function is starmap else None
    return function if form is None else partial(form, function, task, needs)


def _in_place(task: Any) -> bool:
    """True where the original is certain to run."""
    site = task.surge
    if site.skip:
        site.skip -= 1
        if not site.skip & PASSES:
            site.passed_by()
        return True
    if _state.busy:
        _swap.note_nested()
        return True
    _decide.check_siblings()
    reason = _decide.obstacle(site)
    if reason:
        site.in_place(reason)
    return bool(reason)


class _Mapped(Values):
    """The values of map and starmap. A StopIteration of the function ends them, as it ends a map."""

    def __init__(self, task: Any, iterable: Iterable[Any], needs: tuple[Any, ...], rest: Any) -> None:
        super().__init__(task, iterable, needs, rest)
        self.expected = 0
        self.counter = counting()

    def lists(self) -> Iterator[Iterable[Any]]:
        """As of any values, up to the StopIteration: where a part gave less than one value for each of its items."""
        for values in super().lists():
            yield values
            if next(self.counter) < self.expected:
                return
            self.expected = 0

    def part(self, items: Iterator[Any]) -> Iterable[Any]:
        """The original values of some items, counted."""
        held = list(items)
        self.expected, self.counter = len(held), counting()
        return map(first, zip(self.rest(iter(held)), self.counter))


class _Filtered(_Mapped):
    """The items that a filter lets pass: the driver's own objects. Tasks give truth values."""

    def __init__(self, task: Any, iterable: Iterable[Any], needs: tuple[Any, ...], function: Any) -> None:
        super().__init__(task, iterable, needs, partial(filter, function))
        self.function = function

    def deliver(self, count: int, values: list[Any]) -> Iterable[Any]:
        """The items whose value is true."""
        return compress(self.feed.advance(count), values)

    def part(self, items: Iterator[Any]) -> Iterable[Any]:
        """The original choice among some items; the tests are counted."""
        held = list(items)
        self.expected, self.counter = len(held), counting()
        return compress(held, map(first, zip(map(self.function, held), self.counter)))


def _map(original: Any, task: Any, needs: tuple[Any, ...], function: Any, *iterables: Any) -> Iterator[Any]:
    """map(function, *iterables)."""
    if any(can_wait(iterable) for iterable in iterables) or not all(map(_can_iterate, iterables)):
        return original(function, *iterables)  # type: ignore[no-any-return]
    if task.surge.says or task.surge.writes:
        return load("_voiced").mapped(task, iterables[0], needs, function, False)  # type: ignore[no-any-return]
    if len(iterables) == 1:
        return _Mapped(task, iterables[0], needs, partial(map, function)).all()
    return _Mapped(task, zip(*iterables), needs, partial(starmap, function)).all()


def _starmap(original: Any, task: Any, needs: tuple[Any, ...], function: Any, iterable: Any) -> Iterator[Any]:
    """itertools.starmap(function, iterable)."""
    if can_wait(iterable) or not _can_iterate(iterable):
        return original(function, iterable)  # type: ignore[no-any-return]
    if task.surge.says or task.surge.writes:
        return load("_voiced").mapped(task, iterable, needs, function, True)  # type: ignore[no-any-return]
    return _Mapped(task, iterable, needs, partial(starmap, function)).all()


def _filter(original: Any, task: Any, needs: tuple[Any, ...], function: Any, iterable: Any) -> Iterator[Any]:
    """filter(function, iterable)."""
    if function is None or can_wait(iterable) or not _can_iterate(iterable):
        return original(function, iterable)  # type: ignore[no-any-return]
    return _Filtered(task, iterable, needs, function).all()


def _can_iterate(iterable: object) -> bool:
    """False where the original raises a TypeError, which is then left to it."""
    return hasattr(type(iterable), "__iter__") or hasattr(type(iterable), "__getitem__")


class _Keys(Values):
    """The key of each item, for an original that goes through the same items itself."""

    def part(self, items: Iterator[Any]) -> Iterable[Any]:
        """The original keys of some items."""
        return self.rest(iter(list(items)))


class _Pairs(_Keys):
    """Each item, the driver's own object, with its key."""

    def deliver(self, count: int, values: list[Any]) -> Iterable[Any]:
        """Each item with its value."""
        return zip(self.feed.advance(count), values)


def items(task: Callable[..., Any], iterable: Any) -> Any:
    """What `sorted`, `min` or `max` goes through in place of `iterable`; `key` comes next, in the same call."""
    site = task.surge  # type: ignore[attr-defined]
    if _in_place(task) or can_wait(iterable) or not _can_iterate(iterable):
        site.pending.append(None)
        return iterable
    if type(iterable) in SIZED:
        site.pending.append(_Draw(iterable))
        return iterable
    if site.kind == "sorted":  # which takes all items before it asks for the first key
        one, other = tee(iterable)
        site.pending.append(_Draw(other))
        return one
    draw = _Draw(iterable)
    site.pending.append(draw)
    one, draw.pairs = tee(chain.from_iterable(draw.pair_lists()))
    return map(first, one)


def key(task: Callable[..., Any], function: Any, needs: tuple[Any, ...], of: Any = None) -> Any:
    """The key function to use in place of `function`: its values lie ready, in the order of the items.

    `of` is the list that is about to be sorted in place; otherwise `items` has seen what the keys are of.
    """
    site = task.surge  # type: ignore[attr-defined]
    if of is not None:
        draw = None if type(of) is not list or _in_place(task) else _Draw(of[:])  # it is empty while it is sorted
    else:
        draw = site.pending.pop()
    if draw is None or function is None:
        return function
    draw.task, draw.function, draw.needs = task, function, needs
    keys = chain.from_iterable(draw.key_lists()) if draw.pairs is None else map(second, draw.pairs)
    return partial(next, chain(keys, _ran_out()))


class _Draw:
    """Keys that are going to be drawn; nothing is computed before the first of them."""

    def __init__(self, iterable: Iterable[Any]) -> None:
        self.iterable = iterable
        self.pairs: Iterator[Any] | None = None
        self.task: Any = None
        self.function: Any = None
        self.needs: tuple[Any, ...] = ()

    def key_lists(self) -> Iterator[Iterable[Any]]:
        """The keys, some at a time."""
        # `sorted` has taken all items of an iterator by now.
        held = self.iterable if type(self.iterable) in SIZED else list(self.iterable)
        yield _Keys(self.task, held, self.needs, partial(map, self.function)).all()

    def pair_lists(self) -> Iterator[Iterable[Any]]:
        """Items with their keys, some at a time."""
        yield _Pairs(self.task, self.iterable, self.needs, self.rest_of_pairs).all()

    def rest_of_pairs(self, items: Iterator[Any]) -> Iterator[Any]:
        """The original keys, each after its item."""
        one, other = tee(items)
        return zip(one, map(self.function, other))


def _ran_out() -> Iterator[Any]:
    """Where the original asks for more keys than there are items: it must not take the item for its own key."""
    raise RuntimeError("surge: an iterable grew while its keys were computed")
    yield
