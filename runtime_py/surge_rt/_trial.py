"""Compare running in parallel with running in place by the clock, on stretches of items that follow each other.

What the model in `_decide` says about a site is a forecast. The first parallel stretch is therefore kept short; after it
some items run in place, and the wall-clock seconds per item of both are compared. A site that is clearly faster
in parallel is *proven* and goes on; any other backs off: later entries pass by, and this one goes on in place
and tries again after ever longer pauses, since the machine may only have been busy.

    items:   0 ..... | parallel, 50 ms of work ..... | in place, 5 % | the rest: parallel if proven, else in place
                                `---- steady part ----' `-- compared -'

Short regions count as a whole, with what starting their workers takes, until enough of them have come together.
Items may grow from one stretch to the next, which would flatter the earlier one: what items took in place *before* the
parallel stretch lowers the expectation.
"""

from __future__ import annotations

from time import perf_counter, process_time

from . import _state, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._region import Region
    from ._site import Site

STRETCH = 0.05  # seconds of work, as it seems, in the first parallel stretch
FIRST = 64  # long items in the first region, at most: what made them look long may have happened only once
STARTS = 10  # the same, in times what starting workers takes
STEADY = 0.008  # seconds of a region's steady part that say enough
ENOUGH = 0.02  # seconds in parallel that short regions collect before they are compared
SHARE = 0.05  # items in place, for each that ran in parallel
LEAST = 0.004  # seconds in place, at least, or a hiccup of the machine would decide
LONGEST_ITEM = 0.004  # a longer item costs more than it can tell: handling it does not matter beside computing it
CLEARLY = 1.05  # times faster in parallel: proven
LONG_ITEM = (
    0.0002  # on clusters, whose first stretches are long, what items of this length take says enough: where their
)
AT_ONCE = 1.2  # workers together used so many times the time that passed, that is better than comparing unequal items
NEARLY = 0.9  # times faster, or above: worth another look
LOOKS = 3
LONG = 10  # times what starting workers took: so much work is left where that does not matter
REPEATS = 4  # stretches in place, at most, to get one without disturbance
AS_LONG = 2  # times: a pause in place, after a while in which workers were slower
PAUSE = 0.5  # seconds in place, as it seems, after a stretch that did not pay
SHORT_WAIT = 0.01  # the same in a task that gets workers as soon as a processor has nothing to do
WAIT = 0.2  # seconds in place while workers are on their way, before the next look whether they are there
LONGER = 4  # times as long after the next such stretch
PACED = 64  # items of a stint in place that is cut into pieces
SMALLEST_PIECE = 16
LARGEST_PIECE = 1024
SURPRISE = 0.003  # seconds that a piece may take more than MUCH_LONGER times what its items should take
MUCH_LONGER = 4
STOLEN = 1.15  # times its processor time that a stretch in place may have taken, before others are held responsible


class Trial:
    """The stretches of one site that wait to be compared."""

    __slots__ = ("before", "cpu", "cpu_items", "items", "looks", "seconds", "starts", "steady")

    def __init__(self) -> None:
        self.before: float | None = None  # seconds per item in place, ahead of the parallel stretch
        self.looks = 0
        self.clear()

    def clear(self) -> None:
        """Forget the stretches in parallel."""
        self.seconds = 0.0  # wall-clock time of the stretches
        self.steady = False  # whether they were steady parts, which say enough however short
        self.starts = 0.0  # how much of the time went into starting workers
        self.items = 0
        self.cpu = 0.0  # processor time of the workers, and for how many items
        self.cpu_items = 0

    def due(self, site: Site) -> bool:
        """True when the next items should run in place, to be compared."""
        return not site.proven and self.items > 0 and (self.steady or self.seconds >= ENOUGH) and wanted(site)

    def stint(self) -> int:
        """How many items should run in place."""
        each = self.seconds / self.items
        return max(1, int(max(SHARE * self.items, LEAST / max(each, 1e-7))))

    def add(self, seconds: float, items: int, cpu: float, cpu_items: int, start: float = 0.0) -> None:
        """Note a stretch in parallel; `start` seconds of it went into starting workers."""
        self.seconds += seconds
        self.starts += start
        self.items += items
        self.cpu += cpu
        self.cpu_items += cpu_items

    def faster(self, alone: float) -> float:
        """How many times faster the stretches in parallel were than items that take `alone` seconds each in place."""
        if self.before is not None:  # items that grow: of two halves, the second one is three quarters of the way
            alone = 0.75 * alone + 0.25 * min(alone, max(self.before, 0.5 * alone))
        return alone * self.items / max(self.seconds, 1e-9)

    def judge(self, site: Site, stretch: Stretch, size: int, left: int = 0) -> bool:
        """Compare with a stretch in place; True when the site may run in parallel again.

        `size` is how many items the present entry has, as far as that is known, and `left` how many it seems to have yet.
        In a function that calls itself, the stretch may have held an entry of the same site that has drawn its conclusions.
        """
        if not self.items:
            return site.proven
        alone = stretch.each()
        faster = self.faster(alone)
        if left * alone > LONG * self.starts:  # what is left starts its workers once
            faster *= self.seconds / max(self.seconds - self.starts * (1 - 1 / LONG), 0.5 * self.seconds)
        self.looks += 1
        if site.kept:
            site.kept.is_untried = False
        site.alone = alone
        site.alone_cpu = self.cpu / max(1, self.cpu_items)
        if NEARLY <= faster < CLEARLY and self.looks < LOOKS:
            return True  # neither: look again, with what is known so far
        if faster >= CLEARLY:  # a later region is longer or shorter, but starts only once, too
            site.prove(self.faster(alone) * self.seconds / max(self.seconds - self.starts, 0.5 * self.seconds))
        self.looks = 0
        self.clear()
        if faster >= CLEARLY:
            return True
        if site.back_off(size):
            load("_swap").site_rests()
        return False


