"""Rounds that seed the generator of `random` before they draw from it.

Each item starts from a state that no seed leads to. What state it leaves travels with its log, or None where it has done nothing to
it; the driver sets that before it commits the log, so that the rest of the round, what follows the loop, and what goes on where
the loop is left see the numbers that they would have seen.
"""

from __future__ import annotations

import sys

from . import _work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

_nobodys: Any = None


def _nobodys_state(random: Any) -> Any:
    """A state that no program has seeded."""
    global _nobodys
    if _nobodys is None:
        version, words, _ = random.getstate()
        _nobodys = (version, (*(0x5EED0000 ^ number for number in range(len(words) - 1)), words[-1]), None)
        random_of_ours = random.Random(0)
        random_of_ours.setstate(_nobodys)
        _nobodys = random_of_ours.getstate()
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
    """Compute items as `_work` does, each from nobody's state; a log comes with the state that the item has left."""
    import random  # noqa: PLC0415 (programs with such tasks have it)

    before, nobodys = random.getstate(), _nobodys_state(random)
    logs: list[Any] = []
    failures: dict[int, str] = {}
    try:
        for offset, item in enumerate(items):
            random.setstate(nobodys)
            (log,), failed = _work.compute(task, needs, (item,))
            if failed:
                failures[offset] = failed[0]
                logs.append(None)
                if failed[0] == _work.LEFT:
                    break
                continue
            left = random.getstate()
            logs.append((log, None if left == nobodys else left))
    finally:
        random.setstate(before)
    missing = range(len(logs), len(items))
    failures.update(dict.fromkeys(missing, _work.LEFT))
    return logs + [None] * len(missing), failures


def commit(pairs: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Items with their logs, each after the state that the item has left was set."""
    for item, (log, left) in pairs:
        if left is not None:
            restore(left)
        yield item, log
