"""Loops that only add to things: workers add up their share of the items, the driver puts the parts together in order.

    items:    0 1 2 3 | 4 5 6 7 8 9 | 10 11 ...
              in place    worker        worker
                 |      counts: {...}  counts: {...}
                 v           |             |
    the program's `counts` <-+- then <-----+            chunk by chunk: keys appear in the order of the items

A part fits where adding it has the result that the items themselves would have had: integers are added to integers, a
key that must be there is there. Where a part does not fit, the items of its chunk run in place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, repeat
from time import perf_counter

from . import _state, _swap
from ._site import PASSES
from ._values import Values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

ADDING_NOTHING = 5e-5  # seconds that adding the parts of a chunk may take however small it is
_MISSING = object()
_PLAIN = {int, str, bytes, bool, type(None)}  # keys that are equal to themselves


class Container:
    """What the items are added to: a container of the program's, or one that an attribute of `owner` holds."""

    __slots__ = ("target",)

    def __init__(self, owner: Any, name: str | None = None) -> None:
        self.target: Any = owner if name is None else getattr(owner, name, None)

    def problem(self) -> str:
        """Why nothing can be added in parts; empty when it can."""
        raise NotImplementedError

    def fits(self, part: Any) -> bool:
        """True when adding `part` does what its items would do."""
        raise NotImplementedError

    def add(self, part: Any) -> None:
        """Add what a worker has added up."""
        raise NotImplementedError


class counts(Container):  # noqa: N801 (called like a function in emitted code)
    """A dict, Counter, `defaultdict(int)` or list to whose entries integers are added."""

    __slots__ = ()

    def problem(self) -> str:
        kind = type(self.target)
        if kind in (dict, Counter, list) or (kind is defaultdict and self.target.default_factory is int):
            return ""
        return "what is counted in is no dict, Counter, list or defaultdict of int"

    def fits(self, part: dict[Any, int]) -> bool:
        target = self.target
        if type(target) is list:
            size = len(target)
            return all(
                type(amount) is int and -size <= index < size and type(target[index]) is int
                for index, amount in part.items()
            )
        # Where a worker counted from zeros, the item's own statement asks for a key that is there already.
        grows = type(target) is not dict or type(part) is not defaultdict
        look = dict.get
        for key, amount in part.items():
            known = look(target, key, _MISSING)
            if type(known) is not int and not (grows and known is _MISSING and key == key):
                return False
            if type(amount) is not int:
                return False
        return True

    def add(self, part: dict[Any, int]) -> None:
        target = self.target
        if type(target) is list:
            for index, amount in part.items():
                target[index] += amount
            return
        look = dict.get
        for key, amount in part.items():
            target[key] = look(target, key, 0) + amount


class totals(Container):  # noqa: N801
    """A dict, `defaultdict` of numbers or list to whose entries floats are added, one by one in the order of the items.

    `zero` is what a new entry of a dict starts from; with `first`, that is the first of its floats.
    """

    __slots__ = ("first", "zero")

    def __init__(self, owner: Any, name: str | None = None, *, zero: float | None = None, first: bool = False) -> None:
        super().__init__(owner, name)
        self.zero = zero
        self.first = first

    def problem(self) -> str:
        kind = type(self.target)
        if kind in (dict, list) or (kind is defaultdict and self.target.default_factory in (int, float)):
            return ""
        return "what is added to is no dict, list or defaultdict of numbers"

    def fits(self, part: dict[Any, list[float]]) -> bool:
        target = self.target
        if not are_floats(chain.from_iterable(part.values())):
            return False
        if type(target) is list:
            size = len(target)
            # With both 2 and -1, two of them could be one.
            return all(type(index) is int and 0 <= index < size and may_start(target[index]) for index in part)
        known = map(dict.get, repeat(target), part, repeat(_MISSING))
        if self.zero is None and not self.first and type(target) is dict:
            return all(map(may_start, known))
        if not _PLAIN.issuperset(map(type, part)) and any(key != key for key in part):
            return False
        return {float, object}.issuperset(map(type, known)) or all(
            value is _MISSING or may_start(value) for value in map(dict.get, repeat(target), part, repeat(_MISSING))
        )

    def add(self, part: dict[Any, list[float]]) -> None:
        target, zero = self.target, self.zero
        if type(target) is list:
            for index, values in part.items():
                target[index] = _added(target[index], values)
            return
        if zero is None and type(target) is defaultdict and not self.first:
            zero = target.default_factory()  # type: ignore[misc]
        look = dict.get
        for key, values in part.items():
            total = look(target, key, zero)
            if total is None:  # with `first`: what it starts from is there
                target[key] = _added(values[0], values[1:])
                continue
            for value in values:
                total += value
            target[key] = total


def _added(total: float, values: list[float]) -> float:
    for value in values:
        total += value
    return total


def may_start(value: object) -> bool:
    """Whether adding floats to a value gives floats, and no exception: a float, or an integer that is none too large."""
    return type(value) is float or (type(value) is int and value.bit_length() < 1000)


def are_floats(values: Iterable[Any]) -> bool:
    """Whether all of these are floats."""
    return {float}.issuperset(map(type, values))


