"""Caches of functions that call themselves: what workers found is put into the program's own.

How deep `ways(5000)` recurses depends on what `ways` has kept. Where a loop calls it for 0, 1, 2… each call goes one level deeper
than what is there, in the script; a worker goes deeper than that, as it does not have what the others found, and the program
itself would, after the loop, had it not called the function at all. So a worker sends the entries that it made with the logs of
a chunk, up to the first item that failed, and the driver adds those that it has not got before it commits the first of these
logs. As functions call each other in the same order everywhere, and stop where there is an entry, entries come in the order of the script.

What functions count up (`nodes += 1`) while nobody looks travels in the same way, as a number to add.
"""

from __future__ import annotations

import gc
from functools import lru_cache
from itertools import islice

from . import _state, _work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    Cache = dict[Any, Any]
    Tally = tuple[dict[str, Any], str]  # a namespace and a name
    Entries = list[
        tuple[int, list[Any], list[Any]]
    ]  # the number of a cache, keys, values; -1, -2… for what was counted

BEHIND = "stands behind an item that failed"
NOT_COUNTED = "counted up what is no int, or failed"


class Caches(list):  # type: ignore[type-arg]
    """Dictionaries, and the numbers that functions count up."""

    __slots__ = ("tallies",)

    def __init__(self, found: Iterable[Cache] = (), numbers: Iterable[Tally] = ()) -> None:
        super().__init__(found)
        self.tallies = list(numbers)


def of_functions() -> Caches:
    """The entries of all caches that never forget, as dictionaries, and dictionaries that functions use so; what they count.

    It is the same list in a process that is forked from here.
    """
    kind = type(lru_cache(len))
    found = Caches((), _state.tallies)
    keeping = _keeping()
    for value in gc.get_objects():
        if type(value) is kind and value.cache_parameters()["maxsize"] is None:
            found.append(entries_of(value))
        elif id(type(value)) in keeping:
            own = (_attribute(value, name) for name in keeping[id(type(value))])
            found += [entries for entries in own if type(entries) is dict]
    for namespace, name in _state.memos:
        value = namespace.get(name)
        if type(value) is dict:
            found.append(value)
    return found


def _keeping() -> dict[int, set[str]]:
    """The classes whose objects keep what they found, by `id`, those that derive from them included; and under which names."""
    found: dict[int, set[str]] = {}
    for namespace, name, attribute in _state.memo_attributes:
        kinds = [namespace.get(name)]
        while kinds:
            kind = kinds.pop()
            if isinstance(kind, type):
                found.setdefault(id(kind), set()).add(attribute)
                kinds += type.__subclasses__(kind)
    return found


def _attribute(value: Any, name: str) -> Any:
    try:
        return object.__getattribute__(value, name)
    except AttributeError:
        return None


def counts(places: list[Tally]) -> list[Any]:
    """What numbers are now; None where one is not there."""
    return [namespace.get(name) for namespace, name in places]


def take_back(places: list[Tally], before: list[Any]) -> None:
    """Set numbers to what they were."""
    for (namespace, name), value in zip(places, before):
        if namespace.get(name) is not value:
            namespace[name] = value


def entries_of(function: Any) -> Cache:
    """The dictionary in which a function keeps what it found, which is no attribute of it."""
    own = function.__dict__
    (entries,) = (value for value in gc.get_referents(function) if type(value) is dict and value is not own)
    return entries


def run(
    caches: Caches, task: Callable[..., Any], needs: tuple[Any, ...], items: Sequence[Any], per_item: bool
) -> tuple[list[Any], dict[int, str], Entries]:
    """Compute items as `_work` does, and tell what was new in the caches after the last one before the first that failed."""
    before = list(map(len, caches))
    counted = counts(caches.tallies)
    if not per_item:
        logs, failures = _work.run_chunk(task, needs, items)
        grown = _grown(counted, counts(caches.tallies))
        if grown is None:
            return [], {0: NOT_COUNTED}, []
        return logs, failures, [] if failures else _new(caches, before, list(map(len, caches))) + grown
    logs, failures = [], {}
    ends: list[int] = []
    run_item = _work.runner(task)
    for offset, item in enumerate(items):
        if not failures:
            ends = list(map(len, caches))
        elif caches.tallies or _state.memo_attributes:
            # What these items add would be missing, and what objects keep is the same only as long as they are.
            logs.append(None)
            failures[offset] = BEHIND
            continue
        part, failed = run_item(task, needs, (item,))
        logs += part
        if failed:
            failures[offset] = failed[0]
    grown = _grown(counted, counts(caches.tallies))
    if grown is None or (grown and failures):
        # Which item has counted what is not known.
        return [None] * len(items), dict.fromkeys(range(len(items)), NOT_COUNTED), []
    return logs, failures, _new(caches, before, ends if failures else list(map(len, caches))) + grown


def _grown(before: list[Any], after: list[Any]) -> Entries | None:
    """By how much numbers have grown; None where one is no `int`."""
    entries: Entries = []
    for number, (start, end) in enumerate(zip(before, after)):
        if start is end:
            continue
        if type(start) is not int or type(end) is not int:
            return None
        entries.append((-1 - number, [end - start], []))
    return entries


def _new(caches: list[Cache], before: list[int], ends: list[int]) -> Entries:
    """What was added from one length to another: dictionaries keep the order, and nothing is ever taken out."""
    entries: Entries = []
    for number, (cache, start, end) in enumerate(zip(caches, before, ends)):
        if end > start:
            entries.append((number, list(islice(cache, start, end)), list(islice(cache.values(), start, end))))
    return entries


def add(caches: Caches, entries: Entries) -> None:
    """Add what a worker found, but for what is there, and what it has counted."""
    for number, keys, values in entries:
        if number < 0:
            namespace, name = caches.tallies[-1 - number]
            namespace[name] += keys[0]
            continue
        setdefault = caches[number].setdefault
        for key, value in zip(keys, values):
            setdefault(key, value)
