"""Expressions whose elements print or write files: values one item at a time, each right after what its element has said.

    sizes = [convert(path) for path in paths]        # convert() prints, or writes a file

In a comprehension and in `map`, nobody but who draws the values looks at them. So each item is one round of a loop (`_loop`): its
text and its files are written when its turn has come, and its values follow before those of the next one, as if they were
computed there. Items that fail run by the original expression.
"""

from __future__ import annotations

from functools import partial
from itertools import chain, count, starmap
from operator import itemgetter

from . import _loop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

first = itemgetter(0)


def values(
    task: Callable[..., Any],
    iterable: Iterable[Any],
    needs: tuple[Any, ...],
    rest: Callable[[Iterator[Any]], Iterator[Any]],
) -> tuple[Iterator[Any], Any]:
    """All values that `rest` would give for `iterable`, in order, and the generator behind them; TypeError as from a for statement."""
    source = _lists(_loop.loop(task, iterable, needs), rest)
    return chain.from_iterable(source), source


def mapped(task: Any, iterable: Iterable[Any], needs: tuple[Any, ...], function: Any, spread: bool) -> Iterator[Any]:
    """The values of `map`, or of `starmap` where arguments are `spread`."""
    rest = partial(starmap if spread else map, function)
    return chain.from_iterable(_lists(_loop.loop(task, iterable, needs), rest, one_each=True))


def _lists(
    found: Any, rest: Callable[[Iterator[Any]], Iterator[Any]], one_each: bool = False
) -> Iterator[Iterable[Any]]:
    complete = False
    try:
        while found.more():
            for _, values in found.parallel():
                yield values
            items = found.sequential()
            if not one_each:
                yield rest(items)
                continue
            drawn, given = count(), count()
            yield map(first, zip(rest(map(first, zip(items, drawn))), given))
            if next(given) < next(drawn):
                return  # a StopIteration of the function ends a map
        complete = True
    finally:
        if not complete and isinstance(found, _loop.Loop):
            found.leave()
