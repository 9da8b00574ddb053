"""Dictionaries that make up missing keys: `graph[u]` in a `defaultdict` is a read, unless `u` is not there.

A task whose analysis found such reads, and nothing else that changes what was there before, runs ahead; where it did add a key,
its values are thrown away, the key with them, and from there on the original statements run.
"""

from __future__ import annotations

import gc

from . import _state, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


FILLED = "added a key to a defaultdict"


class Watch:
    """The dictionaries to which a task may add keys: all that there are. A task can reach no later ones, but for its own."""

    __slots__ = ("counted", "dictionaries", "lengths", "tallies")

    def __init__(self, task: Callable[..., Any]) -> None:
        self.dictionaries: list[Any] = []
        self.lengths: list[int] = []
        self.tallies: list[Any] = []
        self.counted: list[Any] = []
        site = getattr(task, "surge", None)
        if site is not None and site.caches and _state.tallies:
            self.tallies = list(_state.tallies)
        if site is not None and site.fills:
            from collections import defaultdict

            self.dictionaries = [value for value in gc.get_objects() if issubclass(type(value), defaultdict)]

    def begin(self) -> None:
        """Remember how long they are."""
        self.lengths = list(map(dict.__len__, self.dictionaries))
        if self.tallies:
            self.counted = load("_caches").counts(self.tallies)

    def take_back(self) -> None:
        """Take back what was counted since then: the original statements count it again."""
        if self.tallies:
            load("_caches").take_back(self.tallies, self.counted)

    def undo(self) -> bool:
        """Take out what was added since then; whether anything was."""
        added = False
        for dictionary, length in zip(self.dictionaries, self.lengths):
            while dict.__len__(dictionary) > length:
                dict.popitem(dictionary)
                added = True
        return added
