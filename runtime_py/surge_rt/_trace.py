"""SURGE_TRACE=file.json: what ran where and when, in the trace event format that Chrome and Perfetto open.

One row for the driver and one for each place in a crew; regions, probes, waits and commits on the driver's, chunks on
those of the workers, whose clocks are the driver's own; the bytes that wait for their commit as a curve. The rows hold
complete events ("X"), fallbacks and lost workers are instants ("i"), names are metadata ("M"), the curve counters ("C").
The file is written whole or not at all, when the interpreter ends, after everything else that the program does then.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter

from . import _state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._region import Region
    from ._site import Site

MOST_EVENTS = 500_000  # more would fill memory, and no viewer shows them
SHORTEST_WAIT = 20e-6
DRIVER = 0
SEGMENTS = 1000  # rows of segments are numbered from here


class Trace:
    """The events of this process so far."""

    def __init__(self, path: str) -> None:
        self.path = os.path.abspath(path)
        self.owner = os.getpid()
        self.zero = perf_counter()
        self.events: list[dict[str, Any]] = []
        self.dropped = 0
        self.rows: dict[int, str] = {DRIVER: "driver"}
        self.shown_until: dict[int, float] = {}

    def _event(self, kind: str, row: int, name: str, at: float, **more: Any) -> None:
        if len(self.events) >= MOST_EVENTS:
            self.dropped += 1
            return
        stamp = round((at - self.zero) * 1e6, 3)
        self.events.append({"name": name, "ph": kind, "pid": self.owner, "tid": row, "ts": max(0.0, stamp), **more})

    def _span(self, row: int, name: str, begin: float, end: float, **args: Any) -> None:
        begin = max(begin, self.zero)
        self._event("X", row, name, begin, dur=round(max(0.0, end - begin) * 1e6, 3), args=args)

    def _instant(self, row: int, name: str, **args: Any) -> None:
        self._event("i", row, name, perf_counter(), s="t", args=args)

    def _bytes(self, held: int, at: float) -> None:
        self._event("C", DRIVER, "bytes held", at, args={"bytes": held})

    def probe(self, site: Site, begin: float, end: float, items: int) -> None:
        """Items that ran in the driver, timed."""
        self._span(DRIVER, f"probe {site.name}", begin, end, items=items)

    def region_begins(self, region: Region) -> None:
        """Workers have been started."""
        self._span(
            DRIVER, "start workers", region.began, perf_counter(), site=region.site.name, workers=region.crew.size
        )

    def region_ends(self, region: Region, crew: Any) -> None:
        """Workers have been ended."""
        done, total = region.next, len(region.plan)
        args = {"origin": region.site.origin, "items": region.items_done, "chunks": done, "bytes": region.bytes_done}
        if done < total:
            args["left early"] = total - done
        now = perf_counter()
        self._bytes(0, now)
        self._span(DRIVER, f"region {region.site.name}", region.began, now, workers=crew.size, **args)

    def waited(self, region: Region, begin: float) -> None:
        """The driver had nothing to commit for a while."""
        end = perf_counter()
        if end - begin > SHORTEST_WAIT:
            self._span(DRIVER, "wait", begin, end, chunk=region.next)

    def commit(self, region: Region, begin: float, end: float, size: int) -> None:
        """The program's own statements, for the logs of one chunk."""
        self._span(DRIVER, "commit", begin, end, chunk=region.next - 1, bytes=size)
        self._bytes(region.crew.held if region.crew is not None else 0, end)

    def chunk(self, crew: Any, worker: Any, number: int) -> None:
        """A worker has sent the result of a chunk."""
        _, size, seconds, began, ended, memory, _ = worker.report
        items = crew.plan[number]
        self._row(worker.number, f"worker {worker.number}")
        self._span(
            worker.number,
            f"{crew.job.task.__name__} {items[0]}–{items[1] - 1}",
            began,
            ended,
            chunk=number,
            items=items[1] - items[0],
            bytes=size,
            cpu_ms=round(seconds * 1000, 3),
            own_kib=memory,
            process=worker.pid,
        )
        self._bytes(crew.held, perf_counter())

    def segment(self, site: Site, worker: Any) -> None:
        """A task beside the driver has ended."""
        _, size, seconds, began, ended, _, _ = worker.report
        row = SEGMENTS
        while self.shown_until.get(row, 0.0) > began:
            row += 1
        self.shown_until[row] = ended
        self._row(row, f"segments {row - SEGMENTS + 1}")
        self._span(row, site.name, began, ended, bytes=size, cpu_ms=round(seconds * 1000, 3), process=worker.pid)

    def lost(self, worker: Any, why: str) -> None:
        """A worker is gone; what it computed runs in the driver."""
        self._row(worker.number, f"worker {worker.number}")
        self._instant(worker.number, why, process=worker.pid)

    def fallback(self, site: Site, why: str) -> None:
        """Items run in place, and why."""
        self._instant(DRIVER, f"in place: {why}", site=site.name)

    def _row(self, row: int, name: str) -> None:
        self.rows.setdefault(row, name)

    def _names(self) -> list[dict[str, Any]]:
        """The metadata events: what the process and its rows are called, and the order of the rows."""
        common = {"ph": "M", "pid": self.owner, "ts": 0}
        program = os.path.basename(_state.original) or os.path.basename(sys.argv[0])
        named: list[dict[str, Any]] = [{"name": "process_name", "tid": DRIVER, "args": {"name": program}, **common}]
        for row, name in sorted(self.rows.items()):
            named.append({"name": "thread_name", "tid": row, "args": {"name": name}, **common})
            named.append({"name": "thread_sort_index", "tid": row, "args": {"sort_index": row}, **common})
        return named

    def write(self) -> None:
        """Write the file; a child of the program's own writes none."""
        if os.getpid() != self.owner:
            return
        import json

        self._span(DRIVER, "program", self.zero, perf_counter())
        events = self._names() + sorted(self.events, key=lambda event: (event["ts"], -event.get("dur", 0)))
        counts = {site.name: site.counts for site in _state.sites}  # type: ignore[attr-defined]
        other = {"dropped events": self.dropped, "counts": counts, "python": sys.version.split()[0]}
        temporary = f"{self.path}.{self.owner}"
        try:
            with open(temporary, "w", encoding="utf-8") as file:
                json.dump({"traceEvents": events, "displayTimeUnit": "ms", "otherData": other}, file)
            os.replace(temporary, self.path)
        except OSError as error:
            _complain(f"surge: SURGE_TRACE={self.path}: {error.strerror}\n")
            if os.path.exists(temporary):
                os.remove(temporary)


def _complain(message: str) -> None:
    if sys.__stderr__ is not None:
        sys.__stderr__.write(message)


def begin(path: str) -> None:
    """Trace this process from now on."""
    import atexit

    _state.trace = Trace(path)
    atexit.register(_state.trace.write)
