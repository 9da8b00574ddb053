"""Decisions: what goes parallel by itself, what does not, and what functions run when regions rest."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import pytest
from conftest import counters

sys.path.insert(0, str(Path(__file__).parent.parent))
from surge_rt import _decide, _probe, _state, _swap  # noqa: E402
from surge_rt._probe import Probe  # noqa: E402
from surge_rt._site import FOREVER, Site  # noqa: E402
from surge_rt._trial import Pace  # noqa: E402

HEAD = """\
import sys
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total
"""
FUNCTION = """\
def rows(count, size):
    out = []
    for y in range(count):
        row = cost(y, size)
        out.append(row)
    return out
"""
REGION = """\
def rows(count, size):
    out = []
    s = surge_rt.loop(tasks.rows_out, range(count), (size,))
    while s.more():
        for y, row in s.parallel():
            out.append(row)
        for y in s.sequential():
            row = cost(y, size)
            out.append(row)
    return out
"""
REGION_LINES = "((1,1,1,1),(2,1,8,1),(10,9,3,0),(13,11,1,0),(14,9,1,0),(15,10,3,1),(18,13,9,1))"
PLAIN_LINES = "((1,1,1,1),(2,1,40,1))"
TASK = '@task("script.py:9")\ndef rows_out(y, size):\n    return cost(y, size)\n'


def programs(cost: str, tail: str) -> tuple[str, str]:
    head = HEAD + f"def cost(y, size): return {cost}\n"
    return head + FUNCTION + tail, "@@\n" + head + REGION + tail


def run(package, cost, tail, task=TASK, **settings):
    original, driver = programs(cost, tail)
    got = package(
        original, driver, task, "((1,1,1,1),(2,1,9,1),(11,10,3,0),(14,12,1,0),(15,10,1,0),(16,11,3,1),(19,14,9,1))"
    ).check(SURGE_STATS="1", **{"SURGE_WORKERS": "2", **settings})
    return counters(got)["rows_out"], got.err


def test_cheap_items_stay_here(package):
    row, _ = run(package, "y + size", "print(sum(rows(20000, 1)))\n")
    assert row["parallel items"] == "0"


def test_what_the_driver_does_between_items_is_no_work_of_theirs():
    """The first entry of a fresh package compiles what it needs of the runtime: two items of microseconds looked long."""
    probe = Probe()
    probe.began -= 0.005
    probe.cpu -= 0.005
    probe.add(6e-6, 1)
    probe.add(4e-6, 1)
    assert not probe.warm()
    assert probe.believed(plenty=True) is None
    probe.spent += 0.002
    assert probe.warm()


def test_dear_items_go(package):
    row, _ = run(package, "work(size)", "print(sum(rows(300, 5000)))\n")
    assert int(row["parallel items"]) > 0  # a busy machine may show soon after that they are not faster there


def test_what_only_the_first_item_takes_is_no_measure(package):
    row, _ = run(package, "work(400000 if y == 0 else size)", "print(sum(rows(20000, 500)))\n")
    assert 0 < int(row["chunks"]) < 1000


def test_what_every_first_item_in_a_worker_takes_is_no_measure(package):
    """A first region of long items is short, too: workers may be past what made them long."""
    row, _ = run(package, "work(400000 if y < 3 else size)", "print(sum(rows(20000, 500)))\n")
    assert 0 < int(row["chunks"]) < 1000


def test_entries_that_looks_do_not_help_pass_by(package):
    """Of a thousand regions of about a millisecond few are looked at."""
    row, _ = run(package, "work(size)", "print(sum(sum(rows(40, 300)) for _ in range(1000)))\n")
    assert 3 <= int(row["entries"]) < 100


def test_an_entry_with_many_more_items_does_not_pass_by(package):
    tail = "print(sum(sum(rows(40, 300)) for _ in range(20)) + sum(rows(400, 20000)))\n"
    row, _ = run(package, "work(size)", tail)
    assert int(row["parallel items"]) > 0  # a busy machine may show soon after that they are not faster there


def test_a_stint_in_place_ends_where_items_grow_dear(package):
    """A stint is twice as long as what came before it, and would go past all of the dear items."""
    cost = "work(40000 if 10000 < y < 10500 else size)"
    row, _ = run(package, cost, "print(sum(rows(20000, 0)))\n")
    assert int(row["parallel items"]) > 0  # a busy machine may show soon after that they are not faster there


def test_pieces_of_a_stint_cover_it():
    for count in (1, 15, 16, 17, 100, 5000, 100_000):
        pace, done = Pace(count), 0
        while pace.goes_on():
            done += pace.size
            pace.before += 1.0  # no hiccup is that long
        assert done == count
    pace = Pace(1000)
    for seconds in (1e-3, 1e-3, 1e-3):
        assert pace.goes_on()
        pace.began -= seconds
    assert pace.goes_on()
    pace.began -= 0.1
    assert not pace.goes_on()


def test_items_that_grow_dear_go_later(package):
    row, _ = run(package, "work(40000 if y > 100 else 0)", "print(sum(rows(260, 0)))\n")
    assert int(row["parallel items"]) > 0  # how many depends on what else the machine does


def test_logs_that_cost_more_than_their_items_stay(package):
    row, _ = run(package, "list(bytes(30000))", "print(len(rows(300, 5000)))\n")
    assert row["parallel items"] == "0"


def test_history_decides_without_a_probe_only_where_it_paid():
    site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind="loop")
    assert not _decide.known_to_pay(site, 1000)
    site.seconds, site.ship = 0.01, 1e-6
    assert not _decide.known_to_pay(site, 1000)
    site.paid = True
    assert _decide.known_to_pay(site, 1000)
    assert not _decide.known_to_pay(site, None)
    assert not _decide.known_to_pay(site, 1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_bet_that_was_lost_is_not_repeated_soon(monkeypatch):
    monkeypatch.setattr(_decide._settings.current, "workers", 2)
    site = Site("f", "script.py:1", True, False, False, (), "loop")
    now = _decide.perf_counter()
    for waste, seconds, expected in ((0.0, 0.0, True), (0.013, 0.05, False), (0.013, 2.0, True), (0.1, 2.0, False)):
        monkeypatch.setattr(_decide._state, "waste", waste)
        monkeypatch.setattr(_decide._state, "began", now - seconds)
        assert _decide.may_start_blind(site, 3) is expected


def test_lost_time_raises_the_bar_for_a_while():
    site = Site("t", "x", heavy=False, sets=False, hashed=False, names=(), kind="loop")
    count = 1 + int(_decide.break_even(site, 1e-4))
    assert _decide.pays(site, count, 1e-4)
    site.losses = 1.0
    assert not _decide.pays(site, count, 1e-4)
    for _ in range(200):
        site.enter()
    assert _decide.pays(site, 2 * count, 1e-4)


@pytest.mark.parametrize(
    ("samples", "expected"),
    [
        ([1e-6] * 7 + [5e-3] + [1e-6] * 5, 4e-6),  # one hiccup of the machine among cheap items
        ([1e-6] * 7, None),  # too few cheap items
    ],
)
def test_the_clock_is_not_believed_at_once(samples, expected):
    probe = Probe()
    for seconds in samples:
        probe.add(seconds, 1)
    believed = probe.believed()
    assert believed is None if expected is None else believed < expected


def test_one_item_of_plenty_is_not_believed():
    for plenty in (False, True):
        probe = Probe()
        probe.cpu -= 1.0
        probe.add(1.0, 1)
        assert probe.ended(promising=True, plenty=plenty) is not plenty
        assert probe.believed(plenty) == (None if plenty else 1.0)
        probe.add(1e-4, 1)
        assert probe.ended(promising=True, plenty=plenty)
        assert (probe.believed(plenty) < 1e-3) is plenty


def test_where_items_in_place_took_long_a_few_short_ones_do_not_end_a_look():
    probe = Probe()
    probe.thorough = True
    while not probe.ended(promising=False):
        probe.add(18e-6 if probe.count % 15 == 14 else 0.1e-6, 1)
    assert probe.count == _probe.THOROUGH
    assert probe.believed() == pytest.approx(probe.seconds / probe.count)
    probe.thorough = False
    probe.restart()
    while not probe.ended(promising=False):
        probe.add(0.1e-6, 1)
    assert probe.count < 8


def test_a_loop_with_few_long_items_among_many_short_ones_goes(package):
    row, _ = run(package, "work(400 if y % 15 == 14 else 0)", "print(sum(rows(200000, 1)))\n")
    assert int(row["parallel items"]) > 0


def test_a_region_that_never_pays_rests_and_its_function_is_the_original_again(package):
    tail = "for r in range(3000): rows(3, 1)\nprint(rows.__code__.co_filename[-9:], rows.__code__.co_firstlineno, 'rows_out' in rows.__code__.co_names)\n"
    row, err = run(package, "y + size", tail)
    assert "in place: too little work" in err
    assert int(row["entries"]) < 50


@pytest.mark.parametrize(
    "wrapping",
    [
        "import functools\nrows = functools.lru_cache(None)(rows)\n",
        "class A:\n    rows = staticmethod(rows)\nrows = A.rows\n",
        "def wrap(f):\n    return lambda *a: f(*a)\nrows = wrap(rows)\n",
    ],
)
def test_wrapped_functions_are_found(package, wrapping):
    tail = (
        "plain = rows\n" + wrapping + "for r in range(3000): rows(3, r)\nprint('rows_out' in plain.__code__.co_names)\n"
    )
    run(package, "y + size", tail)


def test_recursion_through_a_region(package):
    head = "import sys\n"
    function = "def solve(r, n):\n    if r == n: return 1\n    t = 0\n    for c in range(n):\n        if (c * 7 + r) % 3:\n            v = solve(r + 1, n)\n            t += v\n    return t\n"
    region = """\
