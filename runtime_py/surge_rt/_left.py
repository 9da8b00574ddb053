"""What rounds leave besides their logs: the state of `random` that they have seeded, and by how much objects' numbers have grown.

Each item starts from a state of the generator that no seed leads to. What state it leaves travels with its log, or None where it has
done nothing to it; so does by how much it has counted up the numbers of objects that were there before (`self.rays += 1`), which are looked for when the region
begins, and have the same places in the list of a process that is forked from here. The driver takes both over before it commits the log, so that the rest of
the round, what follows the loop, and what goes on where the loop is left see what they would have seen.
"""

from __future__ import annotations

import gc
import sys

from . import _state, _work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    Places = list[tuple[Any, str]]  # objects, each with the name of a number

NO_NUMBER = "counted up what is no int"

places: Places = []  # of the job that this worker is at
_nobodys: Any = None


def find() -> Places:
    """All objects of the classes that count, with the names of what they count."""
    names: dict[int, set[str]] = {}
    kinds: list[type] = []
    for namespace, name, attribute in _state.counters:
        kind = namespace.get(name)
        if isinstance(kind, type):
            if id(kind) not in names:
                kinds.append(kind)
            names.setdefault(id(kind), set()).add(attribute)
    wanted = set(kinds)
    found = [value for value in gc.get_objects() if type(value) in wanted]
    places: Places = []
    for kind in kinds:  # numbers that a class has itself: its objects show them, and get none of their own
        own = {attribute for attribute in names[id(kind)] if type(kind.__dict__.get(attribute)) is int}
        places.extend((kind, attribute) for attribute in sorted(own))
        names[id(kind)] -= own
    places.extend((value, attribute) for value in found for attribute in sorted(names[id(type(value))]))
    return places


def _number(value: Any, name: str) -> Any:
    if isinstance(value, type):
        return value.__dict__.get(name)
    try:
        return object.__getattribute__(value, name)
    except AttributeError:
        return None


def _nobodys_state(random: Any) -> Any:
    """A state that no program has seeded."""
    global _nobodys
    if _nobodys is None:
        version, words, _ = random.getstate()
        _nobodys = (version, (*(0x5EED0000 ^ number for number in range(len(words) - 1)), words[-1]), None)
    return _nobodys


def state() -> Any:
    """The state as it is; None where the program has no such generator yet."""
    random = sys.modules.get("random")
    return None if random is None else random.getstate()


def restore(before: Any) -> None:
    """Set the state that was there before."""
    if before is not None:
        sys.modules["random"].setstate(before)


def run(task: Callable[..., Any], needs: tuple[Any, ...], items: Sequence[Any]) -> _work.Result:
    """Compute items as `_work` does; a log comes with what else the item has left."""
    site = task.surge  # type: ignore[attr-defined]
    logs: list[Any] = []
    failures: dict[int, str] = {}
    if site.seeds:
        import random  # noqa: PLC0415 (programs with such tasks have it)

        before, nobodys = random.getstate(), _nobodys_state(random)
    try:
        for offset, item in enumerate(items):
            if site.seeds:
                random.setstate(nobodys)
            counted = [_number(*place) for place in places]
            (log,), failed = _work.run_items(task, needs, (item,))
            grown = None if failed else _grown(counted)
            if failed or grown is None:
                failures[offset] = failed[0] if failed else NO_NUMBER
                logs.append(None)
                if failures[offset] == _work.LEFT:
                    break
                continue
            left = random.getstate() if site.seeds else None
            logs.append((log, None if site.seeds and left == nobodys else left, grown))
    finally:
        if site.seeds:
            random.setstate(before)
    missing = range(len(logs), len(items))
    failures.update(dict.fromkeys(missing, _work.LEFT))
    return logs + [None] * len(missing), failures


def _grown(before: list[Any]) -> list[tuple[int, int]] | None:
    """Which numbers have grown, and by how much; None where one is no `int`."""
    grown: list[tuple[int, int]] = []
    for number, (start, place) in enumerate(zip(before, places)):
        end = _number(*place)
        if end is not start:
            if type(start) is not int or type(end) is not int:
                return None
            grown.append((number, end - start))
    return grown


def commit(pairs: Iterable[tuple[Any, Any]], known: Places) -> Iterator[tuple[Any, Any]]:
    """Items with their logs, each after what the item has left was taken over."""
    for item, (log, left, grown) in pairs:
        if left is not None:
            restore(left)
        for number, more in grown:
            value, name = known[number]
            (type if isinstance(value, type) else object).__setattr__(value, name, _number(value, name) + more)
        yield item, log
