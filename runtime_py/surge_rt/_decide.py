"""Whether and when a region goes parallel: measured costs against measured work.

A region pays when the seconds it saves exceed the seconds that starting workers and shipping logs cost, with a
margin. All figures are wall-clock seconds; those of items come from running the first of them in the driver.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter

from . import _engines, _settings, _state, _trial, _work, load
from ._probe import PLENTY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._feed import Sized, Stream
    from ._region import Region
    from ._site import Site

FAR = 1 << 40  # how far away the end of an iterator is taken to be
MOST_AHEAD = 50_000  # items of an iterator to look ahead at most
TINY = 0.0003  # an entry with less work than this is not worth looking at again soon
MARGIN = 0.001
SEARCHES = 2  # in the driver, and in the workers side by side
FEW_BLOCKS = 100_000  # of memory that Python has taken in a small program
BLOCK_SECONDS = (
    0.4e-6  # for each other one, to look for all objects. Measured: 0.36e-6 for 120,000 dictionaries of numbers
)
KEPT_MARGIN = 0.0001  # the same where no workers are forked
FEW_ENTRIES = 3  # into a site, after which it is asked whether its workers could stay
LEAST_KEPT = 0.0005  # seconds that a region of workers that stay has to save, at least
FIRST_GUESS = 0.002  # start of one crew, before any has been measured
GUESS_PER_BYTE = 45e-12  # fork copies page tables
TOUCHED_LATER = 100e-12  # a byte: pages are write-protected by then. Measured: 200e-12 where all are touched
LOOK_AT_MEMORY = 0.25  # seconds after which to ask again how much memory there is
USUAL_SHARE = 0.85  # of a processor that a worker gets, before anything is measured
MUCH_SHORTER = 4  # times: a region of such items was cut too finely to say what workers are good for
LEAST_SHARE = 0.65  # however little workers got so far: the machine may only have been busy for a while
SMALL_REGION = 64  # regions of at most this many items may start before anything is known


def obstacle(site: Site) -> str:
    """Why no region of this site may run in parallel now; empty when one may."""
    if _state.forbidden:
        return _state.forbidden
    if _settings.current.workers < 2 and not _settings.current.force:
        return "one worker"
    engine = _engines.obstacle(site)
    if engine:
        return engine
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1 and _others_run(threading):
        return "other threads run"
    if "signal" in sys.modules and not _state.nests and _has_signal_handlers():
        return "signal handlers"
    if "numpy" in sys.modules:
        reason = load("_arrays").obstacle(_settings.current.engine == "fork")
        if reason:
            return str(reason)
    if sys.gettrace() is not None or sys.getprofile() is not None:
        return "being traced"
    return ""


def _others_run(threading: Any) -> bool:
    """True when a thread besides this one could do something; the monitor of tqdm only draws bars that stand still."""
    monitors = sum(1 for thread in threading.enumerate() if type(thread).__name__ == "TMonitor")
    return bool(threading.active_count() - monitors > 1)


def _has_signal_handlers() -> bool:
    """True when the program handles a signal that could come in the middle of a task, or from a worker's end."""
    import _signal  # type: ignore[import-not-found]

    names = ("SIGALRM", "SIGVTALRM", "SIGPROF", "SIGCHLD", "SIGUSR1", "SIGUSR2", "SIGIO")
    if any(callable(_signal.getsignal(getattr(_signal, name))) for name in names if hasattr(_signal, name)):
        return True
    # A child that the system reaps leaves its number to others, and ending it could hit one of those.
    return hasattr(_signal, "SIGCHLD") and _signal.getsignal(_signal.SIGCHLD) == _signal.SIG_IGN


def check_siblings() -> None:
    """Compare the modules that the analysis relied on with those that are there; once, before the first region."""
    expected, _state.siblings = _state.siblings, {}
    if not expected:
        return
    from ._digest import sha256

    folder = os.path.dirname(_state.original)
    for name, digest in expected.items():
        try:
            with open(os.path.join(folder, name), "rb") as file:
                same = sha256(file.read()).hexdigest() == digest
        except OSError:
            same = False
        if not same:
            _state.forbidden = f"{name} changed since the program was compiled"


def workers() -> int:
    """How many workers a region may have now; segments that still compute take theirs."""
    if _state.segments:
        load("_segment").settle()
    return _settings.current.workers - _state.segments


def start_cost(site: Site | None = None) -> float:
    """Seconds that starting and ending a crew is expected to take, one for this site if there is one."""
    if _settings.current.engine != "fork":
        return _engines.start_cost()
    if site is not None and site.kept:
        return site.kept.cost  # type: ignore[no-any-return]
    if _state.start_seconds is not None:
        return _state.start_seconds
    if _state.guess is None:
        _state.guess = FIRST_GUESS + GUESS_PER_BYTE * resident_bytes()
    return _state.guess


