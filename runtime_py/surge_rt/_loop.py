"""Parallel loops: compute in workers, commit in the driver, item by item in order."""

from __future__ import annotations

from itertools import chain, islice
from time import perf_counter

from . import _decide, _depth, _engines, _fills, _settings, _state, _swap, load
from ._feed import NOTHING, can_wait, feed_of
from ._probe import Probe
from ._region import Region
from ._rows import disjoint, is_counted, own_objects, separate
from ._site import FOREVER, PASSES
from ._trial import AS_LONG, LONGER, PACED, PAUSE, REPEATS, Pace, Stretch, items_while_waiting, pause
from ._work import LEAVES, LEFT, UNLIKE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from typing import Any

    from ._written import Ledger

MANY_FAILURES = 3
MOST_IN_PLACE = 4096  # items of an iterator that are pulled ahead to run in place
STREAM_PATIENCE = 10_000  # items of an iterator after which probing ends for good


def loop(
    task: Callable[..., Any],
    iterable: Iterable[Any],
    needs: tuple[Any, ...],
    rows: tuple[Any, ...] = (),
    beside: tuple[Any, ...] = (),
    pivots: tuple[Any, ...] = (),
    arrays: tuple[tuple[Any, ...], tuple[Any, ...]] | None = None,
    sums: tuple[Any, ...] = (),
    owns: tuple[str, ...] | None = None,
    holds: tuple[str, ...] = (),
    among: Any = None,
    counted: bool = False,
) -> Loop | Off:
    """Begin a loop over `iterable` whose task may run in workers; TypeError as from a for statement.

    `rows` are the containers of which each round writes one row; where rows are shared, or one of those
    `beside`, which all may read, is written, the loop runs in place. Rows with the numbers `pivots` may be read by all and written
    by one round, which runs in place; where that changes the row, so do all that follow. The loop runs in place, too, as it
    does where one of the `arrays` that it writes shares memory with one that it reads, and where one of `sums`, to which
    each round adds, is no integer: adding up in parts is exact for integers alone. `owns` are attributes of each item that
    its round changes, or of each object `among` these, and `holds` those that may hold containers. With `counted`, rounds are told apart by
    numbers that must not be negative.
    """
    site = task.surge  # type: ignore[attr-defined]
    _state.met += 1
    if rows and not separate(iterable, rows, beside, pivots):
        site.in_place("rows are not separate lists")
        return Off((False, iter(iterable), (), True))
    if arrays is not None and not disjoint(*arrays):
        site.in_place("arrays share memory")
        return Off((False, iter(iterable), (), True))
    if sums and any(type(value) is not int for value in sums):
        site.in_place("a counter is no integer")
        return Off((False, iter(iterable), (), True))
    if counted and not is_counted(iterable):
        site.in_place("an index is negative")
        return Off((False, iter(iterable), (), True))
    if site.skip and not site.is_much_more(iterable):
        site.skip -= 1
        if not site.skip & PASSES:
            site.passed_by()
        return Off((False, iter(iterable), (), True))
    if _state.busy:
        _swap.note_nested()
        return Off((False, iter(iterable), (), True))
    if owns is not None and not _engines.are_processes():
        # A task would change the program's own objects, or copies that nobody else sees.
        site.in_place(_engines.NOT_ISOLATED)
        return Off((False, iter(iterable), (), True))
    if owns is not None and not own_objects(iterable, owns, among, holds):
        site.why = "items are not separate, plain objects"
        return Off((False, iter(iterable), (), True))
    if _depth.is_short():
        return Off((False, iter(iterable), (), True))
    if site.says and not (_engines.are_processes() and load("_said").can_be_noted(site)):
        site.in_place("what tasks print cannot be noted")
        return Off((False, iter(iterable), (), True))
    if site.writes and not (_engines.are_processes() and load("_written").can_be_held_back()):
        site.in_place("what tasks write cannot be held back")
        return Off((False, iter(iterable), (), True))
    found = Loop(task, iterable, needs)
    if owns is not None:
        found.owns = True
        load("_own")  # here, before there are workers, which may not even store its compiled code
    if pivots:
        found.pivots = [(rows_of, number) for rows_of in rows for number in pivots if number < len(rows_of)]
    return found


