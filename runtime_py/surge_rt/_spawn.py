"""Warm workers under the start methods spawn and forkserver."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def hire(site: Any, job: Any, plan: list[tuple[int, int]], workers: int, limit: int) -> Any:
    """A crew of warm workers for one region; None when the region's values cannot be sent."""
    return None
