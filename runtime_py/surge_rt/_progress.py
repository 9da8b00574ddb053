"""One line on the terminal about a region that takes long: how much is done, since when, and how long it may still take.

    surge: main_rows: 31 % of 4000 items, 0:12 elapsed, about 0:27 left

The line stands while the driver waits, and is gone before the program does anything itself: what the program prints stands
where it would stand without it. Standard error that is no terminal never sees it. Why it is no bar of rich or tqdm, where
these are installed: ARCHITECTURE.md, "Where this differs".
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._region import Region

EVERY = 0.2  # seconds between two versions of the line
AGAIN = 0.02  # the same, before a line that was taken away comes back
ERASE = b"\r\x1b[K"

_shown = False
_text = b""
_made = 0.0


def show(region: Region, now: float) -> float:
    """Show how far a region is; when to do so again."""
    global _shown, _text, _made
    if not _in_foreground():
        return now + 1.0
    if now >= _made + EVERY:
        _text, _made = _line(region, now).encode(), now
        _write(ERASE + _text)
    elif not _shown:
        _write(_text)
    _shown = True
    return now + AGAIN


def clear() -> None:
    """Take the line away."""
    global _shown
    if _shown:
        _shown = False
        _write(ERASE)


def _in_foreground() -> bool:
    """False for a job in the background, which the terminal may stop for writing."""
    try:
        return os.tcgetpgrp(2) == os.getpgrp()
    except OSError:
        return True  # a terminal that controls nobody


def _line(region: Region, now: float) -> str:
    elapsed = now - region.since
    left = region.feed.remaining()
    done = region.feed.done()
    text = f"surge: {region.site.name}: {done} items"
    if left is not None and done + left:
        share = done / (done + left)
        text = f"surge: {region.site.name}: {100 * share:.0f} % of {done + left} items"
    text += f", {_clock(elapsed)} elapsed"
    if left is not None and done:
        text += f", about {_clock(elapsed / done * left)} left"
    return text[: _columns() - 1]


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _columns() -> int:
    try:
        return os.get_terminal_size(2).columns or 80
    except OSError:
        return 80


def _write(data: bytes) -> None:
    try:
        os.write(2, data)
    except OSError:
        return  # the terminal is gone: nobody watches
