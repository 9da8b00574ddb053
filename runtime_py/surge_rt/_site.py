"""A site: one parallel region of the program, its options, its history and its counters."""

from __future__ import annotations

from time import perf_counter

from . import _settings, _state, load
from ._trial import Trial

SIZED = (list, range, tuple, str, bytes)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FOREVER = 1 << 62
SLOW = 2  # regions in a row that were slower than in place: no accident
SLOW_AND_SHORT = 6  # the same where they are so short that a hiccup of the machine makes one slow
SHORTEST_REST = 0.5  # seconds in place after a comparison that did not go well: the machine may have been busy
LONGER_REST = 4  # times as long each time
VAIN_LOOKS = 3  # entries in a row at which looking did not lead to workers, before others pass by
VAIN_SECONDS = 0.25  # what those that pass by then take at most, as it seems
MUCH_MORE = 4  # times the items of all such entries: worth a look all the same
LOOKING = 18e-6  # seconds that a look takes at an entry that is left at once
LOOKING_SHARE = 0.03  # of what such entries take
PASSES = (1 << 14) - 1  # of so many entries that pass by, and one more, the last asks what passing by costs
PASS_SECONDS = 0.5e-6  # of each
PASS_SHARE = 0.03  # of the program's time, for which it is not worth giving up other sites
FEW_LOOKS = 3  # at another site of the same function, that say enough about it then
LONGEST_REST = 60  # seconds; after that, for good