def solve(r, n):
    if r == n: return 1
    t = 0
    s = surge_rt.loop(tasks.solve_t, range(n), (r, n))
    while s.more():
        for c, v in s.parallel():
            if v is not None:
                t += v
        for c in s.sequential():
            if (c * 7 + r) % 3:
                v = solve(r + 1, n)
                t += v
    return t
"""
    task = '@task("script.py:5", heavy=True)\ndef solve_t(c, r, n):\n    if (c * 7 + r) % 3:\n        return solve(r + 1, n)\n'
    lines = "((1,1,1,1),(2,1,4,1),(6,5,2,0),(8,5,1,0),(9,7,2,0),(11,5,4,1),(15,9,9,1))"
    for tail in ("print(solve(0, 5), solve(0, 7))\nprint('solve_t' in solve.__code__.co_names)\n",):
        built = package(
            head + function + tail.split("\n")[0] + "\n",
            "@@\n" + head + region + tail.split("\n")[0] + "\n",
            task,
            lines,
        )
        for settings in ({}, {"SURGE_FORCE": "1"}, {"SURGE_WORKERS": "1"}):
            built.check(**settings)


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (
            "import threading, time\nt = threading.Thread(target=time.sleep, args=(1,), daemon=True)\nt.start()\n",
            "other threads run",
        ),
        ("import signal\nsignal.signal(signal.SIGALRM, lambda *a: None)\n", "signal handlers"),
        ("sys.setprofile(lambda *a: None)\n", "being traced"),
    ],
)
def test_obstacles(package, before, reason):
    _, err = run(package, "work(size)", before + "print(sum(rows(300, 5000)))\nsys.setprofile(None)\n")
    assert f"in place: {reason}" in err


def test_forked_children_of_the_program_start_nothing(package):
    tail = "import os\npid = os.fork()\nprint(sum(rows(200, 5000)), flush=True)\nif pid == 0: os._exit(0)\nos.waitpid(pid, 0)\n"
    original, driver = programs("work(size)", tail)
    package(original, driver, TASK, PLAIN_LINES).check(SURGE_FORCE="1")


def test_input_that_must_be_waited_for_is_not_read_ahead(package):
    original = (
        HEAD
        + "import os\nr, w = os.pipe()\nf = open(r)\ng = open(w, 'w', buffering=1)\ng.write('1\\n')\nfor line in f:\n    v = work(int(line))\n    if v > 50: break\n    g.write(str(int(line) + 1) + '\\n')\nprint(v)\n"
    )
    driver = original.replace(
        "for line in f:\n    v = work(int(line))\n    if v > 50: break\n    g.write(str(int(line) + 1) + '\\n')\n",
        """\
