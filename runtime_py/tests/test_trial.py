"""Comparing parallel with in place: decisions under a clock that the test turns, so that they never depend on the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from surge_rt import _decide, _feed, _loop, _plan, _probe, _region, _settings, _state, _swap, _trial, _values  # noqa: E402
from surge_rt._site import FOREVER, Site  # noqa: E402


class World:
    """A machine on which items take what the test says: `alone` in place, `together` in parallel, `start` to begin."""

    def __init__(self, alone, together, start=0.003, cold=0.0, compute=None):
        self.now = 1.0
        self.alone = alone
        self.together = together
        self.compute = compute or (lambda item: 0.7 * alone(item))
        self.start = start
        self.cold = cold  # factor of the first items, until caches are warm
        self.seen = 0
        self.parallel = 0
        self.in_place = 0
        self.regions = 0
        self.withdrawn = 0  # how many regions have handed out no more chunks
        self.disturbed = 0  # how many items in place meet regions that do not rest yet

    def clock(self):
        return self.now

    def in_task(self, item):
        self.seen += 1
        self.now += self.compute(item) * (self.cold if self.seen <= 20 and self.cold else 1.0)

    def body(self, item):
        self.in_place += 1
        self.now += self.alone(item)
        if self.in_place < self.disturbed:
            _state.met += 1  # a region of a function that the item calls
            self.now += self.alone(item)


class Crew:
    """Stands for workers: results are there as soon as the clock says so."""

    memory = 0
    size = 2

    def __init__(self, world, job, plan):
        self.world, self.job, self.plan = world, job, plan
        self.items = job.items[:]  # as a forked worker has its own
        world.regions += 1
        world.now += world.start
        self.start_seconds, self.first_wait = world.start, 0.0
        self.cpu_seconds = self.unpack_seconds = 0.0
        self.next = 0

    def withdraw(self):
        self.world.withdrawn += 1
        return min(len(self.plan), self.next + 2)

    def result(self, chunk):
        self.next = chunk + 1
        start, stop = self.plan[chunk]
        for item in self.items[start:stop]:
            self.world.now += self.world.together(item)
            self.cpu_seconds += self.world.compute(item)
        self.world.parallel += stop - start
        return ([None] * (stop - start) if self.job.per_item else list(self.items[start:stop]), {}), 0.0, 1

    def close(self):
        pass


@pytest.fixture
def simulate(monkeypatch):
    """simulate(world, iterable, entries=1): run a loop over it under the world's clock; its site."""

    def run(world, iterable, entries=1, kind="loop"):
        for module in (_loop, _probe, _region, _decide, _trial, _values):
            for name in ("perf_counter", "process_time"):
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, world.clock)
        settings = _settings.Settings({"SURGE_WORKERS": "2"})
        monkeypatch.setattr(_settings, "current", settings)
        for name, value in (("busy", 0), ("segments", 0), ("start_seconds", None), ("guess", 0.003), ("speedup", None)):
            monkeypatch.setattr(_state, name, value)
        monkeypatch.setattr(_decide, "obstacle", lambda site: "")
        monkeypatch.setattr(_decide, "touching_later", lambda: 0.0)  # how large this process is does not matter
        monkeypatch.setattr(_swap, "site_rests", lambda: None)
        monkeypatch.setattr(_region, "_start_crew", lambda site, job, plan: Crew(world, job, plan))
        site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind=kind)
        for _ in range(entries):
            items = iterable()
            world.expected = list(items)
            if iter(items) is items:
                items = iter(world.expected)
            (_run_loop if kind == "loop" else _run_values)(world, site, items)
        return site

    return run


def _run_loop(world, site, iterable):
    def task(item):
        world.in_task(item)

    task.surge = site
    got = []
    entry = _loop.loop(task, iterable, ())
    while entry.more():
        for item, _ in entry.parallel():
            got.append(item)
        for item in entry.sequential():
            world.body(item)
            got.append(item)
    assert got == list(world.expected)


def _run_values(world, site, iterable):
    def task(items):
        for item in items:
            world.in_task(item)
        return list(items)

    def rest(items):
        for item in items:
            world.body(item)
            yield item

    task.surge = site
    got = list(_values.values(task, iterable, (), rest))
    assert got == list(world.expected)