class Site:
    """What is known about one region; one per task function, for the life of the process."""

    __slots__ = (
        "adding",
        "alone",
        "alone_cpu",
        "bad_entries",
        "caches",
        "calling",
        "counts",
        "deeper",
        "early",
        "entries",
        "faster",
        "files",
        "fills",
        "globals",
        "grows",
        "handling",
        "hashed",
        "heavy",
        "hindrance",
        "inside",
        "isolated",
        "keeps",
        "kept",
        "kind",
        "losses",
        "memory",
        "misjudged",
        "misses",
        "module",
        "most",
        "name",
        "only_forked",
        "origin",
        "paid",
        "passed",
        "pending",
        "proven",
        "refers",
        "rest_period",
        "rest_seconds",
        "says",
        "logs",
        "tells",
        "searching",
        "seconds",
        "seeds",
        "sets",
        "ship",
        "ship_bytes",
        "skip",
        "slower",
        "trial",
        "vain",
        "why",
        "whole",
        "widened",
        "writes",
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
        self.files = False  # tasks read files, or settings of the machine such as the current folder
        self.fills = False  # the task may add keys to a defaultdict: see _fills
        self.caches = False  # the task calls functions that call themselves and keep what they found: see _caches
        self.seeds = False  # the task seeds the generator of `random` before it draws from it: see _left
        self.grows = False  # the task counts up numbers of objects that were there before: see _left
        self.isolated = False  # tasks change what is theirs alone in a worker of their own: no thread may run them
        # Workers that are not forked do not have its objects, or can tell items from their originals.
        self.only_forked = False
        self.module = ""  # the module of the program that it stands in, if not the script
        self.whole = False  # all items together, with what the tasks need, will do for the program's own objects
        self.keeps = False  # whether workers may stay from region to region, as far as the compiler knows: see _kept
        self.kept: Any = (
            None  # a Keeper; None as long as nobody has looked whether it would help, False where it does not
        )
        self.searching = 0.0  # seconds that looking for objects to which results refer takes, as measured last
        self.refers = False  # results may be, or hold, objects that were there before: see _known
        self.inside = False  # whether there are regions in the copy of the loop that runs in place
        self.says = False  # the task prints: see _said
        self.writes = False  # it writes files: see _written
        self.logs = self.tells = False  # it says something by `logging`, or to a stream that it names
        self.deeper = 0  # calls between a worker and the task, besides the usual ones: see _depth
        self.kind = kind
        self.calling = 0.1e-6  # seconds that calling the task and timing it adds to an item
        self.handling = 0.2e-6  # seconds that one log costs the driver besides unpickling
        self.adding = 0.0  # the same for adding one item's share to what is there, as measured
        self.skip = 0  # entries that still pass by without looking at the region at all
        self.passed = _state.began  # when so many entries had passed by
        self.rest_period = 10  # how many will pass by after the next series of misses
        self.rest_seconds = SHORTEST_REST  # the same after the next comparison that did not go well, in time
        self.bad_entries = 0  # entries most of whose items failed
        self.paid = False  # whether the latest parallel run was faster than running in place
        self.losses = 0.0  # parallel runs that were slower, less those that were not; slowly forgotten
        self.misjudged = False  # whether items of the latest region turned out to be much shorter than it was cut for
        self.misses = 0  # entries in a row that were too small to be worth a look
        self.early = 0  # entries in a row that were left before they had workers
        self.vain = 0  # entries in a row that were looked at in vain, small ones aside
        self.most = 0  # items of the largest of them
        self.hindrance = 4  # how many entries pass by after the next obstacle
        self.trial = Trial()
        self.proven = False  # whether a comparison by the clock has shown that it is faster in parallel
        self.faster = 1.0  # how many times, as that comparison said
        self.alone = 0.0  # seconds of one item in place, with everything the driver does for it
        self.alone_cpu = 0.0  # processor seconds of a worker for one of the items it was compared with
        self.slower = 0  # regions in a row that were slower than that comparison promised
        self.seconds: float | None = None  # compute time of one item
        self.ship: float | None = None  # time to pickle and unpickle the log of one item
        self.ship_bytes = 0.0
        self.widened = False  # whether shipping was looked at for as many values as a worker makes at a time
        self.memory = 0  # KiB that a worker needs of its own, where that is more than a little
        self.entries = 0
        self.why = ""
        self.pending: list[Any] = []  # what the keys that are about to be asked for are keys of
        self.counts: dict[str, float] = {}

    def count(self, name: str, amount: float = 1) -> None:
        """Add to one of the counters that SURGE_STATS shows."""
        self.counts[name] = self.counts.get(name, 0) + amount

    def in_place(self, why: str) -> None:
        """Note an entry, or the rest of one, that runs in place, and why."""
        self.why = why
        self.count("entries in place")
        self.count(f"in place: {why}")
        if _state.trace is not None:
            _state.trace.fallback(self, why)

    def learn(self, seconds: float) -> None:
        """Blend a newly measured compute time per item into the history."""
        self.seconds = seconds if self.seconds is None else 0.5 * (self.seconds + seconds)

    def enter(self) -> None:
        """Note an entry that is going to look at the region."""
        self.entries += 1
        self.losses *= 0.97
        self.trial.before = None

    def failed_entry(self) -> bool:
        """Note an entry most of whose items failed. True when the site has just gone to rest for good."""
        self.bad_entries += 1
        if self.bad_entries == 2:
            self.skip = FOREVER
        return self.bad_entries == 2

    def hindered(self) -> None:
        """Note an entry into which no region may start; what is in the way, like a thread, seldom goes at once."""
        self.skip = self.hindrance
        self.hindrance = min(10 * self.hindrance, 10_000)

    def prove(self, faster: float) -> None:
        """Note that the site has been measured to be so many times faster in parallel."""
        self.proven = self.paid = True
        self.skip = 0
        self.faster = faster
        self.losses = 0.0
        self.slower = 0

    def doubt(self) -> None:
        """Note a region that was slower than running in place would have been; a few in a row, and the proof is void."""
        self.slower += 1
        if self.slower == (SLOW_AND_SHORT if self.kept else SLOW):
            self.proven = False

    def back_off(self, items: int) -> bool:
        """Note an entry of so many items that was measured to be no faster in parallel. True when the site rests for good."""
        self.proven = self.paid = False
        self.why = "measured: no faster in parallel"
        self.skip = max(1, int(self.rest_seconds / max(items * self.alone, 1e-6)))
        self.rest_seconds *= LONGER_REST
        if self.rest_seconds > LONGEST_REST:
            self.skip = FOREVER
        return self.skip == FOREVER

    def overtaken(self, items: int) -> None:
        """Note an entry of so many items whose region became slower than running in place."""
        self.alone = self.alone or self.seconds or 0.0
        self.back_off(items)

    def passed_by(self) -> None:
        """Many more entries have passed by: where that takes a share of the time, functions do without sites that have not paid."""
        before, self.passed = self.passed, perf_counter()
        if self.skip > FOREVER >> 1 and PASSES * PASS_SECONDS > PASS_SHARE * (self.passed - before):
            load("_swap").site_rests(hot=self)

    def has_not_paid(self) -> bool:
        """Whether a loop has been looked at a few times, and no region has been faster than running in place."""
        if self.kind == "segment" or self.kept:
            return False
        return self.entries >= FEW_LOOKS and not self.paid and not self.proven

    def looked_in_vain(self, items: int, seconds: float) -> None:
        """Note an entry of so many items, and about so many seconds, that looking showed not to be worth workers.

        Looking takes its time: after some such entries ever more of them pass by.
        """
        self.vain += 1
        self.most = max(self.most, items)
        if self.vain >= VAIN_LOOKS:
            self.skip = min(1 << (self.vain - VAIN_LOOKS), int(VAIN_SECONDS / max(seconds, 1e-6)))

    def left_early(self, probe: Any, looking: float = LOOKING) -> None:
        """Note an entry that was left before it had workers.

        The shorter such entries are, the more of them pass by: looking is to cost little beside them. Any of those that
        pass by may be a long one. looking: seconds that this look took.
        """
        if _settings.current.force:
            return
        self.early += 1
        if self.early >= VAIN_LOOKS:
            self.skip = int(max(looking, LOOKING) / (LOOKING_SHARE * max(probe.age(), 1e-6)))

    def is_alone(self, feed: Any) -> bool:
        """True for an entry of one item: nothing runs beside it, so that regions inside of it may have the workers."""
        if feed.done():
            return False
        if self.inside:
            return bool(feed.known(2) == 1)
        if _settings.current.force or feed.remaining() != 1:
            return False
        if self.missed():
            load("_swap").site_rests()
        return True

    def is_much_more(self, iterable: object) -> bool:
        """True where an entry that would pass by has far more items than those that were looked at in vain."""
        return bool(self.vain) and type(iterable) in SIZED and len(iterable) > MUCH_MORE * self.most  # type: ignore[arg-type]

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


def task(  # type: ignore[no-untyped-def]
    origin,
    *,
    heavy=False,
    sets=False,
    hashed=False,
    fills=False,
    caches=False,
    forked=False,
    globals=(),  # noqa: A002
    kind="loop",
    rounds=None,
    open_end=False,
    files=False,
    settings=False,
    isolated=False,
    refers=False,
    whole=False,
    inside=False,
    says=False,
    logs=False,
    tells=False,
    seeds=False,
    grows=False,
    writes=False,
):
    """Mark a task function with the place it came from and what the compiler knows about it.

    `heavy`: nothing bounds its work. `sets`: what it returns may hold sets. `hashed`: its result depends on the hashes of
    strings. `files`: it reads files, or settings of the process, `settings`: those of NumPy or `decimal`. `fills`: it may add keys to a `defaultdict`. `caches`: it
    uses functions with a cache. `globals`: the data that it reads by name. `kind`: what its region is.
    `rounds` is the generator that foresees the rounds of a `while` loop, which may go on after the loop has ended where it
    has an `open_end`. `forked` tasks need workers that see the program's own objects, to which results refer where it `refers`;
    where it is `whole`, objects that are items stay what they are as long as they travel with all that the task needs. With `inside`, the copy of the
    loop that runs in place holds regions of its own. A task that `says` something prints (see `_said`), `logs`, or `tells` it to a stream by name; where it `seeds`, it sets the state of `random` before
    it draws from it, and where it `grows`, it counts up numbers of objects: see `_left`. One that `writes` files does so as `_written` says. The function itself is not wrapped: it only gets a `surge`
    attribute, its `Site`.
    """

    def mark(function):  # type: ignore[no-untyped-def]
        site = function.surge = Site(function.__name__, origin, heavy, sets, hashed, tuple(globals), kind)
        site.fills, site.caches, site.files, site.only_forked = fills, caches, files or settings, forked
        site.isolated = isolated or fills or caches or forked or seeds or grows or writes
        site.seeds, site.grows = seeds, grows
        if seeds:
            site.handling = 40e-6  # a state is read and set
        site.refers, site.whole, site.inside, site.says = refers, whole, inside, says
        site.logs, site.tells, site.writes = logs, tells, writes
        site.deeper = int(says) + int(writes) + int(seeds or grows) + int(caches)
        site.keeps = (whole or not forked) and not (files or fills or caches or refers or grows)
        if rounds is not None:
            function.rounds, function.open_end = rounds, open_end
        return function

    return mark