_later = 0.0
_looked = float("-inf")


def touching_later() -> float:
    """Seconds that this process loses after workers were forked, when it touches the pages that it had by then."""
    global _later, _looked
    now = perf_counter()
    if now > _looked + LOOK_AT_MEMORY:
        _looked = now
        _later = TOUCHED_LATER * (resident_bytes() - _memory(2, 20 << 20))
    return _later


def resident_bytes() -> int:
    """How much memory this process has, as far as the system says."""
    return _memory(1, 50 << 20)


def _memory(which: int, unknown: int) -> int:
    """Bytes of this process: with 1 those in memory, with 2 those of them that belong to files; `unknown` where nobody says."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[which]) * 4096
    except (OSError, ValueError, IndexError):
        return unknown


def gain() -> float:
    """How many times faster work is expected to go in parallel."""
    count = workers()
    share = (
        USUAL_SHARE
        if _state.speedup is None
        else max(LEAST_SHARE, min(1.0, _state.speedup / _settings.current.workers))
    )
    return max(1.0, count * share)


def saving_per_item(site: Site, seconds: float) -> float:
    """Seconds saved by each item of `seconds` that runs in a worker, negative for a loss."""
    if site.proven and workers() > 1:
        return site.alone * (1.0 - 1.0 / site.faster)
    ship = site.ship or 0.0
    alone = max(0.0, seconds - site.calling)
    together = (seconds + 0.5 * ship) / gain()
    return alone - together - 0.5 * ship - site.handling - site.adding


def pays(site: Site, count: float, seconds: float) -> bool:
    """True when the saving is worth the risk of a wrong estimate, which grows with each region that lost time."""
    return count * saving_per_item(site, seconds) > stake(site)


def computing_pays(site: Site, count: float, seconds: float) -> bool:
    """True when it would pay if shipping cost nothing."""
    return count * (seconds - site.calling - seconds / gain() - site.handling) > stake(site)


def stake(site: Site) -> float:
    """Seconds that a region has to save: what starting it takes, and more where its items were not measured in parallel."""
    cost = start_cost(site) + SEARCHES * site.searching
    if not site.kept and _settings.current.engine == "fork":
        cost += touching_later()
    if not site.proven:
        cost = 1.25 * cost + (KEPT_MARGIN if site.kept else MARGIN)
    return cost if site.kept else cost * (1 + 3 * site.losses)  # regions that short lose little, and one says little


def still_pays(site: Site, left: int | None) -> bool:
    """False where a region has shown that items are too short after all."""
    return not site.misjudged or pays(site, left or FAR, site.seconds or 0.0)


def break_even(site: Site, seconds: float) -> float:
    """How many items it takes to pay; infinite when shipping costs what computing saves."""
    each = saving_per_item(site, seconds)
    if each <= 0.0:
        return float("inf")
    return stake(site) / each


def enough_left(site: Site, feed: Sized | Stream, seconds: float) -> bool:
    """True when so many items are left that it pays; looks ahead in an iterator as far as it takes to tell."""
    left = feed.remaining()
    if left is None:
        needed = break_even(site, seconds)
        if needed > MOST_AHEAD:
            return False
        left = feed.known(int(needed) + 1)
    return pays(site, left, seconds)


def keeping_may_pay(site: Site, task: Any, needs: tuple[Any, ...], feed: Sized | Stream, seconds: float) -> bool:
    """Where items of `seconds` do not pay for workers that are forked for them: would they for workers that stay?

    Looks at that once, at a site that has been entered a few times. True when that seems so; later entries then start at once.
    """
    if site.kept is not None or site.entries < FEW_ENTRIES or not site.keeps:
        return False
    left = feed.remaining()
    if left is None or left * saving_per_item(site, seconds) < LEAST_KEPT:
        return False
    kept = load("_kept")
    if kept.may_be(site):
        kept.consider_feed(site, task, needs, feed)
    if not site.kept:
        return False
    site.seconds = seconds if site.seconds is None else min(site.seconds, seconds)
    return True


def known_to_pay(site: Site, left: int | None) -> bool:
    """True when what earlier entries showed is enough to start without looking at an item first."""
    if left is None or left < 2 or site.seconds is None or site.ship is None:
        return False
    if site.kept and site.kept.is_untried:
        return bool(left * site.seconds > site.kept.cost)  # a few regions will be compared with running in place
    if not (site.paid or (site.kept and site.proven)):  # of short ones, one says little
        return False
    return pays(site, left, site.seconds)


def plenty(left: int | None) -> bool:
    """True when so many items are left that one more or less in the driver does not matter."""
    return left is not None and left >= PLENTY * workers()


def may_start_blind(site: Site, count: int | None) -> bool:
    """True when a region of few items that may be long should start before one of them is known.

    A program may lose that bet once, and again when what it lost is no share of its time worth mentioning. Where results may refer to objects that
    were there before, looking for these takes too long for a bet: the heap may be large.
    """
    if _settings.current.force:
        return True
    if (
        _settings.current.engine != "fork"
        or not site.heavy
        or site.seconds is not None
        or count is None
        or count > SMALL_REGION
        or site.refers
    ):
        return False
    return workers() > 1 and _state.waste <= _state.WASTE_SHARE * (perf_counter() - _state.began)


def measure_shipping(site: Site, logs: list[Any], items: int) -> bool:
    """Measure what shipping the logs of some items costs. False when they cannot be shipped."""
    if _engines.takes_all(site, logs, items):
        site.ship = site.ship_bytes = 0.0
        return True
    best = float("inf")
    searched = perf_counter()
    known = load("_known").Known(logs) if site.refers else None
    for _ in range(2):  # the first time pays for what later ones find ready
        begin = perf_counter()
        try:
            payload = _work.pack(logs, site.sets, known=known)
            _work.unpack(payload, known)
        except KeyboardInterrupt:
            raise
        except BaseException:
            site.why = "logs cannot be pickled"
            return False
        best = min(best, perf_counter() - begin)
        if known is not None and not site.searching:
            # Looking for what was there before takes its time once in each region, here and in the workers. What is measured here
            # may have found all at once: these logs are among what was there.
            blocks = sys.getallocatedblocks() - FEW_BLOCKS
            site.searching = max(perf_counter() - searched, BLOCK_SECONDS * blocks)
            continue
        if best > 0.05:
            break  # no hiccup is that long
    site.ship = max(best - _shipping_nothing(), 0.25 * best) / items
    site.ship_bytes = len(payload) / items
    return True


_nothing = 0.0


def _shipping_nothing() -> float:
    """What packing and unpacking costs however much there is."""
    global _nothing
    if not _nothing:
        _nothing = float("inf")
        for _ in range(3):
            begin = perf_counter()
            _work.unpack(_work.pack([], False))
            _nothing = min(_nothing, perf_counter() - begin)
    return _nothing


def record_region(region: Region, elapsed: float, start: float, cpu: float) -> None:
    """Learn from a finished region: what an item takes, what starting takes, and whether it was right to start.

    A worker's processor time holds the cost of touching copied pages besides the task's own, so it only ever lowers
    the estimate that the driver made; where there was none, it has to do.
    """
    site, items = region.site, region.items_done
    if not region.is_kept:
        record_start(start)
    elif region.is_first:
        return  # workers that are new are slow, once
    elif site.kept:
        # The driver may have had to wait for a processor before it saw the first result.
        site.kept.learn(min(start, max(0.0, elapsed - cpu / region.size)))
        if site.kept.cost > start_cost() and _settings.current.keep != "1":
            load("_kept").dismiss(site)
    expected = region.expected
    site.misjudged = items > 0 and not site.proven and expected is not None and MUCH_SHORTER * cpu < items * expected
    if not site.proven and not site.misjudged:
        _trial.note_region(region, elapsed, start, cpu)
    if region.blind:
        _state.waste += max(0.0, elapsed - cpu - region.commit_seconds)
    if not items:
        return
    each = cpu / items
    site.seconds = each if site.seconds is None else min(site.seconds, each)
    if not (site.kept and site.kept.is_untried):  # one such region is too short to tell
        _record_gain(site, elapsed, items, each, region.commit_seconds)
    if elapsed > 0.02 and region.size > 1:
        share = cpu / elapsed
        _state.speedup = share if _state.speedup is None else 0.5 * (_state.speedup + share)


def _record_gain(site: Site, elapsed: float, items: int, each: float, commit: float) -> None:
    """Judge a region by what its items would have taken in place: as measured if the site is proven, else as it seems."""
    assert site.seconds is not None
    if site.proven:
        alone = items * site.alone * each / max(site.alone_cpu, 1e-9)
        if elapsed > alone:
            site.doubt()
        else:
            site.slower = 0
    else:
        alone = items * site.seconds + commit
    site.paid = elapsed < 0.9 * alone
    site.losses = site.losses + 1 if elapsed > 1.05 * alone else max(0.0, site.losses - 1)


def record_start(seconds: float) -> None:
    """Learn what starting workers costs; ending them takes about as long as a small start."""
    known = _state.start_seconds
    cost = seconds + 0.0015
    _state.start_seconds = cost if known is None else 0.7 * known + 0.3 * cost
