"""Caches of functions that call themselves: what workers found is put into the program's own.

How deep `ways(5000)` recurses depends on what `ways` has kept. Where a loop calls it for 0, 1, 2… each call goes one level deeper
than what is there, in the script; a worker goes deeper than that, as it does not have what the others found, and the program
itself would, after the loop, had it not called the function at all. So a worker sends the entries that it made with the logs of
a chunk, up to the first item that failed, and the driver adds those that it has not got before it commits the first of these
logs. As functions call each other in the same order everywhere, and stop where there is an entry, entries come in the order of the script.
"""

from __future__ import annotations

import gc
from functools import lru_cache
from itertools import islice

from . import _state, _work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Cache = dict[Any, Any]
    Entries = list[tuple[int, list[Any], list[Any]]]  # the number of a cache, keys, values


def of_functions() -> list[Cache]:
    """The entries of all caches that never forget, as dictionaries, and dictionaries that functions use so.

    It is the same list in a process that is forked from here.
    """
    kind = type(lru_cache(len))
    found: list[Cache] = []
    for value in gc.get_objects():
        if type(value) is kind and value.cache_parameters()["maxsize"] is None:
            found.append(entries_of(value))
    for namespace, name in _state.memos:
        value = namespace.get(name)
        if type(value) is dict:
            found.append(value)
    return found


def entries_of(function: Any) -> Cache:
    """The dictionary in which a function keeps what it found, which is no attribute of it."""
    own = function.__dict__
    (entries,) = (value for value in gc.get_referents(function) if type(value) is dict and value is not own)
    return entries


def run(
    caches: list[Cache], task: Callable[..., Any], needs: tuple[Any, ...], items: Sequence[Any], per_item: bool
) -> tuple[list[Any], dict[int, str], Entries]:
    """Compute items as `_work` does, and tell what was new in the caches after the last one before the first that failed."""
    before = list(map(len, caches))
    if not per_item:
        logs, failures = _work.run_chunk(task, needs, items)
        return logs, failures, [] if failures else _new(caches, before, list(map(len, caches)))
    logs, failures = [], {}
    ends: list[int] = []
    for offset, item in enumerate(items):
        if not failures:
            ends = list(map(len, caches))
        part, failed = _work.run_items(task, needs, (item,))
        logs += part
        if failed:
            failures[offset] = failed[0]
    return logs, failures, _new(caches, before, ends if failures else list(map(len, caches)))


def _new(caches: list[Cache], before: list[int], ends: list[int]) -> Entries:
    """What was added from one length to another: dictionaries keep the order, and nothing is ever taken out."""
    entries: Entries = []
    for number, (cache, start, end) in enumerate(zip(caches, before, ends)):
        if end > start:
            entries.append((number, list(islice(cache, start, end)), list(islice(cache.values(), start, end))))
    return entries


def add(caches: list[Cache], entries: Entries) -> None:
    """Add what a worker found, but for what is there."""
    for number, keys, values in entries:
        setdefault = caches[number].setdefault
        for key, value in zip(keys, values):
            setdefault(key, value)
