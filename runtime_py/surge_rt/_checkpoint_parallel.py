"""Loops that can be resumed and run on all cores: a look between two rounds, wherever these are computed.

    workers    ...  items 40 to 47       items 48 to 55      computed ahead: whatever a crash takes of it, nobody misses
                          |
    driver     commit 38, 39, 40 | commit 41, 42 ...         in order, by the program's own statements
                                 |
                             checkpoint                      what the script holds after 41 rounds

Since rounds are committed in the driver, in order, what the program holds between two commits is what the script holds between two
rounds. So a checkpoint is the same in both, and is written by the same code (`_checkpoint.Resumable.look`): logs that have not been committed are no
part of it. A program that is resumed begins a loop over the items that are left, whose workers see the state that has been restored.

Before the look, nothing may have been asked for that changes the program's objects: an item that is tried in the driver may have changed its own
object before it is committed (`_own`). So the look comes first, and the next item after it.
"""

from __future__ import annotations

import sys
from functools import partial
from itertools import chain, count, islice
from operator import itemgetter

from . import _fold, _loop
from ._feed import Sized
from ._site import SIZED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType
    from typing import Any

    from ._checkpoint import Resumable

_first = itemgetter(0)


def loop(resumable: Resumable, task: Callable[..., Any], needs: tuple[Any, ...], guards: dict[str, Any]) -> Any:
    """The items that are left of a loop, in one whose task may run in workers."""
    items = _left(resumable)
    found = _loop.loop(task, items, needs, **guards)
    if resumable.plain:
        return found
    if type(found) is not _loop.Loop:
        return _loop.Off((False, iter(resumable), (), True))
    _pass_over(resumable, found.feed)
    return Paced(resumable, found)


def fold(
    resumable: Resumable,
    task: Callable[..., Any],
    needs: tuple[Any, ...],
    containers: tuple[Any, ...],
    amounts: dict[str, Any],
) -> Iterator[Any]:
    """The items that are left of a loop, in one that is added up in parts."""
    if resumable.plain:
        return _fold.fold(task, _left(resumable), needs, *containers, **amounts)
    make = partial(PacedFold, resumable)
    return _until_over(resumable, _fold.fold(task, resumable, needs, *containers, make=make, **amounts))


def _left(resumable: Resumable) -> Any:
    """What the loop goes over: a sequence that workers can read by index, or an iterator that stands at the next item."""
    given, resumable.given = resumable.given, None
    return given if resumable.plain or type(given) in SIZED else resumable.iterator


def _pass_over(resumable: Resumable, feed: Any) -> None:
    """Go to the next item of a sequence; iterators stand there already."""
    resumable.iterator = iter(())
    if resumable.position and isinstance(feed, Sized):
        feed.drop(resumable.position)


def _until_over(resumable: Resumable, steps: Iterator[Any]) -> Iterator[Any]:
    """The same steps; then, or when it is left, the loop is no longer under way."""
    try:
        yield from steps
    finally:
        resumable.leave()


def _paced(resumable: Resumable, items: Iterator[Any]) -> Iterator[Any]:
    """The same items, with a look before the first and now and then between two of them."""
    return chain.from_iterable(_batches(resumable, items))


def _batches(resumable: Resumable, items: Iterator[Any]) -> Iterator[Iterable[Any]]:
    """As many items at a time as there are rounds between two looks, counted as they are taken."""
    over = False
    try:
        while not over:
            if resumable.plain:
                yield items
                over = True
                return
            resumable.look(sys._getframe(1))
            most, taken = resumable.next_look(), count()
            yield map(_first, islice(zip(items, taken), most))
            done = next(taken)
            resumable.position += done
            over = done < most
    finally:
        if not over:  # the program's own statements have left the loop
            resumable.leave()


class Paced:
    """One entry into a parallel loop whose state is saved between its rounds."""

    def __init__(self, resumable: Resumable, inner: _loop.Loop) -> None:
        self.resumable = resumable
        self.inner = inner

    def more(self) -> bool:
        """True while items may be left."""
        if self.inner.more():
            return True
        self.resumable.leave()
        return False

    def parallel(self) -> Iterator[tuple[Any, Any]]:
        """(item, log) in order, as far as tasks get on their own."""
        return _paced(self.resumable, self.inner.parallel())

    def sequential(self) -> Iterator[Any]:
        """The items whose original body runs in the driver now."""
        items = self.inner.sequential()
        if not self.inner.finished:
            return _paced(self.resumable, items)
        self.resumable.iterator = items  # all that is left, as if it had never been parallel
        return iter(self.resumable)


class PacedFold(_fold.Fold):
    """One entry into a loop that is added up in parts, whose state is saved between these."""

    def __init__(
        self,
        resumable: Resumable,
        task: Callable[..., Any],
        iterable: Any,
        needs: tuple[Any, ...],
        containers: tuple[Any, ...],
        zeros: tuple[Any, ...],
        sums: int,
        totals: int,
    ) -> None:
        super().__init__(task, _left(resumable), needs, containers, zeros, sums, totals)
        _pass_over(resumable, self.feed)
        self.resumable = resumable
        self.rest = lambda items: iter((_fold.step(_paced(resumable, items), zeros),))

    def put_together(self, count: int, values: Any) -> Iterable[Any]:
        """Add the parts of the next `count` items, and give what is left to add."""
        resumable = self.resumable
        frame = _frame_of(resumable)
        if frame is not None and not resumable.plain:
            resumable.look(frame)
        found = super().put_together(count, values)
        resumable.position += count
        return found


def _frame_of(resumable: Resumable) -> FrameType | None:
    """Where the loop is, which has asked for the next step."""
    assert resumable.session is not None
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code is not resumable.session.code:
        frame = frame.f_back
    return frame
