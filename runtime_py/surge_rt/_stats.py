"""What ran where: the table that SURGE_STATS=1 prints when the program ends, on standard error.

One row for each site; below it, for each, why entries ran in place and what became of items that failed, with counts.
`speed-up` compares what the items that ran in workers would have taken in place, as the probe or earlier regions say,
with what they took.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter, process_time

from . import _engines, _settings, _state, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._program import Program
    from ._site import Site

COLUMNS = (
    "site",
    "origin",
    "entries",
    "regions",
    "parallel items",
    "in-place items",
    "chunks",
    "workers",
    "seconds in parallel",
    "speed-up",
    "bytes shipped",
    "start ms",
    "driver cpu s",
    "workers cpu s",
)
NOTED = ("failed: ", "in place: ", "workers kept", "workers started")

_began = 0.0
_sequential = ""  # why the original runs as it is, if it does


def begin(program: Program | None) -> None:
    """Do what SURGE_STATS and SURGE_TRACE ask for, from now on; None: for a program that is written by hand."""
    global _began, _sequential
    import atexit

    _began = perf_counter()
    _sequential = "" if program is None or program.tasks is not None else "the original runs as it is"
    if _settings.current.trace:
        load("_trace").begin(_settings.current.trace)
    if _settings.current.stats:
        if program is not None:
            _warn_of_memory()
        atexit.register(show)


def _warn_of_memory() -> None:
    """Say so, before the run, where the plan knows that the script needs more memory than there is."""
    import json

    try:
        with open(os.path.join(os.path.dirname(os.path.dirname(__file__)), "plan.json"), encoding="utf-8") as file:
            least = json.load(file)["memory"]["peak"]["low"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    free = load("_memory").free() << 10
    if isinstance(least, (int, float)) and least > free and sys.__stderr__ is not None:
        sys.__stderr__.write(
            f"surge: the script needs at least {least / 1e6:.0f} MB, and {free / 1e6:.0f} MB are free\n"
        )


def show() -> None:
    """Print the table on the standard error stream the process began with."""
    stream = sys.__stderr__
    if stream is None or _state.busy:
        return
    try:
        stream.write("\n".join(_lines()) + "\n")
        stream.flush()
    except (OSError, ValueError):
        return  # closed: nobody reads it


def _lines() -> list[str]:
    workers_cpu = sum(site.counts.get("workers cpu s", 0) for site in _state.sites)  # type: ignore[attr-defined]
    head = (
        f"surge: {_settings.current.workers} workers, {_engines.title()}, "
        f"{perf_counter() - _began:.3f} s, cpu {process_time():.3f} s in the driver and {workers_cpu:.3f} s in workers"
    )
    if _sequential:
        return [f"{head}; {_sequential}"]
    rows = [COLUMNS, *(_row(site) for site in _state.sites)]  # type: ignore[arg-type]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    table = [
        "  ".join(_align(cell, width, column) for column, (cell, width) in enumerate(zip(row, widths))).rstrip()
        for row in rows
    ]
    return [head, *table, *(note for site in _state.sites for note in _notes(site))]  # type: ignore[arg-type]


def _row(site: Site) -> tuple[str, ...]:
    counts = site.counts
    compared = counts.get("compared s", 0)
    figures = (
        site.entries,
        int(counts.get("regions", 0)),
        int(counts.get("parallel items", 0)),
        int(counts.get("in-place items", 0)),
        int(counts.get("chunks", 0)),
        int(counts.get("workers", 0)),
        f"{counts.get('seconds in parallel', 0):.3f}",
        f"{counts.get('expected s', 0) / compared:.2f}" if compared else "-",
        int(counts.get("bytes shipped", 0)),
        f"{counts.get('start ms', 0):.1f}",
        f"{counts.get('driver cpu s', 0):.3f}",
        f"{counts.get('workers cpu s', 0):.3f}",
    )
    return (site.name, site.origin, *map(str, figures))


def _align(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column < 2 else cell.rjust(width)


def _notes(site: Site) -> list[str]:
    """Failures, reasons for running in place and the memory that workers needed, one line each."""
    lines = [
        f"{site.name}: {name}: {int(count)}" for name, count in sorted(site.counts.items()) if name.startswith(NOTED)
    ]
    if site.why and f"in place: {site.why}" not in site.counts:
        lines.append(f"{site.name}: in place: {site.why}")
    if site.memory > 1:
        lines.append(f"{site.name}: a worker needed {site.memory >> 10} MiB of its own at most")
    return lines
