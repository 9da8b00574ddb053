"""Time items that run in the driver, and judge what the clock said."""

from __future__ import annotations

from time import perf_counter, process_time

CERTAIN = 0.002  # seconds of processor time that cannot be a hiccup of the machine
CHEAP = 50e-6  # seconds of an item that is faster once it has run a few times
WARM = 0.001
ENOUGH = 8  # items after which cheap ones are believed
THOROUGH = 64  # items of a look at what seems to be long now and then
PLENTY = 50  # items for each worker, among which a second one that runs in the driver does not matter


class Probe:
    """One round of probing: a number of items in a row, timed one by one or in small groups."""

    __slots__ = (
        "began",
        "count",
        "cpu",
        "largest",
        "largest_count",
        "latest",
        "rounds",
        "seconds",
        "spent",
        "thorough",
    )

    def __init__(self) -> None:
        self.began = perf_counter()
        self.rounds = -1
        self.spent = 0.0  # seconds in items, of all rounds and of what ran in place between them
        self.thorough = False  # whether items in place took so long that the few that were looked at say little
        self.restart()

    def restart(self) -> None:
        """Begin another round."""
        self.rounds += 1
        self.cpu = process_time()
        self.count = 0
        self.seconds = 0.0
        self.latest = 0.0
        self.largest = 0.0  # the longest group so far, and how many items it had
        self.largest_count = 0

    def add(self, seconds: float, count: int) -> None:
        """Note `count` items that took `seconds` together."""
        self.count += count
        self.seconds += seconds
        self.spent += seconds
        self.latest = seconds / count
        if seconds > self.largest:
            self.largest, self.largest_count = seconds, count

    def estimate(self) -> float:
        """Seconds per item at first sight; the latest items count more, because items may grow."""
        return max(self.seconds / self.count, self.latest)

    def believed(self, plenty: bool = False) -> float | None:
        """Seconds per item after a second look; None while it is too early.

        A process that was made to wait looks slow to the clock. Among enough items the longest group is left out; a
        few items are believed when they took much processor time. Twice the mean is believed, for items that grow.
        Where there is `plenty` of items, no single one is: the first may have imported, compiled or cached something.
        """
        if self.thorough and self.count >= THOROUGH:
            return self.seconds / self.count  # the longest ones are what such a look is for
        others = self.count - self.largest_count
        cpu = self._cpu_of_items()
        if (plenty or self.count >= ENOUGH) and others > 0:
            enough = self.count >= ENOUGH or cpu >= CERTAIN
            return min(self.estimate(), 2.0 * (self.seconds - self.largest) / others) if enough else None
        if plenty:
            return None
        return min(self.estimate(), 2.0 * cpu / self.count) if cpu >= CERTAIN else None

    def ended(self, promising: bool, plenty: bool = False) -> bool:
        """True when this round has taken long enough; few items do where nothing is promising, and nothing was."""
        if self.thorough and self.seconds < WARM:
            return self.count >= THOROUGH
        if promising:
            alone = plenty and self.count == self.largest_count
            return self.count >= ENOUGH or (self._cpu_of_items() >= CERTAIN and not alone)
        return self.count >= (4 if self.rounds == 1 else 2)

    def warm(self) -> bool:
        """True when items, if they are cheap, have run long enough to find caches and specialised bytecode ready."""
        return self.estimate() >= CHEAP or self.spent >= WARM

    def _cpu_of_items(self) -> float:
        """Processor time of this round's items; what the driver does between them (it may compile modules) is none."""
        return min(self.seconds, process_time() - self.cpu)

    def outlook(self, left: int) -> float:
        """Seconds since probing began, and what so many items more would take."""
        return self.age() + (left * self.estimate() if left and self.count else 0.0)

    def age(self) -> float:
        """Seconds since probing began."""
        return perf_counter() - self.began