class Off(list):  # type: ignore[type-arg]
    """A loop that runs in place, for next to nothing.

    The emitted code asks more(), parallel(), sequential() and more() again, always in this order. The four answers
    lie ready in a list, last one first, and each question is a plain `pop`.
    """

    __slots__ = ()
    more = parallel = sequential = list.pop


class Loop:
    """One entry into a parallel loop."""

    def __init__(self, task: Callable[..., Any], iterable: Iterable[Any], needs: tuple[Any, ...]) -> None:
        self.task = task
        self.needs = needs
        self.site = task.surge  # type: ignore[attr-defined]
        self.feed = feed_of(iterable, self.site)
        self.region: Region | None = None
        self.pieces: Iterator[Any] = iter(())
        self.partial: tuple[int, Any] | None = None  # what is left of a chunk after a failed item
        self.in_place: Iterator[Any] | None = None  # what sequential() gives next
        self.in_place_count = 0
        self.rest = False  # everything that is left runs in place
        self.done = 0
        self.failed = 0
        self.probe = Probe()
        self.finished = False
        self.watch: _fills.Watch | None = None  # while items are tried in the driver
        self.logs: list[Any] = []  # the latest of those computed in the driver
        self.stretch: Stretch | None = None  # items that run in place while the clock runs
        self.pause = 0  # items that run in place before workers get another chance
        self.patience = PAUSE
        self.passed = 0  # items done when the latest pause ended
        self.repeats = 0
        self.waited: Stretch | None = None  # all items that ran in place because workers were on their way
        self.waiting = False  # whether the latest stretch is one of these
        self.owns = False  # whether tasks change an object each
        self.pivots: list[tuple[list[Any], int]] = []  # rows that tasks read and that one item may change
        self.hired = False  # whether this entry has had workers
        self.overtaken = 0.0  # seconds for which the latest region was slower than running in place
        self.judging = False  # whether that stretch is to be compared with one in parallel
        self.left = load("_left") if self.site.seeds or self.site.grows else None
        self.seed: Any = None  # the state of `random` before the latest task in the driver
        self.clocked = False  # whether an item has just run in place while the clock ran
        self.ledger: Ledger | None = None  # of the files that the latest region has written
        self.site.enter()
        if can_wait(iterable):
            self._give_up("input that has to be waited for")

    def more(self) -> bool:
        """True while items may be left."""
        return not self.finished

    def parallel(self) -> Iterator[tuple[Any, Any]]:
        """(item, log) in order, as far as tasks get on their own."""
        pairs = chain.from_iterable(self._batches())
        return load("_said").told(pairs) if self.site.says else pairs

    def sequential(self) -> Iterator[Any]:
        """The items whose original body runs in the driver now."""
        count, self.in_place_count = self.in_place_count, 0
        if count:
            return self._run_in_place(count)
        stint, self.in_place = self.in_place, None
        if stint is not None:
            return stint
        if self.rest:
            self.site.count("in-place items", self.feed.outlook())
            rest = self.feed.rest()
            self._let_go()
            return rest
        self._let_go()
        return iter(())

    def _let_go(self) -> None:
        """Hold nothing of the program's: a `for` statement that is over does not keep its items either."""
        self.finished = True
        self.feed = NOTHING
        self.needs = ()
        self.logs = []
        self.watch = None

    def _run_in_place(self, count: int) -> Iterator[Any]:
        """Failed items; the workers go on meanwhile, unless the loop is left from here."""
        complete = False
        before = [(rows[number], rows[number][:]) for rows, number in self.pivots]
        try:
            for item in self.feed.advance(count):
                self.done += 1
                self.site.count("in-place items")
                yield item
            complete = True
            if before:
                self._see_pivots(before)
        finally:
            if not complete:
                self.leave()

    def _see_pivots(self, before: list[tuple[list[Any], list[Any]]]) -> None:
        """Where a row is another one now, what was computed ahead has read what is no longer there."""
        from ._rounds import same  # noqa: PLC0415 (few loops have such rows)

        if not all(same(row, known) for row, known in before):
            self._cancel()
            self._give_up("a row that others read has changed")

    def _batches(self) -> Iterator[Iterable[tuple[Any, Any]]]:
        """Groups of (item, log); ends when sequential() must act."""
        if self.stretch is not None:
            self._end_stretch(self.stretch)
        if self.rest or self.in_place is not None:
            return  # sequential() comes first, or items would change places
        complete = False
        try:
            if self.region is None:
                yield from self._probe()
            while self.region is not None:
                yield from self._collect()
                if self.region is not None or self.rest or self.in_place_count or not self._continue():
                    break
            complete = True
        finally:
            if not complete:
                self.leave()

    def leave(self) -> None:
        """The program's own statements have left the loop."""
        if not self.hired:
            self.site.left_early(self.probe)
        self._cancel()
        self._let_go()

    def _probe(self) -> Iterator[Iterable[tuple[Any, Any]]]:
        """Run the first items here, timed, until it is clear whether workers pay."""
        if self._hindered():
            return
        if not self.done and self.site.is_alone(self.feed):
            self.rest = True
            return
        if self._compare():
            return
        if self.pause:
            self._pass_by()
            return
        if _decide.may_start_blind(self.site, self.feed.remaining() if _settings.current.force else self._few()):
            self._start()
            return
        if _decide.known_to_pay(self.site, self.feed.remaining()):
            self._start()
            return
        if self.clocked:
            self.clocked = False
            if self._decided():
                return
        else:
            self.probe.restart()
        while True:
            try:
                item = self.feed.next()
            except StopIteration:
                self._over()
                self._note_size()
                return
            if self.site.grows or self.site.writes:
                self.in_place = self._clock(item)
                return
            if not self._inline(item):
                return
            yield self._committing(((item, self.logs[-1]),))
            if self._decided():
                return

    def _clock(self, item: Any) -> Iterator[Any]:
        """Run one item in place while the clock runs: what a task has counted or written when it fails could not be taken back."""
        begin = perf_counter()
        yield item
        self.probe.add(perf_counter() - begin, 1)
        self.done += 1
        self.site.count("in-place items")
        self.clocked = True

    def _few(self) -> int | None:
        """How many items are left, when they are few."""
        if not self.site.heavy:
            return None
        count = self.feed.known(_decide.SMALL_REGION + 1)
        return count if count > 1 else None

    def _inline(self, item: Any) -> bool:
        """Compute one item in the driver; False when it failed and goes to sequential()."""
        watch = self.watch = self.watch or _fills.Watch(self.task)
        watch.begin()
        if self.left is not None:
            self.seed = self.left.state()
        allowed = _swap.begin_task(self.site.kind, int(self.site.says))
        warned = False
        task = load("_said").noting(self.task) if self.site.says else self.task
        begin = perf_counter()
        try:
            log = task(item, *self.needs)
        except KeyboardInterrupt:
            raise
        except BaseException:
            watch.undo()
            watch.take_back()
            self._undo()
            self._count_failure("raised")
            self.in_place = iter((item,))
            self._judge_failures()
            return False
        finally:
            seconds = perf_counter() - begin
            if _state.trace is not None:
                _state.trace.probe(self.site, begin, begin + seconds, 1)
            warned = _swap.end_task(allowed)
        if log is LEAVES:
            watch.undo()
            watch.take_back()
            self._undo()
            self.in_place = iter((item,))
            return False
        if watch.undo():
            watch.take_back()
            self._undo()
            self._count_failure(_fills.FILLED)
            self.in_place = iter((item,))
            self._give_up(_fills.FILLED)
            return False
        if warned:
            watch.take_back()
            self._undo()
            self._count_failure("warned")
            self.in_place = iter((item,))
            self._judge_failures()
            return False
        self.logs = [*self.logs[-15:], log if self.left is None else (log, self.left.state(), ())]
        self.done += 1
        self.probe.add(seconds, 1)
        return True

    def _undo(self) -> None:
        """Take back what the latest task changed of its object, and of the generator of random numbers."""
        if self.left is not None:
            self.left.restore(self.seed)
        if self.owns:
            from ._own import restore  # noqa: PLC0415 (few loops have objects of their own)

            restore()

    def _decided(self) -> bool:
        """Decide after an item that ran in the driver; True when probing ends, one way or the other."""
        left = self.feed.remaining()
        if left == 0:
            return False  # the next look at the feed ends the loop
        estimate = self.probe.estimate()
        promising = _decide.pays(self.site, left or _decide.FAR, estimate)
        if not promising and _decide.keeping_may_pay(self.site, self.task, self.needs, self.feed, estimate):
            if not _decide.measure_shipping(self.site, self.logs, len(self.logs)):
                self._give_up(self.site.why)
                return True
            promising = _decide.pays(self.site, left or _decide.FAR, estimate)
        if promising and self.probe.warm() and self._worth_it():
            self._start()
        elif not self.rest:
            if not self.probe.ended(promising, _decide.plenty(left)):
                return False
            self._stint(left)
        return True

    def _worth_it(self) -> bool:
        """The dearer questions: is the clock right, can logs be shipped, are there really enough items?"""
        seconds = self.probe.believed(_decide.plenty(self.feed.remaining()))
        if seconds is None or not _decide.pays(self.site, self.feed.remaining() or _decide.FAR, seconds):
            return False
        self.site.seconds = seconds
        stale = bool(self.logs) and (self.site.ship is None or self.probe.count % 16 == 8)
        if stale and not _decide.measure_shipping(self.site, self.logs, len(self.logs)):
            self._give_up(self.site.why)
            return False
        return _decide.enough_left(self.site, self.feed, seconds)

    def _stint(self, left: int | None) -> None:
        """Run a number of items in place, then look again: later items may be longer."""
        count = max(32, 2 * self.done)
        few = left is not None and left <= count and left < PACED
        if few or (left is None and self.done - self.passed > self._stream_patience()):
            self.rest = True
            self._note_size(left or 0)
            return
        count = min(count, self.feed.known(min(count, MOST_IN_PLACE)))
        if count < PACED:
            self._begin_stretch(count)
            return
        self.stretch = Stretch(0)
        self.in_place = chain.from_iterable(self._paced(self.stretch, count))

    def _stream_patience(self) -> int:
        """Items of an iterator after which probing ends for good."""
        return STREAM_PATIENCE

    def _paced(self, stretch: Stretch, count: int) -> Iterator[Iterator[Any]]:
        """`count` items in pieces, or fewer where they turn out to be much longer than those before them."""
        pace = Pace(count)
        while pace.goes_on():
            self.done += pace.size
            stretch.items += pace.size
            self.site.count("in-place items", pace.size)
            yield self.feed.stint(pace.size)

    def _begin_stretch(self, count: int) -> None:
        """Run about `count` items in place, and time them."""
        count = min(count, self.feed.known(min(count, MOST_IN_PLACE)))
        self.done += count
        self.site.count("in-place items", count)
        self.in_place = self.feed.stint(count)
        self.stretch = Stretch(count)

    def _end_stretch(self, stretch: Stretch) -> None:
        """Draw the conclusions from items that ran in place."""
        self.stretch = None
        stretch.end()
        if self.waiting:
            self._waited(stretch)
            return
        self.probe.spent += stretch.seconds
        if not self.judging:
            each = self.site.trial.before = stretch.each()
            self.probe.thorough = _decide.pays(self.site, self.feed.remaining() or _decide.FAR, each)
            return
        self.repeats += 1
        if self.repeats < REPEATS and stretch.disturbed() and self.feed.known(1):
            self._begin_stretch(stretch.items)
            return
        self.repeats = 0
        self.judging = False
        left = self.feed.outlook()
        if not self.site.trial.judge(self.site, stretch, self.done + left, left):
            self._pause()
        elif self.feed.known(1):
            self._start()
        else:
            self._over()

    def _waited(self, stretch: Stretch) -> None:
        """Ask again for workers, if what is left still is worth them."""
        self.waiting = False
        self.waited = stretch.after(self.waited)
        self.site.seconds = self.waited.each()
        left = self.feed.remaining() or _decide.FAR
        if self.feed.known(1) and _decide.pays(self.site, left, self.site.seconds):
            self._start()

    def _pause(self) -> None:
        """After a stretch that did not pay: go on in place, and try again later."""
        left = self.feed.remaining()
        self.pause, self.patience = pause(self.site, self.patience), LONGER * self.patience
        if self.site.skip == FOREVER or (left is not None and left < 2 * self.pause):
            self._give_up(self.site.why)

    def _pass_by(self) -> None:
        """Run the next items of a pause in place."""
        count = min(self.pause, self.feed.known(min(self.pause, MOST_IN_PLACE)))
        self.pause -= count
        if not count:
            self._over()
            return
        self.done += count
        self.passed = self.done
        self.site.count("in-place items", count)
        self.in_place = self.feed.stint(count)

    def _compare(self) -> bool:
        """Run the next items in place where the site has something to compare them with."""
        trial = self.site.trial
        if _settings.current.force or not trial.due(self.site) or not self.feed.known(1):
            return False
        self.judging = True
        self._begin_stretch(trial.stint())
        return True

    def _note_size(self, left: int = 0) -> None:
        """At the end of an entry, or before the rest of one: after several small ones the site rests."""
        if self.probe.age() >= _decide.TINY:
            if not self.hired and self.waited is None:
                self.site.looked_in_vain(self.done + left, self.probe.outlook(left))
        elif self.site.missed():
            _swap.site_rests()

    def _hindered(self) -> bool:
        _decide.check_siblings()
        reason = _decide.obstacle(self.site)
        if reason:
            self._give_up(reason)
            self.site.hindered()
        return bool(reason)

    def _give_up(self, reason: str) -> None:
        """Leave all that is left to the original statements."""
        self.rest = True
        self.site.in_place(reason)

    def _start(self) -> None:
        region = Region(self.site, self.task, self.needs, self.feed, per_item=True).start()
        if region.crew is None:
            if not self.feed.known(1):
                self._over()
            elif _engines.is_coming():
                self._wait_in_place()
            else:
                self._give_up(self.site.why or "no worker could be started")
            return
        self.site.misses = self.site.vain = self.site.early = 0
        self.hired = True
        self.region = region
        self.pieces = region.pieces()
        if self.site.writes:
            self.ledger = load("_written").Ledger()

    def _wait_in_place(self) -> None:
        """Run a few items here, then ask again for workers; meanwhile we learn how long items take."""
        self.waiting = True
        self._begin_stretch(items_while_waiting(self.site))

    def _continue(self) -> bool:
        """After a window: begin the next one if there is one. True when workers run again."""
        if not self.feed.known(1):
            self._over()
            return False
        if self._hindered():
            return False
        if self.overtaken:
            self.patience = max(self.patience, AS_LONG * self.overtaken)
            self.overtaken = 0.0
            self._pause()
            if not self.rest:
                self._pass_by()
            return False
        if self._compare():
            return False
        if not _decide.still_pays(self.site, self.feed.remaining()):
            self._begin_stretch(max(32, 2 * self.done))
            return False
        self._start()
        return self.region is not None

    def _over(self) -> None:
        """The feed has ended; an exception it ended with is raised by sequential()."""
        self.rest = True

    def _collect(self) -> Iterator[Iterable[tuple[Any, Any]]]:
        """Logs as they come; stops at a failed item."""
        while True:
            piece = self.partial or next(self.pieces, None)
            self.partial = None
            if piece is None:
                self._see_pace()
                self.region = None
                return
            count, result = piece
            logs, failures = result
            if self.ledger is not None:
                if (yield from self._written(self.ledger, count, logs, failures)):
                    continue
                return
            if not failures:
                self.done += count
                yield self._committing(zip(self.feed.advance(count), logs))
                continue
            yield from self._up_to_failure(count, logs, failures)
            return

    def _written(
        self, ledger: Ledger, count: int, logs: list[Any], failures: dict[int, str]
    ) -> Generator[Iterable[tuple[Any, Any]], None, bool]:
        """Logs whose files are written one by one; False where an item failed, or what it did counts no more."""
        for offset in range(count):
            reason = failures.get(offset)
            if reason is None:
                # What else the round has left stays with its log.
                log, *left_besides = logs[offset] if self.left is not None else (logs[offset],)
                reason, log = ledger.settle(log)
                if left_besides:
                    log = (log, *left_besides)
                if not reason and self.region is not None and ledger.takes_most(self.region, self.site.seconds):
                    self.done += 1
                    yield self._committing(zip(self.feed.advance(1), (log,)))
                    self._dismiss()
                    self._give_up("writing the files takes most of the time")
                    if self.site.failed_entry():
                        _swap.site_rests()
                    return False
            if reason:
                left = {number - offset: why for number, why in failures.items() if number > offset}
                yield from self._up_to_failure(count - offset, logs[offset:], {**left, 0: reason})
                # Nobody sees what the item writes that runs in place, and others may have read what was there before.
                self._dismiss()
                return False
            self.done += 1
            yield self._committing(zip(self.feed.advance(1), (log,)))
        return True

    def _dismiss(self) -> None:
        """Forget what was computed ahead; what is left may have workers again."""
        region, self.region = self.region, None
        self.pieces = iter(())
        self.partial = self.ledger = None
        if region is not None:
            region.close()

    def _committing(self, pairs: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
        """Items with their logs, on the way to being committed."""
        if self.left is None:
            return pairs
        known = [] if self.region is None else self.region.job.counters
        return self.left.commit(pairs, known or [])  # type: ignore[no-any-return]

    def _see_pace(self) -> None:
        """After a region: would its items have been faster in place?"""
        if self.region is not None and self.region.overtaken:
            self.site.overtaken(self.done + self.feed.outlook())
            self.overtaken = self.region.overtaken

    def _up_to_failure(
        self, count: int, logs: list[Any], failures: dict[int, str]
    ) -> Iterator[Iterable[tuple[Any, Any]]]:
        """The logs before the first failed item of a chunk; the items that failed go to sequential()."""
        first = min(failures)
        end = first
        while end in failures:
            self._count_failure(failures[end])
            end += 1
        if end < count:
            kept = {offset - end: reason for offset, reason in failures.items() if offset >= end}
            self.partial = (count - end, (logs[end:], kept))
        if first:
            self.done += first
            yield self._committing(zip(self.feed.advance(first), islice(logs, first)))
        self.in_place_count = end - first
        if failures[first] == _fills.FILLED:
            # What was computed ahead did not see that key.
            self._cancel()
            self._give_up(_fills.FILLED)
            return
        self._judge_failures()

    def _judge_failures(self) -> None:
        """When more than one item in eight fails, the original statements take over."""
        if self.failed > MANY_FAILURES and self.failed * 8 > self.done + self.failed:
            self._cancel()
            self._give_up("too many items failed")
            if self.site.failed_entry():
                _swap.site_rests()

    def _count_failure(self, reason: str) -> None:
        if reason == LEFT:
            return  # as it should be
        self.site.count(f"failed: {reason}")
        self.failed += reason != UNLIKE

    def _cancel(self) -> None:
        """The loop is left: nothing that was computed ahead is wanted."""
        region, self.region = self.region, None
        self.pieces = iter(())
        self.partial = None
        self.rest = True
        if region is not None:
            region.close()

    def __del__(self) -> None:
        # A loop over something that cannot be iterated over never came to have the attribute.
        if getattr(self, "region", None) is not None:
            self._cancel()
