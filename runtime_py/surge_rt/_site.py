"""A site: one parallel region of the program, its options, its history and its counters."""

from __future__ import annotations

FOREVER = 1 << 62


class Site:
    """What is known about one region; one per task function, for the life of the process."""

    __slots__ = (
        "bad_entries",
        "calling",
        "counts",
        "entries",
        "globals",
        "handling",
        "hashed",
        "heavy",
        "kind",
        "losses",
        "misses",
        "name",
        "origin",
        "paid",
        "rest_period",
        "seconds",
        "sets",
        "ship",
        "ship_bytes",
        "skip",
        "why",
    )

    def __init__(
        self, name: str, origin: str, heavy: bool, sets: bool, hashed: bool, names: tuple[str, ...], kind: str
    ) -> None:
        self.name = name
        self.origin = origin
        self.heavy = heavy
        self.sets = sets
        self.hashed = hashed
        self.globals = names
        self.kind = kind
        self.calling = 0.1e-6  # seconds that calling the task and timing it adds to an item
        self.handling = 0.2e-6  # seconds that one log costs the driver besides unpickling
        self.skip = 0  # entries that still pass by without looking at the region at all
        self.rest_period = 10  # how many will pass by after the next series of misses
        self.bad_entries = 0  # entries most of whose items failed
        self.paid = False  # whether the latest parallel run was faster than running in place
        self.losses = 0.0  # parallel runs that were slower, less those that were not; slowly forgotten
        self.misses = 0  # entries in a row that were too small to be worth a look
        self.seconds: float | None = None  # compute time of one item
        self.ship: float | None = None  # time to pickle and unpickle the log of one item
        self.ship_bytes = 0.0
        self.entries = 0
        self.why = ""
        self.counts: dict[str, float] = {}

    def count(self, name: str, amount: float = 1) -> None:
        """Add to one of the counters that SURGE_STATS shows."""
        self.counts[name] = self.counts.get(name, 0) + amount

    def learn(self, seconds: float) -> None:
        """Blend a newly measured compute time per item into the history."""
        self.seconds = seconds if self.seconds is None else 0.5 * (self.seconds + seconds)

    def enter(self) -> None:
        """Note an entry that is going to look at the region."""
        self.entries += 1
        self.losses *= 0.97

    def failed_entry(self) -> bool:
        """Note an entry most of whose items failed. True when the site has just gone to rest for good."""
        self.bad_entries += 1
        if self.bad_entries == 2:
            self.skip = FOREVER
        return self.bad_entries == 2

    def missed(self) -> bool:
        """Note an entry too small to matter. True when the site has just gone to rest for good."""
        self.misses += 1
        if self.misses < 3:
            return False
        self.misses = 0
        if self.rest_period > 1000:
            self.skip = FOREVER
            self.why = "too little work"
            return True
        self.skip = self.rest_period
        self.rest_period *= 10
        return False


def task(origin, *, heavy=False, sets=False, hashed=False, globals=(), kind="loop"):  # type: ignore[no-untyped-def]  # noqa: A002
    """Mark a task function with the place it came from and what the compiler knows about it.

    The function itself is not wrapped: it only gets a `surge` attribute, its `Site`.
    """

    def mark(function):  # type: ignore[no-untyped-def]
        function.surge = Site(function.__name__, origin, heavy, sets, hashed, tuple(globals), kind)
        return function

    return mark
