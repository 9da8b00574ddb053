"""Cut the items of a region into chunks: large enough to be cheap to hand out, small near the end."""

from __future__ import annotations

MAX_CHUNKS = 8000
LONG_CHUNK = 0.010
SHORT_CHUNK = 0.0002
MAX_CHUNK_BYTES = 4 << 20
SHARES = 16  # chunks for each worker, as long as these are not too short
FEW_SHARES = 4  # the same in regions that are short themselves
OVERHEAD = 20  # times what handing it out costs, that a chunk is to take


def most_items(seconds: float | None) -> int:
    """How many items may be cut at once: as many as make chunks of the usual length. Others have to wait for the next region."""
    return MAX_CHUNKS * (1 if seconds is None else max(1, int(LONG_CHUNK / max(seconds, 1e-8))))


def cut(
    start: int,
    stop: int,
    workers: int,
    seconds: float | None,
    item_bytes: float = 0.0,
    handing_out: float = 0.0,
    shares: int = SHARES,
) -> list[tuple[int, int]]:
    """Chunks (first, end) that cover start..stop.

    seconds: expected compute time of one item, None when nothing is known: then the chunks are single items as far
    as their number allows. item_bytes: expected size of one log. handing_out: seconds of a worker
    that each chunk costs besides; chunks are so long that this does not matter. shares: how many chunks each worker is to have.
    """
    count = stop - start
    if seconds is None:
        largest = smallest = max(1, count // 256)
    else:
        each = max(seconds, 1e-8)
        longest = max(LONG_CHUNK, OVERHEAD * handing_out)
        shortest = max(SHORT_CHUNK, 0.25 * OVERHEAD * handing_out)
        wanted = min(longest, max(shortest, count * each / (workers * shares)))
        largest = max(1, int(wanted / each))
        smallest = max(1, min(largest, int(shortest / each)))
    if item_bytes:
        largest = max(1, min(largest, int(MAX_CHUNK_BYTES / item_bytes)))
    largest = max(largest, count // MAX_CHUNKS)
    return _guided(start, stop, workers, smallest, largest)


def cut_even(start: int, stop: int, size: int) -> list[tuple[int, int]]:
    """Chunks of so many items each, as the user says; the last one has what is left."""
    size = max(size, (stop - start) // MAX_CHUNKS)
    return [(first, min(stop, first + size)) for first in range(start, stop, size)]


def _guided(start: int, stop: int, workers: int, smallest: int, largest: int) -> list[tuple[int, int]]:
    """Chunks of `largest` items, shrinking when what is left would no longer feed every worker a few times."""
    chunks = []
    while start < stop:
        size = max(min(largest, (stop - start) // (3 * workers)), min(smallest, largest), 1)
        end = min(stop, start + size)
        chunks.append((start, end))
        start = end
    return chunks


def cut_fine(start: int, stop: int, least: int = 1) -> list[tuple[int, int]]:
    """Chunks of 1, 2, 3, 1, 2, 3… times as many items as the smallest is to have, for tests that want every path taken."""
    chunks = []
    size = 0
    room = max(least, (stop - start) // MAX_CHUNKS)
    while start < stop:
        size = size % 3 + 1
        end = min(stop, start + size * room)
        chunks.append((start, end))
        start = end
    return chunks