def constant(seconds):
    return lambda item: seconds


COUNT = 300_000
FORMS = {"a list": lambda: list(range(COUNT)), "an iterator": lambda: iter(range(COUNT))}


@pytest.mark.parametrize("kind", ["loop", "values"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_slower_in_parallel_stops_soon(simulate, form, kind):
    """A million cheap rows that looked dear while they were cold."""
    world = World(constant(1.7e-6), constant(2.6e-6), cold=4.0, compute=constant(1.5e-6))
    site = simulate(world, form, kind=kind)
    assert world.regions >= 1
    assert world.parallel < COUNT / 4
    assert site.why == "measured: no faster in parallel"
    assert world.now - 1.0 < COUNT * 1.7e-6 * 1.03 + 0.03


@pytest.mark.parametrize("kind", ["loop", "values"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_faster_in_parallel_is_compared_once(simulate, form, kind):
    world = World(constant(4e-6), constant(2.4e-6))
    site = simulate(world, form, kind=kind)
    assert site.proven
    assert 1.6 < site.faster < 1.8
    assert world.parallel > 0.9 * COUNT
    assert world.now - 1.0 < 0.75 * COUNT * 4e-6


@pytest.mark.parametrize("kind", ["loop", "values"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("together", [1.2e-6, 2.4e-6])
def test_items_that_meet_other_regions_are_compared_later(simulate, form, kind, together):
    """Functions that items call have regions of their own, which cost as much again until they rest."""
    world = World(constant(2e-6), constant(together))
    world.disturbed = 3000
    site = simulate(world, form, kind=kind)
    assert site.proven == (together < 2e-6)
    assert world.regions > 1 or not site.proven


@pytest.mark.parametrize("kind", ["loop", "values"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_machine_that_was_busy_at_first_gets_another_chance(simulate, form, kind):
    """Workers get no processor during the first stretch, and all of it later."""
    world = World(constant(4e-6), lambda item: 5e-6 if item < 40_000 else 2.2e-6)
    site = simulate(world, form, kind=kind)
    assert site.proven
    assert site.skip == 0
    assert world.parallel > COUNT / 4


CROWDED = {
    "cheap items": (COUNT, 20e-6),
    "long items": (1200, 0.01),
}


@pytest.mark.parametrize("kind", ["loop", "values"])
@pytest.mark.parametrize("form", [list, iter], ids=["a list", "an iterator"])
@pytest.mark.parametrize(("count", "each"), CROWDED.values(), ids=CROWDED)
def test_a_machine_that_others_take_is_noticed(simulate, count, each, form, kind):
    """Workers are fast for a second; then together they get less of the machine than the program alone would."""
    world = World(constant(each), constant(0.0), compute=constant(0.95 * each))
    world.together = lambda item: (0.6 if world.now < 2.0 else 1.2) * each
    site = simulate(world, lambda: form(range(count)), kind=kind)
    assert world.withdrawn >= 1
    assert site.why == "measured: no faster in parallel"
    left = count * each - 1.0 / 0.6
    assert world.now - 2.0 < 1.06 * left + 0.1
    assert world.in_place > 0.5 * count


@pytest.mark.parametrize("kind", ["loop", "values"])
def test_a_machine_that_others_leave_is_used_again(simulate, kind):
    """Workers are slow for two seconds in the middle of a long loop."""
    count, each = 2_000_000, 20e-6
    world = World(constant(each), constant(0.0), compute=constant(0.95 * each))
    world.together = lambda item: (1.2 if 2.0 < world.now < 4.0 else 0.6) * each
    site = simulate(world, lambda: list(range(count)), kind=kind)
    assert world.withdrawn >= 1
    assert site.proven
    assert world.parallel > 0.7 * count


@pytest.mark.parametrize("kind", ["loop", "values"])
def test_a_region_that_goes_well_is_left_alone(simulate, kind):
    """Also where its chunks take very unequal times."""
    world = World(lambda item: 0.2 if item % 50 == 0 else 0.01, lambda item: 0.11 if item % 50 == 0 else 0.0055)
    world.compute = lambda item: 0.95 * world.alone(item)
    simulate(world, lambda: list(range(1500)), kind=kind)
    assert world.withdrawn == 0


@pytest.mark.parametrize(("growth", "faster"), [(4.0, False), (0.25, True)])
def test_items_that_grow_or_shrink_do_not_fool_it(simulate, growth, faster):
    """From the first to the last item the work changes by `growth`; in parallel it is 0.8 or 1.6 times as fast."""

    def alone(item):
        return 3e-6 * (1 + (growth - 1) * item / COUNT)

    factor = 1.6 if faster else 0.8
    world = World(alone, lambda item: alone(item) / factor, compute=lambda item: 0.95 * alone(item))
    site = simulate(world, FORMS["a list"])
    assert site.proven == faster
    assert (world.parallel > 0.9 * COUNT) == faster


def test_one_hiccup_of_the_machine_proves_nothing():
    """Others take the processor away while the items in place run: only processor time counts beyond a point."""
    trial = _trial.Trial()
    site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind="loop")
    site.seconds = 1e-6
    trial.add(0.05, 20_000, 0.03, 20_000)  # 2.5 us
    stretch = _trial.Stretch(1000)
    stretch.seconds, stretch.cpu = 0.0417, 0.0021  # 42 us by the clock, 2.1 us of processor
    assert trial.judge(site, stretch, 100_000)  # another look
    assert not site.proven
    trial.add(0.05, 20_000, 0.03, 20_000)
    stretch.seconds = 0.0017
    assert not trial.judge(site, stretch, 100_000)
    assert site.skip


def test_an_entry_inside_the_stretch_has_drawn_the_conclusions():
    """A function that calls itself: the inner entry compares, the outer one takes what it found, once there is nothing left."""
    trial = _trial.Trial()
    site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind="loop")
    site.seconds = 5e-6
    trial.add(0.030, 4_000, 0.02, 4_000)
    outer, inner = _trial.Stretch(600), _trial.Stretch(600)
    inner.seconds = inner.cpu = outer.seconds = outer.cpu = 0.0090  # 15 us, 7.5 with workers
    assert trial.judge(site, inner, 10_000)
    assert trial.judge(site, outer, 10_000)
    assert site.proven
    assert site.faster == 2.0


def test_starting_workers_counts_once_where_much_is_left():
    """A first stretch that turned out short is half of it spent on starting; what is left starts workers once."""

    def judged(left):
        trial = _trial.Trial()
        site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind="loop")
        site.seconds = 5e-6
        trial.add(0.030, 4_000, 0.02, 4_000, start=0.012)  # 7.5 us, 4.5 without
        stretch = _trial.Stretch(600)
        stretch.seconds = stretch.cpu = 0.0033  # 5.5 us
        return trial.judge(site, stretch, 10_000 + left, left), site.proven

    assert judged(300_000) == (True, True)
    assert judged(10_000) == (False, False)


def test_a_short_steady_part_is_taken_for_what_it_took():
    trial = _trial.Trial()
    site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind="loop")
    site.seconds = 5e-6
    trial.add(0.009, 3_000, 0.02, 6_000)  # 3 us
    assert not trial.due(site)
    trial.steady = True
    assert trial.due(site)
    stretch = _trial.Stretch(1000)
    stretch.seconds = stretch.cpu = 0.005
    assert trial.judge(site, stretch, 100_000)
    assert site.proven
    assert not trial.due(site)
    trial.add(0.009, 3_000, 0.02, 6_000)
    site.proven = False
    assert not trial.due(site)


def test_an_unclear_result_is_looked_at_again(simulate):
    world = World(constant(2.0e-6), constant(2.0e-6), compute=constant(1.8e-6))
    site = simulate(world, FORMS["a list"])
    assert not site.proven
    assert 2 <= world.regions <= _trial.LOOKS
    assert world.parallel < COUNT


def test_short_regions_are_compared_as_a_whole(simulate):
    """Each entry is too short for a stretch of its own; starting workers counts."""
    won = World(constant(120e-6), constant(66e-6), start=0.002, compute=constant(110e-6))
    site = simulate(won, lambda: range(160), entries=100)
    assert site.proven
    assert won.parallel > 80 * 160
    lost = World(constant(120e-6), constant(118e-6), start=0.002, compute=constant(110e-6))
    site = simulate(lost, lambda: range(160), entries=100)
    assert not site.proven
    assert lost.parallel < 20 * 160
    assert lost.now - 1.0 < 100 * 160 * 120e-6 * 1.03 + 0.03


def test_a_region_need_not_save_as_much_once_its_site_is_proven(monkeypatch):
    monkeypatch.setattr(_decide, "start_cost", lambda site: 0.002)
    monkeypatch.setattr(_decide, "touching_later", lambda: 0.0)
    monkeypatch.setattr(_decide, "workers", lambda: 2)
    site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind="loop")
    unproven = _decide.stake(site)
    site.alone = 100e-6
    site.prove(2.0)
    assert _decide.stake(site) == 0.002 < unproven
    assert _decide.pays(site, 41, 1.0)
    assert not _decide.pays(site, 39, 1.0)


def test_a_proof_lapses_when_regions_turn_out_slow(simulate):
    """The items of later entries are as long, but cost more to bring back."""
    world = World(constant(20e-6), constant(11e-6), compute=constant(18e-6))
    seen = []

    def entry():
        seen.append(world.regions)
        world.together = constant(11e-6 if len(seen) < 3 else 30e-6)
        return range(20_000)

    site = simulate(world, entry, entries=8)
    assert world.parallel > 50_000
    assert site.why == "measured: no faster in parallel"


def test_the_next_window_of_an_iterator_is_pulled_while_workers_are_busy(simulate, monkeypatch):
    held = []
    window = _feed.Stream.window

    def watched(feed, limit):
        held.append(len(feed.buffer) - feed.offset)
        return window(feed, limit)

    monkeypatch.setattr(_feed.Stream, "window", watched)
    world = World(constant(4e-6), constant(2.4e-6))
    simulate(world, FORMS["an iterator"])
    assert world.regions > 4
    assert min(held[2:-1]) >= _region.STREAM_ITEMS  # the second one is the first that is proven


def test_backing_off_lasts_longer_each_time():
    site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind="loop")
    site.alone = 1e-6
    skipped = []
    while site.skip < FOREVER:
        site.back_off(items=100_000)
        skipped.append(site.skip)
    assert skipped == [5, 20, 80, FOREVER]  # of 0.1 seconds each


def test_backing_off_lasts_as_long_whatever_the_size_of_an_entry():
    skipped = []
    for items in (10_000, 1_000_000):
        site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind="loop")
        site.alone = 1e-6
        site.back_off(items)
        skipped.append(site.skip)
    assert skipped == [50, 1]


def test_the_steady_part_of_a_region_leaves_out_its_start_and_its_end():
    plan = _plan.cut(0, 20_000, 2, 2.3e-6)
    start, end = _region._steady(plan)
    assert start == 20_000 // 3
    assert 0.7 * 20_000 < end < 0.95 * 20_000
    assert _region._steady([(0, 1), (1, 2), (2, 3)]) == (1, 3)
    assert _region._steady([]) == (0, 0)


def test_obstacles_are_looked_for_less_and_less():
    site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind="loop")
    skipped = []
    for _ in range(6):
        site.hindered()
        skipped.append(site.skip)
    assert skipped == [4, 40, 400, 4000, 10_000, 10_000]


@pytest.mark.parametrize(
    ("cluster", "items", "cpu", "proven"),
    [(True, 1000, 1.8, True), (True, 1000, 1.1, False), (True, 100_000, 1.8, False), (False, 1000, 1.8, False)],
)
def test_on_a_cluster_processor_time_says_enough_of_long_items(monkeypatch, cluster, items, cpu, proven):
    """A stretch there is so long that the next one need not be like it."""
    from types import SimpleNamespace

    from surge_rt import _engines

    monkeypatch.setattr(_engines, "is_cluster", lambda: cluster)
    site = Site("name", "origin", True, False, False, (), "loop")
    region = SimpleNamespace(site=site, items_done=items, late_items=0, late_seconds=0.0)
    _trial.note_region(region, 1.0, 0.0, cpu)
    assert site.proven == proven
    assert (site.trial.items == 0) == proven
