"""Comprehensions, generator expressions and map: chunks of items in, lists of values out, in order."""

from __future__ import annotations

from itertools import chain
from time import perf_counter

from . import _decide, _depth, _engines, _fills, _settings, _state, _swap, load
from ._feed import can_wait, feed_of
from ._probe import Probe
from ._region import Region
from ._site import FOREVER, PASSES
from ._trial import AS_LONG, LONGER, PACED, PAUSE, REPEATS, Pace, Stretch, items_while_waiting, pause
from ._work import UNLIKE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    Rest = Callable[[Iterator[Any]], Iterator[Any]]

MANY_FAILURES = 3
MOST_IN_PLACE = 4096  # items of an iterator that are pulled ahead to run in place
CHEAPER = 0.7  # of what an item cost: still more of them are worth a look
WIDE = 0.002  # seconds of work in a chunk that tells what shipping costs
STREAM_PATIENCE = 10_000  # items of an iterator after which probing ends for good


def values(task: Callable[..., Any], iterable: Iterable[Any], needs: tuple[Any, ...], rest: Rest) -> Iterator[Any]:
    """All values that `rest` would give for `iterable`, in order; TypeError as from a for statement."""
    site = task.surge  # type: ignore[attr-defined]
    if site.says or site.writes:
        return load("_voiced").values(task, iterable, needs, rest)[0]  # type: ignore[no-any-return]
    _state.met += 1
    if site.skip and not site.is_much_more(iterable):
        site.skip -= 1
        if not site.skip & PASSES:
            site.passed_by()
        return rest(iter(iterable))
    if _state.busy:
        _swap.note_nested()
        return rest(iter(iterable))
    if _depth.is_short():
        return rest(iter(iterable))
    return Values(task, iterable, needs, rest).all()


def lazily(
    task: Callable[..., Any], iterable: Iterable[Any], needs: tuple[Any, ...], rest: Rest
) -> tuple[Iterator[Any], Any]:
    """The same values, and a generator that ends when they do."""
    site = task.surge  # type: ignore[attr-defined]
    if site.says or site.writes:
        return load("_voiced").values(task, iterable, needs, rest)  # type: ignore[no-any-return]
    if site.skip or _state.busy or _depth.is_short():
        generator = values(task, iterable, needs, rest)
        return generator, generator
    _state.met += 1
    return Values(task, iterable, needs, rest).begin()