class groups(Container):  # noqa: N801
    """An empty dict, or `defaultdict(list)`, to whose lists values are appended."""

    __slots__ = ("empty",)

    def __init__(self, owner: Any, name: str | None = None) -> None:
        super().__init__(owner, name)
        self.empty = type(self.target) in (dict, defaultdict) and not self.target

    def problem(self) -> str:
        if not self.empty:
            return "what is grouped in is no empty dict"  # lists that are there may be one and the same
        return ""

    def fits(self, part: dict[Any, list[Any]]) -> bool:
        if type(part) is defaultdict and getattr(self.target, "default_factory", None) is not list:
            return False
        return all(key == key for key in part)

    def add(self, part: dict[Any, list[Any]]) -> None:
        look = dict.get
        for key, values in part.items():
            known = look(self.target, key)
            if known is None:
                known = self.target[key] = []
            known.extend(values)


class members(Container):  # noqa: N801
    """A set to which members are added."""

    __slots__ = ()

    def problem(self) -> str:
        return "" if type(self.target) is set else "what members are added to is no set"

    def fits(self, part: dict[Any, None]) -> bool:
        return all(member == member for member in part)

    def add(self, part: dict[Any, None]) -> None:
        add = self.target.add  # one by one: `update` makes room at once, which changes the order
        for member in part:
            add(member)


class elements(Container):  # noqa: N801
    """A list to which elements are appended."""

    __slots__ = ()

    def problem(self) -> str:
        return "" if type(self.target) is list else "what elements are appended to is no list"

    def fits(self, part: list[Any]) -> bool:
        return True

    def add(self, part: list[Any]) -> None:
        self.target.extend(part)


def fold(
    task: Callable[..., Any],
    iterable: Iterable[Any],
    needs: tuple[Any, ...],
    *containers: Container,
    sums: tuple[Any, ...] = (),
    totals: tuple[Any, ...] = (),
    extremes: int = 0,
    make: Callable[..., Fold] | None = None,
) -> Iterator[Any]:
    """What has to be done for the items of `iterable`, step by step; TypeError as from a for statement.

    A step is the items that have to run in place, and besides: with `sums` what has to be added to each of these integers;
    with `totals` for each of these numbers a list of floats that have to be added one by one; and so many lists with what
    a worker found to be the least or greatest, which hold nothing or what one item was. What belongs into `containers` has
    been added when the next step is asked for. `make` makes the entry where it is to be more than a `Fold`.
    """
    site = task.surge  # type: ignore[attr-defined]
    _state.met += 1
    zeros = (0,) * len(sums) + ((),) * (len(totals) + extremes)
    if site.skip and not site.is_much_more(iterable):
        site.skip -= 1
        if not site.skip & PASSES:
            site.passed_by()
        return iter((step(iter(iterable), zeros),))
    if _state.busy:
        _swap.note_nested()
        return iter((step(iter(iterable), zeros),))
    problem = _problem(containers, sums, totals)
    if problem:
        site.in_place(problem)
        return iter((step(iter(iterable), zeros),))
    return (make or Fold)(task, iterable, needs, containers, zeros, len(sums), len(totals)).all()


def _problem(containers: tuple[Container, ...], sums: tuple[Any, ...], totals: tuple[Any, ...]) -> str:
    for position, container in enumerate(containers):
        problem = container.problem()
        if problem:
            return problem
        if any(container.target is other.target for other in containers[:position]):
            return "two of the containers are one"
    if any(type(value) is not int for value in sums):
        return "a counter is no integer"
    if not all(map(may_start, totals)):
        return "a total is no number"
    return ""


def step(items: Iterable[Any], added: tuple[Any, ...]) -> Any:
    # A chain lets go of what it has gone through, like a `for` statement; a variable of the program holds it still.
    items = chain(items)
    return (items, *added) if added else items


class Fold(Values):
    """One entry into a loop that is added up in parts."""

    def __init__(
        self,
        task: Callable[..., Any],
        iterable: Iterable[Any],
        needs: tuple[Any, ...],
        containers: tuple[Container, ...],
        zeros: tuple[Any, ...],
        sums: int,
        totals: int,
    ) -> None:
        # No method of this object, which would then hold itself, and the items, until the cyclic collector comes.
        super().__init__(task, iterable, needs, lambda items: iter((step(items, zeros),)))
        self.containers = containers
        self.first_total = len(containers) + sums
        self.first_extreme = self.first_total + totals

    def deliver(self, count: int, values: Any) -> Iterable[Any]:
        """Add up the parts of the next `count` items; where one does not fit, these items run in place."""
        began = perf_counter()
        fits = all(container.fits(part) for container, part in zip(self.containers, values))
        if not (
            fits
            and all(map(are_floats, values[self.first_total : self.first_extreme]))
            and not any(map(_holds_nan, values[self.first_extreme :]))
        ):
            self._failure("does not fit")
            self.site.count("in-place items", count)
            return self.part(self.feed.advance(count))
        step = self.put_together(count, values)
        if self.region is None:  # tried in the driver, where the clock decides
            self.site.adding = max(0.0, perf_counter() - began - ADDING_NOTHING) / max(1, count)
        return step

    def put_together(self, count: int, values: Any) -> Iterable[Any]:
        """Add the parts of the next `count` items, and give what is left to add."""
        for container, part in zip(self.containers, values):
            container.add(part)
        self.feed.drop(count)
        return (step((), values[len(self.containers) :]),)


def _holds_nan(extremes: list[Any]) -> bool:
    """Whether what a worker found may be a NaN, which is neither less nor greater than anything."""
    for found in extremes:
        for value in found if type(found) is tuple else (found,):
            if type(value) is float and value != value:
                return True
    return False
