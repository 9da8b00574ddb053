"""One parallel run over a window of items: the part that loops and values share."""

from __future__ import annotations

import sys
from functools import partial
from time import perf_counter, process_time

from . import _decide, _engines, _plan, _settings, _state, _swap, _trial, load
from ._child import Job
from ._feed import Sized

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ._feed import Stream
    from ._site import Site

STREAM_SECONDS = 0.5  # work in one window of a stream
STREAM_ITEMS = 50_000
FORCED_ITEMS = 64
FORCED_REST = 7  # entries that pass by where enough were forced; twice as many after every second region from there on
MOST_DOUBLED = 16  # times
NEVER = float("inf")
LOOK_SECONDS = 0.3  # between two looks at whether a region is still faster than running in place
LOOK_CHUNKS = 4  # for each worker, that come between them where only finished chunks tell what workers have used
UNSEEN = 1.1  # times the processor time of an item in place, that a worker may take for copied pages and cold caches
PATIENCE = 0.2  # seconds to wait for a chunk besides those that its items should take
FEW_ITEMS = 4  # of a region, for each worker, up to which the last ones may have the others' processors
FEW_REGIONS = 3  # of a site, after which its workers may stay
SHORT_REGION = 0.05  # seconds of work in a region beside which starting workers matters
BLIND_PATIENCE = 1.0  # the same where nothing is known about the items