class Values:
    """One entry into a parallel comprehension."""

    def __init__(self, task: Callable[..., Any], iterable: Iterable[Any], needs: tuple[Any, ...], rest: Rest) -> None:
        self.task = task
        self.needs = needs
        self.rest = rest
        self.site = task.surge  # type: ignore[attr-defined]
        self.feed = feed_of(iterable, self.site)
        self.waits = can_wait(iterable)
        self.region: Region | None = None
        self.site.enter()
        self.site.calling, self.site.handling = 0.0, 0.03e-6  # per value, and a task computes many
        self.items = 0  # done so far, in workers or here
        self.chunks = 0
        self.probe = Probe()
        self.promising = False
        self.hired = False  # whether this entry has had workers
        self.failed = 0
        self.gave_up = False
        self.pause = 0  # items that run in place before workers get another chance
        self.patience = PAUSE
        self.waited: Stretch | None = None  # all items that ran in place because workers were on their way
        self.waiting = False  # whether they still are
        self.passed = 0  # items done when the latest pause ended
        self.last: list[Any] = []
        self.last_items = 1
        self.inline_seconds = 0.0
        self.wider = 0  # how many items to compute next, to see what shipping more of them costs
        self.is_wide = False  # whether the latest chunk was one of these
        self.watch: _fills.Watch | None = None  # while items are tried in the driver

    def all(self) -> Iterator[Any]:
        """An iterator over all values; the original one where it is clear at once that nothing can be gained."""
        return self.begin()[0]

    def begin(self) -> tuple[Iterator[Any], Any]:
        """The same, and the generator behind it, which this object must not hold: when it is dropped, it ends the region."""
        _decide.check_siblings()
        reason = "input that has to be waited for" if self.waits else _decide.obstacle(self.site)
        if reason:
            self._note(reason)
            if not self.waits:
                self.site.hindered()
        if reason or self.site.is_alone(self.feed):
            self.site.count("in-place items", self.feed.outlook())
            rest = self.rest(self.feed.rest())
            return rest, rest
        source = self.lists()
        return chain.from_iterable(source), source

    def deliver(self, count: int, values: list[Any]) -> Iterable[Any]:
        """What the program gets for the next `count` items, from what the task gave for them."""
        self.feed.drop(count)
        return values

    def part(self, items: Iterator[Any]) -> Iterable[Any]:
        """The original values of some items, before others that may be computed ahead."""
        return self.rest(items)

    def lists(self) -> Iterator[Iterable[Any]]:
        complete = False
        try:
            yield from self._compare()
            again = True
            while again and not self.gave_up:
                yield from self._wait_in_place()
                yield from self._pass_by()
                yield from self._probe()
                yield from self._regions()
                again = self.pause > 0 or self.waiting
            self.site.count("in-place items", self.feed.outlook())
            complete = True
            yield self.rest(self.feed.rest())
        finally:
            if not (complete or self.hired):
                self.site.left_early(self.probe)
            self._cancel()

    def _regions(self) -> Iterator[Iterable[Any]]:
        """Windows of items in workers, as long as that pays."""
        while self.region is not None:
            region = self.region
            yield from self._collect()
            if not self.feed.known(1) or _decide.obstacle(self.site):
                return
            if region.overtaken and not self.gave_up:
                self.site.overtaken(self.items + self.feed.outlook())
                self.patience = max(self.patience, AS_LONG * region.overtaken)
                self._pause()
                return
            yield from self._compare()
            if self.gave_up or self.pause or not _decide.still_pays(self.site, self.feed.remaining()):
                return
            self._start()

    def _pass_by(self) -> Iterator[Iterable[Any]]:
        """Run the items of a pause in place."""
        while self.pause > 0:
            count = min(self.pause, self.feed.known(min(self.pause, MOST_IN_PLACE)))
            if not count:
                self.pause = 0
                return
            self.pause -= count
            self.items += count
            self.passed = self.items
            self.site.count("in-place items", count)
            yield self.part(self.feed.stint(count))

    def _wait_in_place(self) -> Iterator[Iterable[Any]]:
        """Run items here while workers are on their way, and learn how long items take."""
        while self.waiting:
            self.waiting = False
            count = items_while_waiting(self.site)
            count = min(count, self.feed.known(min(count, MOST_IN_PLACE)))
            if not count:
                return
            stretch = Stretch(count)
            self.items += count
            self.passed = self.items
            self.site.count("in-place items", count)
            yield self.part(self.feed.stint(count))
            stretch.end()
            self.waited = stretch.after(self.waited)
            self.site.seconds = self.waited.each()
            left = self.feed.remaining() or _decide.FAR
            if self.feed.known(1) and _decide.pays(self.site, left, self.site.seconds):
                self._start()

    def _probe(self) -> Iterator[Iterable[Any]]:
        """Run growing chunks here until it is clear whether workers pay."""
        if self.region is not None:
            return
        if _decide.may_start_blind(self.site, self._few()):
            self._start()
            return
        if _decide.known_to_pay(self.site, self.feed.remaining()):
            self._start()
            return
        size = 1
        self.probe.restart()
        while self.feed.known(1) and not self.gave_up:
            items = self.feed.peek(size)
            yield self._inline(items)
            if self._goes_parallel():
                return
            quick = self.inline_seconds < 0.0002
            size = min(2 * size, 256) if quick else max(1, size // 2)
            if self.wider:
                size, self.wider, self.is_wide = self.wider, 0, True
                continue
            if self.probe.ended(self.promising, _decide.plenty(self.feed.remaining())):
                stint = max(32, 2 * self.items)
                if self._nearly_over(stint):
                    break
                yield from self._paced(stint)
                size = 4
                self.probe.restart()
        self._note_size(self.feed.remaining() or 0)

    def _paced(self, count: int) -> Iterator[Iterable[Any]]:
        """Run about `count` items in place, or fewer where they turn out to be much longer than those before them."""
        if count < PACED:
            self.items += count
            yield self.part(self.feed.stint(count))
            return
        pace, stretch = Pace(count), Stretch(0)
        while pace.goes_on() and self.feed.known(1):
            self.items += pace.size
            stretch.items += pace.size
            yield self.part(self.feed.stint(pace.size))
        stretch.end()
        self.probe.spent += stretch.seconds
        self.probe.thorough = _decide.pays(self.site, self.feed.remaining() or _decide.FAR, stretch.each())

    def _note_size(self, left: int) -> None:
        """At the end of an entry, or before the rest of one: after several small ones the site rests."""
        if self.probe.age() >= _decide.TINY:
            if not self.hired and self.waited is None:
                self.site.looked_in_vain(self.items + left, self.probe.outlook(left))
        elif self.site.missed():
            _swap.site_rests()

    def _compare(self) -> Iterator[Iterable[Any]]:
        """Run some items in place where the site has something to compare them with, and draw the conclusions."""
        trial = self.site.trial
        if _settings.current.force or not trial.due(self.site):
            return
        stretch: Stretch | None = None
        for _ in range(REPEATS):
            count = min(trial.stint(), self.feed.known(min(trial.stint(), MOST_IN_PLACE)))
            if not count:
                break
            stretch = Stretch(count)
            self.items += count
            self.site.count("in-place items", count)
            yield self.part(self.feed.stint(count))
            stretch.end()
            if not stretch.disturbed() or not trial.items:  # none: a call of this function by itself has compared them
                break
        if stretch is None:
            return
        left = self.feed.outlook()
        if not trial.judge(self.site, stretch, self.items + left, left):
            self._pause()

    def _pause(self) -> None:
        """After a stretch that did not pay: go on in place, and try again later."""
        left = self.feed.remaining()
        count, self.patience = pause(self.site, self.patience), LONGER * self.patience
        self.region = None
        self._note(self.site.why)
        if self.site.skip == FOREVER or (left is not None and left < 2 * count):
            self.gave_up = True
        else:
            self.pause = count

    def _nearly_over(self, stint: int) -> bool:
        """True when what is left runs in place without another look."""
        left = self.feed.remaining()
        if left is None:
            goes_on = self.items - self.passed < STREAM_PATIENCE
        else:
            goes_on = left > stint or left >= PACED
        if goes_on:
            return False
        return True

    def _few(self) -> int | None:
        if _settings.current.force:
            return 1
        if not self.site.heavy:
            return None
        count = self.feed.known(_decide.SMALL_REGION + 1)
        return count if count > 1 else None

    def _inline(self, items: Any) -> Iterable[Any]:
        """Compute one chunk in the driver."""
        watch = self.watch = self.watch or _fills.Watch(self.task)
        watch.begin()
        allowed = _swap.begin_task(self.site.kind)
        warned = False
        begin = perf_counter()
        try:
            self.last = self.task(items, *self.needs)
        except KeyboardInterrupt:
            raise
        except BaseException:
            watch.undo()
            watch.take_back()
            self._failure("raised")
            self.last = []
            return self.part(self.feed.advance(len(items)))
        finally:
            self.inline_seconds = perf_counter() - begin
            if _state.trace is not None:
                _state.trace.probe(self.site, begin, begin + self.inline_seconds, len(items))
            warned = _swap.end_task(allowed)
            self.items += len(items)
            self.chunks += 1
            self.probe.add(self.inline_seconds, len(items))
        filled = watch.undo()
        if filled or warned:
            watch.take_back()
            self._failure(_fills.FILLED if filled else "warned")
            self.last = []
            return self.part(self.feed.advance(len(items)))
        self.last_items = len(items)
        return self.deliver(len(items), self.last)

    def _goes_parallel(self) -> bool:
        """True when probing ends here: workers have started, or logs turned out not to be shippable."""
        left = self.feed.remaining() or _decide.FAR
        if self.is_wide:
            self.is_wide = False
            before = self.site.ship or 0.0
            if not _decide.measure_shipping(self.site, self.last, self.last_items):
                self._note(self.site.why)
                return True
            if self.site.ship is None or self.site.ship > CHEAPER * before:
                self.site.widened = True  # it is the values that cost, however many they are
        self.promising = self.feed.known(1) > 0 and _decide.pays(self.site, left, self.probe.estimate())
        if not self.promising:
            estimate = self.probe.estimate()
            if not _decide.keeping_may_pay(self.site, self.task, self.needs, self.feed, estimate):
                self._widen(left, estimate)
                return False
            if not _decide.measure_shipping(self.site, self.last, self.last_items):
                self._note(self.site.why)
                return True
            self.promising = _decide.pays(self.site, left, estimate)
        seconds = self.probe.believed(_decide.plenty(self.feed.remaining())) if self.probe.warm() else None
        if seconds is None or not _decide.pays(self.site, left, seconds):
            return False
        self.site.seconds = seconds
        if not _decide.measure_shipping(self.site, self.last, self.last_items):
            self._note(self.site.why)
            return True
        if not _decide.enough_left(self.site, self.feed, seconds):
            self._widen(left, seconds)
            return False
        self._start()
        return True

    def _widen(self, left: int, seconds: float) -> None:
        """Where shipping few items costs too much, look once what it costs for about as many as a worker gets at a time."""
        if self.site.widened or not self.site.ship or not _decide.computing_pays(self.site, left, seconds):
            return
        if self.last_items * seconds < WIDE:
            self.wider = 4 * self.last_items
        else:
            self.site.widened = True

    def _start(self) -> None:
        region = Region(self.site, self.task, self.needs, self.feed, per_item=False).start()
        if region.crew is None:
            self.region = None
            if not self.feed.known(1):
                return
            if _engines.is_coming():
                self.waiting = True
            else:
                self._note(self.site.why or "no worker could be started")
            return
        self.site.misses = self.site.vain = self.site.early = 0
        self.hired = True
        self.region = region

    def _collect(self) -> Iterator[Iterable[Any]]:
        """The values of each chunk as they come; a failed chunk is computed by the original expression."""
        assert self.region is not None
        for count, result in self.region.pieces():
            values_, failures = result
            self.items += count
            self.chunks += 1
            if failures:
                self._failure(failures[0])
                self.site.count("in-place items", count)
                yield self.part(self.feed.advance(count))
            else:
                yield self.deliver(count, values_)
            if self.gave_up:
                self._cancel()
                return

    def _failure(self, reason: str) -> None:
        self.site.count(f"failed: {reason}")
        self.failed += reason != UNLIKE
        if reason == _fills.FILLED:
            # What was computed ahead did not see that key.
            self.gave_up = True
            self._note(reason)
            return
        if self.failed > MANY_FAILURES and self.failed * 8 > self.chunks:
            self.gave_up = True
            self._note("too many items failed")
            if self.site.failed_entry():
                _swap.site_rests()

    def _note(self, reason: str) -> None:
        self.site.in_place(reason)

    def _cancel(self) -> None:
        region, self.region = self.region, None
        if region is not None:
            region.close()
