"""What ran where: the table that SURGE_STATS=1 prints when the program ends."""

from __future__ import annotations

import sys

from . import _engines, _settings, _state

COLUMNS = (
    "site",
    "origin",
    "entries",
    "parallel items",
    "in-place items",
    "workers",
    "seconds in parallel",
    "bytes shipped",
    "start ms",
    "driver cpu s",
    "workers cpu s",
)


def show_at_exit() -> None:
    """Print the table after everything else that the program does at its end."""
    import atexit

    atexit.register(show)


def show() -> None:
    """Print the table on the standard error stream the process began with."""
    stream = sys.__stderr__
    if stream is None or _state.busy:
        return
    rows = [COLUMNS, *(_row(site) for site in _state.sites)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = [
        "  ".join(_align(cell, width, column) for column, (cell, width) in enumerate(zip(row, widths))).rstrip()
        for row in rows
    ]
    lines += [note for site in _state.sites for note in _notes(site)]
    stream.write(f"surge: {_settings.current.workers} workers, {_engines.title()}\n" + "\n".join(lines) + "\n")
    stream.flush()


def _row(site) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
    counts = site.counts
    figures = (
        site.entries,
        int(counts.get("parallel items", 0)),
        int(counts.get("in-place items", 0)),
        int(counts.get("workers", 0)),
        f"{counts.get('seconds in parallel', 0):.3f}",
        int(counts.get("bytes shipped", 0)),
        f"{counts.get('start ms', 0):.1f}",
        f"{counts.get('driver cpu s', 0):.3f}",
        f"{counts.get('workers cpu s', 0):.3f}",
    )
    return (site.name, site.origin, *map(str, figures))


def _align(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column < 2 else cell.rjust(width)


def _notes(site) -> list[str]:  # type: ignore[no-untyped-def]
    """Failures and the latest reason for running in place, one line each."""
    lines = [
        f"{site.name}: {name}: {int(count)}" for name, count in sorted(site.counts.items()) if name.startswith("failed")
    ]
    if site.why:
        lines.append(f"{site.name}: in place: {site.why}")
    return lines