s = surge_rt.loop(tasks.t, f, ())
while s.more():
    for line, v in s.parallel():
        if v > 50: break
        g.write(str(int(line) + 1) + '\\n')
    else:
        for line in s.sequential():
            v = work(int(line))
            if v > 50: break
            g.write(str(int(line) + 1) + '\\n')
        else:
            continue
    break
""",
    )
    built = package(original, "@@\n" + driver, '@task("x", heavy=True)\ndef t(line):\n    return work(int(line))\n')
    built.check()
    built.check(SURGE_FORCE="1")


@pytest.mark.parametrize("settings", [{"SURGE_WORKERS": "1"}, {"SURGE_BACKEND": "sequential"}])
def test_with_one_worker_the_original_runs(package, settings):
    original, driver = programs("y + size", "print(rows(3, 1), 'rows_out' in rows.__code__.co_names, surge)\n")
    original, driver = "surge = 'original'\n" + original, driver.replace("@@\n", "@@\nsurge = 'original'\n")
    built = package(original, driver, TASK, PLAIN_LINES)
    for _ in range(2):  # without and with cached code
        built.check(**settings)
    assert "rows_out" not in built.run(**settings).out


def test_as_many_workers_as_the_package_was_compiled_for(package):
    original, driver = programs("y + size", "print(rows(3, 1))\nprint('surge_rt' in globals())\n")
    for workers, parallel in ((1, "False"), (3, "True")):
        built = package(original, driver, f"WORKERS = {workers}\n" + TASK, PLAIN_LINES)
        for _ in range(2):
            assert built.run().out.splitlines()[1] == parallel
        assert built.run(SURGE_WORKERS="2").out.splitlines()[1] == "True"
        shutil.rmtree(built.out)


def test_a_lasting_obstacle_is_not_looked_for_at_every_entry(package):
    before = "import signal\nsignal.signal(signal.SIGALRM, lambda *a: None)\n"
    row, err = run(package, "y + size", before + "for r in range(3000): rows(3, 1)\n")
    assert "in place: signal handlers" in err
    assert int(row["entries"]) < 10


def test_a_function_gives_up_sites_that_have_not_paid_for_one_that_is_entered_all_the_time(monkeypatch):
    seen = []
    monkeypatch.setattr(_swap, "_swap", lambda wanted: seen.append(wanted) or [])
    sites = {name: Site(name, "x.py:1", True, False, False, (), "loop") for name in ("hot", "vain", "new", "good")}
    monkeypatch.setattr(_state, "sites", list(sites.values()))
    hot = sites["hot"]
    hot.skip = FOREVER
    sites["vain"].entries = sites["good"].entries = 3
    sites["good"].prove(1.5)
    hot.passed = time.perf_counter()
    hot.passed_by()
    assert len(seen) == 2  # those all of whose sites rest; and those with the hot one
    assert not seen[0]({"hot", "vain"})
    assert seen[1]({"hot", "vain"})
    assert not any(seen[1](names) for names in ({"hot", "new"}, {"hot", "good"}, {"vain"}))
    seen.clear()
    hot.passed -= 60.0  # so long ago, it is no share of the program's time
    hot.passed_by()
    assert not seen


def test_adding_up_counts_as_work_of_the_driver():
    site = Site("t", "x.py:1", True, False, False, (), "fold")
    site.ship = 0.0
    assert _decide.pays(site, 1000, 1e-3)
    site.adding = 0.6e-3
    assert not _decide.pays(site, 1000, 1e-3)


@pytest.mark.parametrize("kind", ["loop", "values"])
def test_a_loop_of_one_item_leaves_the_workers_to_regions_inside(package, kind):
    original, driver = programs("work(size)", "")
    head = "def total(k):\n    return sum(rows(300, 5000)) + k\nimport sys\nmany = int(sys.argv[1])\n"
    plain = head + "sums = []\nfor k in range(many):\n    t = total(k)\n    sums.append(t)\nprint(sums)\n"
    region = {
        "loop": "sums = []\ns = surge_rt.loop(tasks.whole, range(many), ())\nwhile s.more():\n    for k, t in s.parallel():\n        sums.append(t)\n    for k in s.sequential():\n        t = total(k)\n        sums.append(t)\n",
        "values": "sums = list(surge_rt.values(tasks.all_of, range(many), (), lambda items: (total(k) for k in items)))\n",
    }[kind]
    whole = '@task("script.py:20", heavy=True)\ndef whole(k):\n    t = total(k)\n    return t\n@task("script.py:20", heavy=True, kind="values")\ndef all_of(items):\n    return [total(k) for k in items]\n'
    built = package(original + plain, driver + head + region + "print(sums)\n", TASK + whole, PLAIN_LINES)
    inner = counters(built.check("1", SURGE_STATS="1", SURGE_WORKERS="2"))
    assert int(inner["rows_out"]["parallel items"]) > 20
    outer = counters(built.check("4", SURGE_STATS="1", SURGE_WORKERS="2"))
    assert int(outer["whole" if kind == "loop" else "all_of"]["parallel items"]) >= 2


def test_entries_that_are_left_early_pass_by(package):
    """A search that ends at one of the first items has no use for workers, however often it begins."""
    head = HEAD + "def cost(y, size): return work(size)\n"
    plain = "def first(count, size):\n    for y in range(count):\n        row = cost(y, size)\n        if row > y - 2:\n            return row\n"
    region = "def first(count, size):\n    s = surge_rt.loop(tasks.rows_out, range(count), (size,))\n    while s.more():\n        for y, row in s.parallel():\n            if row > y - 2:\n                return row\n        for y in s.sequential():\n            row = cost(y, size)\n            if row > y - 2:\n                return row\n"
    tail = "print(sum(first(50, 3) for _ in range(3000)))\n"
    got = package(head + plain + tail, "@@\n" + head + region + tail, TASK).check(SURGE_STATS="1", SURGE_WORKERS="2")
    assert 3 <= int(counters(got)["rows_out"]["entries"]) < 1000  # the slower the machine, the more


def test_forking_costs_what_is_touched_later_as_well(monkeypatch):
    """The driver asks for each page again that it had before the fork: so much more has a region to save."""
    monkeypatch.setattr(_state, "start_seconds", 0.002)
    monkeypatch.setattr(_decide, "_looked", float("-inf"))
    monkeypatch.setattr(_decide, "_memory", lambda which, unknown: {1: 30 << 20, 2: 20 << 20}[which])
    site = Site("site", "script.py:1", True, False, False, (), "loop")
    small = _decide.stake(site)
    assert small < 0.006
    monkeypatch.setattr(_decide, "_memory", lambda which, unknown: {1: 1 << 30, 2: 20 << 20}[which])
    assert _decide.stake(site) == small, "asked for the memory again at once"
    monkeypatch.setattr(_decide, "_looked", float("-inf"))
    assert 0.1 < _decide.stake(site) < 0.2
