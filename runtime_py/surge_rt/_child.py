"""The life of a forked worker."""

from __future__ import annotations

import gc
import os
from struct import Struct
from time import process_time

from . import _fills, _guard, _state, _work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

HEADER = Struct("<QQd")
YOUNG = 50_000  # containers more than there were, before a worker looks for cycles


class Job:
    """What the workers of a region compute: a task, the values it needs, and the items."""

    __slots__ = ("items", "needs", "per_item", "random_states", "sets", "task", "watch")

    def __init__(
        self, task: Callable[..., Any], needs: tuple[Any, ...], items: Sequence[Any], per_item: bool, sets: bool
    ) -> None:
        self.task = task
        self.needs = needs
        self.items = items
        self.per_item = per_item
        self.sets = sets
        self.random_states: list[Any] | None = None  # as the latest chunk left them
        self.watch = _fills.Watch(task)

    def run(self, start: int, stop: int) -> _work.Result:
        """Compute the items start..stop, and check that doing so changed nothing outside."""
        _guard.hit = ""
        before = self.random_states if self.random_states is not None else _guard.random_states()
        self.watch.begin()
        compute = _work.run_items if self.per_item else _work.run_chunk
        logs, failures = compute(self.task, self.needs, self.items[start:stop])
        self.random_states = _guard.random_states()
        if self.watch.undo():
            return self._all_failed(start, stop, _fills.FILLED)
        if before != self.random_states:
            return self._all_failed(start, stop, "drew random numbers")
        if _guard.hit and _guard.hit not in failures.values():
            return self._all_failed(start, stop, _guard.hit)
        return logs, failures

    def _all_failed(self, start: int, stop: int, reason: str) -> _work.Result:
        if not self.per_item:
            return [], {0: reason}
        count = stop - start
        return [None] * count, dict.fromkeys(range(count), reason)


def serve(job: Job, plan: list[tuple[int, int]], tokens: int, out: int) -> NoReturn:
    """Take chunks until there are none; never returns."""
    status = 1
    try:
        _collect_seldom()
        _state.enter_worker()
        _guard.install((tokens, out))
        while True:
            token = os.read(tokens, 4)
            if not token:
                break
            chunk = int.from_bytes(token, "little")
            begin = process_time()
            payload = _work.pack_result(job.run(*plan[chunk]), job.per_item, job.sets)
            write_all(out, HEADER.pack(chunk, len(payload), process_time() - begin), payload)
        status = 0
    finally:
        os._exit(status)


def serve_one(task: Callable[..., Any], needs: tuple[Any, ...], out: int) -> NoReturn:
    """Compute one task, send its log; never returns."""
    status = 1
    try:
        _collect_seldom()
        _state.enter_worker()
        _guard.install((out,))
        sets = task.surge.sets  # type: ignore[attr-defined]
        begin = process_time()
        result = Job(lambda _item, *values: task(*values), needs, (None,), True, sets).run(0, 1)
        seconds = process_time() - begin
        payload = _work.pack_result(result, True, sets)
        write_all(out, HEADER.pack(0, len(payload), seconds), payload)
        status = 0
    finally:
        os._exit(status)


def _collect_seldom() -> None:
    """Leave alone what was inherited, which is not ours to collect, and which touching would copy.

    What a chunk allocates is small and mostly goes with its log; cycles in it may wait until there are many.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 100)


def write_all(out: int, head: bytes, payload: bytes) -> None:
    """Write a frame, however many writes it takes."""
    sent = os.writev(out, (head, payload)) - len(head)
    view = memoryview(payload)
    while sent < len(payload):
        sent += os.write(out, view[sent:])


def unpack_or_none(payload: bytes | bytearray) -> _work.Result | None:
    """A chunk's result; None when it does not unpickle here, which makes the chunk a lost one."""
    try:
        return _work.unpack(payload)  # type: ignore[no-any-return]
    except Exception:
        return None