class Stretch:
    """Items that run in place, by the original statements, while the clock runs."""

    __slots__ = ("cpu", "items", "met", "seconds")

    def __init__(self, items: int) -> None:
        self.items = items
        self.met = _state.met
        self.seconds = perf_counter()
        self.cpu = process_time()

    def end(self) -> None:
        """Stop the clock."""
        self.seconds = perf_counter() - self.seconds
        self.cpu = process_time() - self.cpu

    def after(self, earlier: Stretch | None) -> Stretch:
        """This stretch and those before it as one."""
        if earlier is not None:
            self.items += earlier.items
            self.seconds += earlier.seconds
            self.cpu += earlier.cpu
        return self

    def disturbed(self) -> bool:
        """True when the items met regions of functions they call, which cost time now and none once they rest."""
        return _state.met - self.met > 1 + self.items // 50

    def each(self) -> float:
        """Seconds per item; where others held the processor for long, the processor time says more."""
        return min(self.seconds, STOLEN * max(self.cpu, 1e-7)) / max(1, self.items)


class Pace:
    """A stint in place of many items, in pieces; it ends where a piece takes much longer per item than those before it."""

    __slots__ = ("before", "began", "done", "left", "size")

    def __init__(self, count: int) -> None:
        self.left = count
        self.size = 0  # of the piece that is next
        self.done = 0  # items in the pieces before the latest
        self.before = 0.0  # seconds of these
        self.began = perf_counter()

    def goes_on(self) -> bool:
        """True when a piece of `size` items is to run next."""
        now = perf_counter()
        seconds = now - self.began
        if self.done and seconds > SURPRISE + MUCH_LONGER * self.size * self.before / self.done:
            return False
        if self.size:
            self.done += self.size
            self.before += seconds
        self.began = now
        self.left -= self.size
        self.size = min(self.left, max(SMALLEST_PIECE, min(self.done // 8, LARGEST_PIECE)))
        return self.size > 0


def pause(site: Site, seconds: float) -> int:
    """How many items run in place, in about so many seconds, before a site that did not pay is tried again."""
    site.losses = 0.0  # the pause is what they cost
    return max(1, int(seconds / max(site.alone, 1e-7)))


def items_while_waiting(site: Site) -> int:
    """How many items run in place before the driver asks again whether workers are there."""
    return max(1, int((SHORT_WAIT if _state.nests else WAIT) / max(site.seconds or 0.0, 1e-7)))


def wanted(site: Site) -> bool:
    """True when the site's items are short enough for a comparison, or nothing else can tell whether workers help."""
    if site.seconds is None:
        return False
    return site.seconds < LONGEST_ITEM or bool(load("_engines").must_prove_itself())


def stretch_limit(site: Site, start_cost: float) -> int | None:
    """How many items the next region may have; None when there is nothing to find out."""
    if site.proven:
        return None
    if not wanted(site):
        return None if "regions" in site.counts else FIRST
    assert site.seconds is not None
    seconds = max(STRETCH, STARTS * start_cost, load("_engines").least_stretch())
    return max(8, int(seconds / max(site.seconds, 1e-7)))


def note_region(region: Region, elapsed: float, start: float, cpu: float) -> None:
    """After a region of a site that is not proven: take its steady part if that was long, else all of it."""
    site = region.site
    if not region.items_done:
        return
    each = cpu / region.items_done
    if each >= LONG_ITEM and cpu > AT_ONCE * elapsed and load("_engines").is_cluster():
        site.alone = site.alone_cpu = each
        site.prove(cpu / elapsed)
        site.trial.clear()
        return
    if region.late_items and region.late_seconds >= STEADY:
        site.trial.add(region.late_seconds, region.late_items, cpu, region.items_done)
        site.trial.steady = True
    else:
        site.trial.add(elapsed, region.items_done, cpu, region.items_done, start)