class Region:
    """Workers busy with a window of items; `pieces` gives what comes back, in order."""

    crew: Any = None  # also in one whose making was interrupted

    def __init__(
        self, site: Site, task: Callable[..., Any], needs: tuple[Any, ...], feed: Sized | Stream, per_item: bool
    ) -> None:
        self.site = site
        self.blind = site.seconds is None
        self.expected = site.seconds  # of one item in place, as the probe or earlier regions say
        items, start, stop = feed.window(self._window_limit())
        stop = self._shortened(start, stop)
        self.plan = self._cut(start, stop)
        self.steady = _steady(self.plan)
        self.next = 0
        self.size = 0
        self.items_done = 0
        self.commit_seconds = 0.0
        self.bytes_done = 0
        self.late_items = 0  # items of the steady part, and how long they took
        self.late_seconds = 0.0
        self.feed = feed
        self.is_kept = False  # whether its workers stay
        self.is_first = False  # whether they have just been forked
        self.look: Look | None = None if _settings.current.force else Look(self)
        self.overtaken = 0.0  # seconds at the end in which running in place would have been faster
        self.impatient = False  # items past the end of the loop may take any time: do not wait for them
        self.looks_ahead = site.proven and _engines.look_ahead_is_safe() and not _settings.current.force
        self.began_cpu = process_time()
        self.began = perf_counter()
        self.since: float = feed.__dict__.setdefault("since", self.began)  # when the first window began
        self.next_sign = self.since + _settings.current.patience  # of life, on the terminal
        self.checks = items is feed.parts  # what workers read themselves is compared with what the program reads
        self.job = (load("_files").FileJob if self.checks else Job)(task, needs, items, per_item, site.sets)
        if site.refers:
            self.job.known = load("_known").Known(needs, items)
        self.per_item = per_item

    def start(self) -> Region:
        """Start the workers; `crew` is None where there are none. Not while the region is made: see _depth."""
        site, feed = self.site, self.feed
        self.crew = _start_crew(site, self.job, self.plan)
        if self.crew is not None:
            _state.busy += 1
            self.size = self.crew.size
            self.is_kept = getattr(self.crew, "is_kept", False)
            self.is_first = self.is_kept and self.crew.once > 0.0
            if self.is_kept or getattr(self.crew, "shares", False):
                self.look = None  # it will be over before anybody looks, or others work for its workers
            elif self.look is not None:
                self.look.begin(self, perf_counter())
            if type(feed) is Sized:
                self.crew.obstacle = partial(_decide.obstacle, site)
            if _settings.current.patience < NEVER:
                self.crew.idle = self._sign_of_life
            site.count("regions")
            more = int(site.counts["regions"]) - _settings.current.forced
            if _settings.current.force and more > 0:
                site.skip = FORCED_REST << min((more - 1) // 2, MOST_DOUBLED)
            site.counts["workers"] = max(site.counts.get("workers", 0), self.crew.size)
            if _state.trace is not None:
                _state.trace.region_begins(self)
        return self

    def _window_limit(self) -> int:
        if _settings.current.force:
            return FORCED_ITEMS * _settings.current.force
        seconds = self.site.seconds
        if seconds is None:
            return _decide.SMALL_REGION
        span = max(STREAM_SECONDS, 40 * _decide.start_cost(self.site)) * _decide.workers()
        return max(_decide.SMALL_REGION, min(STREAM_ITEMS, int(span / max(seconds, 1e-7))))

    def _shortened(self, start: int, stop: int) -> int:
        """Where to stop first: a site that is not proven has something to compare before it goes on.

        A range may have more items than anybody will ever come to: a loop over it ends by a `break`.
        """
        stop = min(stop, start + _plan.most_items(self.site.seconds))
        if _settings.current.force:
            return stop
        limit = _trial.stretch_limit(self.site, _decide.start_cost(self.site))
        return stop if limit is None or stop - start <= 1.5 * limit else start + limit

    def _cut(self, start: int, stop: int) -> list[tuple[int, int]]:
        if _settings.current.force:
            return _plan.cut_fine(start, stop, _settings.current.force)
        if _settings.current.chunk:
            return _plan.cut_even(start, stop, _settings.current.chunk)
        workers = max(1, _decide.workers())
        shares = _plan.FEW_SHARES if self.site.kept else _plan.SHARES
        return _plan.cut(start, stop, workers, self.site.seconds, self.site.ship_bytes, _engines.chunk_cost(), shares)

    def pieces(self) -> Iterator[tuple[int, Any]]:
        """(number of items, (logs, failures)), chunk by chunk in order; the items of a lost chunk have all failed."""
        site = self.site
        late = 0.0
        while self.next < len(self.plan):
            start, stop = self.plan[self.next]
            began = perf_counter()
            if self.impatient:
                result, _, size = self.crew.result(self.next, self._patience(stop - start))
            else:
                result, _, size = self.crew.result(self.next)
            if _state.trace is not None:
                _state.trace.waited(self, began)
            count, alike = stop - start, True
            if result is None:
                result = self._lost(count)
            if len(result) > 2:
                logs, failures, entries = result
                result = logs, failures
            else:
                entries = None
            if self.checks:
                count, result, alike = self.feed.checked(count, result, self.per_item)  # type: ignore[union-attr]
            self.next += 1
            self.items_done += count
            self.bytes_done += size
            site.count("parallel items", count)
            site.count("bytes shipped", size)
            begin = perf_counter()
            if begin > self.since + _settings.current.patience:
                load("_progress").clear()
            if entries and alike:
                load("_caches").add(self.job.caches, entries)
            if count:
                yield count, result
            if not alike:
                break
            now = perf_counter()
            if now > self.next_sign:
                self._sign_of_life()
            if _state.trace is not None:
                _state.trace.commit(self, begin, now, size)
            self.commit_seconds += now - begin
            if self.look is not None and now > self.look.due and self.look.is_overtaken(self, now):
                self._stop_early(now)
            if late:
                if stop <= self.steady[1]:
                    self.late_seconds = now - late
                    self.late_items += stop - start
            elif stop >= self.steady[0]:
                late = now
                if self.looks_ahead:  # while workers are busy; they have copies of what they compute
                    self.feed.known(self.plan[-1][1] - stop + self._window_limit())
        self.close()

    def _stop_early(self, now: float) -> None:
        """Hand out no more chunks: in place, the items would have taken less time since the previous look."""
        look, self.look = self.look, None
        if look is not None and hasattr(self.crew, "withdraw"):
            del self.plan[self.crew.withdraw() :]
            self.overtaken = now - look.since
            self.site.count("overtaken")

    def _patience(self, items: int) -> float:
        """How many seconds to wait for a chunk before its items run in place."""
        seconds = self.site.seconds
        return BLIND_PATIENCE if seconds is None else PATIENCE + 4 * items * seconds

    def close(self) -> None:
        """End the workers, whether or not all is done."""
        crew, self.crew = self.crew, None
        if crew is None:
            return
        _state.busy -= 1
        crew.idle = None
        if _settings.current.patience < NEVER:
            load("_progress").clear()
        started, cpu = crew.start_seconds, crew.cpu_seconds
        crew.close()
        self.job.known = None
        elapsed = perf_counter() - self.began
        if self.is_first:
            elapsed -= crew.once
        self.site.count("seconds in parallel", elapsed)
        self.site.count("driver cpu s", process_time() - self.began_cpu)
        self.site.count("workers cpu s", cpu)
        self.site.count("start ms", started * 1000)
        self.site.count("chunks", self.next)
        if crew.memory or _settings.current.memory:
            self.site.memory = max(self.site.memory, crew.memory, 1)
            self.site.counts["worker KiB"] = self.site.memory
        if _state.trace is not None:
            _state.trace.region_ends(self, crew)
        if self.items_done:
            self.site.ship = 2 * crew.unpack_seconds / self.items_done
            self.site.ship_bytes = self.bytes_done / self.items_done
        _decide.record_region(self, elapsed, started + crew.first_wait, cpu)
        if self.expected is not None and not self.site.misjudged:
            self.site.count("expected s", self.expected * self.items_done + self.commit_seconds)
            self.site.count("compared s", elapsed)

    def _lost(self, count: int) -> Any:
        """What a lost chunk comes to: its items run in the driver."""
        reason = self.crew.why_lost
        return ([None] * count, dict.fromkeys(range(count), reason)) if self.per_item else ([], {0: reason})

    def _sign_of_life(self) -> None:
        """Show on the terminal how far the region is; called while the driver waits, and between chunks."""
        now = perf_counter()
        if now > self.next_sign:
            self.next_sign = load("_progress").show(self, now)

    def __del__(self) -> None:
        self.close()


class Look:
    """How a region is doing: from time to time, what its items would have taken in place is held against the clock.

    Who shares the machine with the program may change, and so may the system's mind about who gets which processor.
    Where it deals out time by user or by terminal, two workers beside one other program soon have no more of it than one.
    """

    __slots__ = ("chunk", "commit", "due", "received", "since", "used")

    def __init__(self, region: Region) -> None:
        self.begin(region, perf_counter())

    def begin(self, region: Region, now: float) -> None:
        """Note how things stand."""
        self.since = now
        self.due = now + LOOK_SECONDS
        self.chunk = region.next
        self.received = region.crew.cpu_seconds if region.crew is not None else 0.0
        self.used = _used(region.crew)
        self.commit = region.commit_seconds

    def is_overtaken(self, region: Region, now: float) -> bool:
        """True when the time since the previous look would have got the items further in place."""
        crew, site = region.crew, region.site
        used = _used(crew)
        if used is not None and self.used is not None and used > self.used:
            cpu = used - self.used
        elif region.next - self.chunk < LOOK_CHUNKS * crew.size:
            return False
        else:
            cpu = crew.cpu_seconds - self.received
        if site.proven and site.alone_cpu:
            alone = cpu * site.alone / site.alone_cpu
        else:  # in place they would hardly have taken less than that
            alone = cpu / UNSEEN + region.commit_seconds - self.commit
        if now - self.since > alone:
            return True
        self.begin(region, now)
        return False


def _used(crew: Any) -> float | None:
    """Processor seconds that the workers of a crew have used so far; None where the system does not say."""
    if not getattr(crew, "readers", None):
        return None
    total = 0
    try:
        for reader in crew.readers.values():
            with open(f"/proc/{reader.pid}/schedstat", "rb") as file:
                total += int(file.read().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return total * 1e-9


def _steady(plan: list[tuple[int, int]]) -> tuple[int, int]:
    """Where a region that is cut like this has warmed up, and where its chunks begin to shrink.

    Between the two, an item takes what it would take in a region without end: all workers have started, have touched
    what they read, and none of them waits for the others to finish.
    """
    if not plan:
        return 0, 0
    (start, first), (_, stop) = plan[0], plan[-1]
    full = first - start
    end = stop
    for low, high in reversed(plan):
        if 2 * (high - low) > full:
            end = high
            break
    return start + (stop - start) // 3, end


def _start_crew(site: Site, job: Job, plan: list[tuple[int, int]]) -> Any:
    """Start the workers in the way that is asked for; None when none could be started."""
    admitted = count = max(1, _decide.workers())
    settings = _settings.current
    if (site.memory or settings.memory) and settings.backend == "processes":
        admitted = load("_memory").admitted(site, count)
        if not admitted:
            site.why = "not enough memory for a worker"
            return None
    if settings.engine == "fork":
        if _state.nests:
            return load("_nested").inner_crew(job, plan, admitted, settings.window)
        register_exit()
        if _may_be_kept(site, plan):
            kept = load("_kept").crew(site, job, plan, admitted, settings.window)
            if kept is not None:
                return kept
        _swap.prepare()
        few = bool(plan) and plan[-1][1] - plan[0][0] <= FEW_ITEMS * count
        if few and admitted == count and load("_nested").may_share():
            crew: Any = load("_nested").SharingCrew(job, plan, settings.window, count)
        else:
            crew = load("_fork").Crew(job, plan, settings.window)
        crew.start(admitted, 0 if site.memory else count)
    else:
        crew = _engines.hire(site, job, plan, admitted, settings.window)
    return crew if crew is not None and crew.size else None


def _may_be_kept(site: Site, plan: list[tuple[int, int]]) -> bool:
    """Whether workers of this site stay, or might be worth it: it has had a few regions, all of them short."""
    if not plan or site.kept is False:
        return False
    if site.kept is not None or _settings.current.keep == "1":
        return True
    seconds = (plan[-1][1] - plan[0][0]) * (site.seconds or NEVER)
    return site.counts.get("regions", 0) >= FEW_REGIONS and seconds < SHORT_REGION


_registered = False


def register_exit() -> None:
    """At the end of the program, end workers that are still there."""
    global _registered
    if not _registered:
        import atexit

        _registered = True
        atexit.register(close_all)


def close_all() -> None:
    """End every worker of this process."""
    segments = sys.modules.get(f"{__package__}._segment")
    if segments is not None:
        segments.end_all()
    load("_fork").end(list(_state.children))
