"""A long accumulation that goes on where it was when its process ended: `resumable_fold`.

    state = resumable_fold(step, first, items, "run.checkpoint")

is the loop `for item in items: state = step(state, item)`, whose state is written to a file from time to time. Run again after a crash, it
starts from there. The file is written whole or not at all (a new one, which takes the place of the old one when it is on the disk), and the one
before is kept beside it for the case that the disk fails.
"""

from __future__ import annotations

import os
import pickle
import sys
from math import isqrt
from operator import length_hint
from time import monotonic

from ._checkpoint_store import NEW, interpreter, sync_folder, take_apart, write_new

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeVar

    S = TypeVar("S")
    T = TypeVar("T")

BEFORE = ".before"  # behind the name of the file: the checkpoint before the latest
SHORTEST = 1.0  # seconds between two checkpoints, where nobody says how many items


class CheckpointError(ValueError):
    """A checkpoint that is there, and cannot be used."""


def resumable_fold(
    step: Callable[[S, T], S],
    state: S,
    iterable: Iterable[T],
    file: str | os.PathLike[str],
    *,
    every: int | None = None,
) -> S:
    """`state = step(state, item)` for each item, in order; the last state. Goes on from the checkpoint in `file`, if there is one.

    every: items between two checkpoints; by default √n of n items, or 1,000 where there is no telling how many, and never two within a second.
    The state has to pickle. Items are gone through anew after a crash, and those that are done are skipped, so they have to be the
    same. The state of `random`, and that of NumPy's generator where NumPy is loaded, belong to the checkpoint; what `step` prints or
    writes does not: what it did after the latest checkpoint is done again. At the end the files are removed.

    Raises CheckpointError where there is a checkpoint of another function or interpreter, or none that is whole; and what `step`, the iterable,
    pickle and the disk raise.
    """
    if every is not None and every < 1:
        raise ValueError(f"every={every}: expected a positive number of items")
    place = os.path.abspath(os.fspath(file))
    owner = f"{step.__module__}.{getattr(step, '__qualname__', type(step).__qualname__)}"
    identity = {"function": owner, "interpreter": interpreter()}
    done, state = _start(place, identity, state)
    spacing = every or isqrt(length_hint(iterable)) or 1000
    items = iter(iterable)
    for number in range(done):
        if next(items, items) is items:
            raise CheckpointError(f"{place} was written after {done} items, and now there are {number}")
    written = monotonic()
    for item in items:
        state = step(state, item)
        done += 1
        if done % spacing == 0 and (every is not None or monotonic() - written >= SHORTEST):
            _write(place, {**identity, "done": done}, (state, _random_states()))
            written = monotonic()
    for path in (place, place + BEFORE):
        if os.path.exists(path):
            os.remove(path)
    return state


def _start(place: str, identity: dict[str, str], first: S) -> tuple[int, S]:
    """How many items are done, and the state after them; sets the random generators."""
    troubles = []
    for path in (place, place + BEFORE):
        try:
            with open(path, "rb") as file:
                data = file.read()
        except FileNotFoundError:
            continue
        try:
            header, pickled = take_apart(data)
        except ValueError as error:
            troubles.append(f"{path} is damaged ({error})")
            continue
        for what, name in identity.items():
            if header.get(what) != name:
                raise CheckpointError(f"{path} was written for another {what}: {header.get(what)}")
        state, generators = pickle.loads(pickled)
        _set_random_states(generators)
        return header["done"], state
    if troubles:
        raise CheckpointError("; ".join(troubles))
    return 0, first


def _write(place: str, header: dict[str, Any], state: Any) -> None:
    write_new(place, header, state)
    if os.path.exists(place):
        os.replace(place, place + BEFORE)
    os.replace(place + NEW, place)
    sync_folder(os.path.dirname(place))


def _random_states() -> dict[str, Any]:
    states = {}
    if "random" in sys.modules:
        states["random"] = sys.modules["random"].getstate()
    if "numpy.random" in sys.modules:
        states["numpy.random"] = sys.modules["numpy.random"].get_state()
    return states


def _set_random_states(states: dict[str, Any]) -> None:
    from importlib import import_module

    for name, state in states.items():
        module = import_module(name)
        (module.setstate if name == "random" else module.set_state)(state)
