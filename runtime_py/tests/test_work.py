"""Packing and unpacking logs."""

from __future__ import annotations

import collections
import functools
import gc
import pickle
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from surge_rt import _caches, _child, _fills, _site, _work  # noqa: E402


@pytest.fixture
def collector():
    """The collector's switch, put back afterwards."""
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("payload", [pickle.dumps([[1], {}] * 1000), b"not a pickle"])
def test_unpacking_leaves_the_collector_as_it_was(collector, enabled, payload):
    (gc.enable if enabled else gc.disable)()
    try:
        _work.unpack(payload)
    except pickle.UnpicklingError:
        assert payload == b"not a pickle"
    assert gc.isenabled() == enabled


def test_nothing_is_collected_while_a_chunk_is_unpacked(collector):
    gc.enable()
    payload = pickle.dumps([[number] for number in range(100_000)])
    gc.collect()
    before = [generation["collections"] for generation in gc.get_stats()]
    value = _work.unpack(payload)
    after = [generation["collections"] for generation in gc.get_stats()]
    assert len(value) == 100_000
    assert sum(after) - sum(before) <= 1


def leaving(item, log):
    """A task that leaves the loop at the items from 5 on, and cannot compute item 2."""
    log.append(item)
    if item == 2:
        raise ValueError
    return _work.LEAVES if item >= 5 else item * item


def test_an_item_that_leaves_the_loop_goes_to_the_driver_and_so_do_those_behind_it():
    logs, failures = _work.run_items(leaving, ([],), range(8))
    assert logs == [0, 1, None, 9, 16, None, None, None]
    assert failures == {2: "raised", 5: _work.LEFT, 6: _work.LEFT, 7: _work.LEFT}


def test_a_failure_behind_the_item_that_leaves_is_forgotten():
    logs, failures = _work.run_items(leaving, ([],), [6, 2, 1])
    assert logs == [None, None, None]
    assert failures == dict.fromkeys(range(3), _work.LEFT)


@_site.task("script.py:1", fills=True)
def looking_up(item, table):
    """A task that reads, and so may add, a key."""
    return len(table[item])


@pytest.mark.parametrize("kind", [collections.defaultdict, type("Kept", (collections.defaultdict,), {})])
def test_keys_that_a_task_adds_are_taken_out_again(kind):
    table = kind(list, {1: [2], 3: [4, 5]})
    job = _child.Job(looking_up, (table,), [1, 3, 7, 8], True, False)
    assert job.run(0, 2) == ([1, 2], {})
    logs, failures = job.run(1, 4)
    assert logs == [None] * 3
    assert set(failures.values()) == {_fills.FILLED}
    assert dict(table) == {1: [2], 3: [4, 5]}
    assert job.run(0, 2) == ([1, 2], {})


def test_what_was_there_before_the_task_stays_in():
    table = collections.defaultdict(list, {1: [2]})
    watch = _fills.Watch(looking_up)
    assert any(known is table for known in watch.dictionaries)
    table[5].append(1)
    watch.begin()
    assert not watch.undo()
    looking_up(9, table)
    assert watch.undo()
    assert dict(table) == {1: [2], 5: [1]}


def test_nothing_is_watched_for_tasks_that_add_no_keys():
    assert _fills.Watch(leaving).dictionaries == []


def test_entries_of_caches_go_up_to_the_first_item_that_fails() -> None:
    """A worker tells what it found before that; keys that are there already stay as they are, and in their order."""

    @functools.cache
    def ways(n: int) -> int:
        if n == 9:
            raise ValueError
        return 1 if n < 2 else ways(n - 1) + ways(n - 2)

    @functools.lru_cache(maxsize=8)
    def forgets(n: int) -> int:
        return n

    ways.label = {}  # type: ignore[attr-defined]
    ways(1)
    forgets(1)
    cache = _caches.entries_of(ways)
    assert cache == {1: 1}
    assert any(found is cache for found in _caches.of_functions())
    assert len(_caches.of_functions()) == sum(
        type(value) is type(ways) and value.cache_parameters()["maxsize"] is None for value in gc.get_objects()
    )
    logs, failures, entries = _caches.run(_caches.Caches([cache]), ways, (), [3, 4, 20, 5], True)
    assert logs == [3, 5, None, 8]
    assert failures == {2: "raised"}
    assert entries == [(0, [0, 2, 3, 4], [1, 2, 3, 5])]
    mine = {1: 1, 3: 3}
    _caches.add(_caches.Caches([mine]), entries)
    assert list(mine.items()) == [(1, 1), (3, 3), (0, 1), (2, 2), (4, 5)]
    caches = _caches.Caches([cache])
    assert _caches.run(caches, lambda items: list(map(ways, items)), (), [6, 20], False)[1:] == ({0: "raised"}, [])


def test_what_was_counted_travels_as_a_difference_or_not_at_all() -> None:
    """A chunk in which an item fails counts nothing, nor does one that counts up what is no `int`."""
    namespace: dict[str, object] = {"calls": 5, "share": 0.5}

    def count(n: int) -> int:
        namespace["calls"] += 1  # type: ignore[operator]
        if n == 7:
            raise ValueError
        if n == 8:
            namespace["share"] += 1  # type: ignore[operator]
        return n

    caches = _caches.Caches((), [(namespace, "calls"), (namespace, "share")])
    assert _caches.run(caches, count, (), [1, 2, 3], True) == ([1, 2, 3], {}, [(-1, [3], [])])
    _caches.add(caches, [(-1, [3], [])])
    assert namespace["calls"] == 11
    for items in ([1, 7, 3], [1, 8]):
        logs, failures, entries = _caches.run(caches, count, (), items, True)
        assert (logs, sorted(failures), entries) == ([None] * len(items), list(range(len(items))), [])
