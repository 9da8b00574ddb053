"""What tasks change of their own objects: undone in the driver, or handed over to the driver's object."""

from __future__ import annotations

import pickle
import random
import sys
from collections import deque
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from surge_rt import _state  # noqa: E402
from surge_rt._own import SharedContentsError, can_be_held, hold, kept, renewed, restore  # noqa: E402


@pytest.fixture(autouse=True)
def _inside_a_task(monkeypatch):
    monkeypatch.setattr(_state, "busy", 1)


class Thing:
    def __init__(self, held):
        self.held = held
        self.x = 1


def handed_over(make, change):
    """The contents of the driver's object after a task changed a worker's copy of it, and whether it is the same container."""
    driver, worker = Thing(make()), Thing(make())
    before = driver.held
    hold(worker, ("x",), ("held",))
    change(worker)
    log = pickle.loads(pickle.dumps(kept(worker, "held")))
    driver.held = renewed(driver.held, log)
    assert repr(driver.held) == repr(worker.held)
    return driver.held is before


def put(thing, value):
    thing.held = value


@pytest.mark.parametrize(
    ("make", "change"),
    [
        (lambda: [1, 2], lambda thing: thing.held.append(3)),
        (lambda: [1, 2], lambda thing: thing.held.pop()),
        (lambda: ["a", 2.0], lambda thing: thing.held.insert(0, None)),
        (lambda: [1, 2], lambda thing: None),
        (lambda: {"a": 1, "b": 2}, lambda thing: thing.held.update(b=3, c=4)),
        (lambda: {"a": 1, "b": 2}, lambda thing: thing.held.update(a=thing.held.pop("a"))),
        (lambda: {1: 1, "b": 2}, lambda thing: (thing.held.pop(1), thing.held.update({True: 2}))),
        (lambda: deque([1, 2], maxlen=2), lambda thing: thing.held.append(3)),
    ],
)
def test_a_container_stays_the_same(make, change):
    assert handed_over(make, change)


@pytest.mark.parametrize("value", [[1], {"a": 2}, None, (1, 2), 3.5])
def test_what_is_bound_anew(value):
    assert not handed_over(list, lambda thing: put(thing, pickle.loads(pickle.dumps(value))))


@pytest.mark.parametrize("value", [[7], None, (1, 2), {"a": 1}])
@pytest.mark.parametrize(
    ("make", "change"),
    [
        (lambda: [1, 2], lambda held: held.append(3)),
        (lambda: [1, 2], lambda held: held.pop()),
        (lambda: {"a": 1, "b": 2}, lambda held: held.update(a=held.pop("a"))),
        (lambda: deque([1, 2], maxlen=2), lambda held: held.append(3)),
        (lambda: random.Random(5), lambda held: held.random()),
    ],
)
def test_changed_and_then_let_go(make, change, value):
    """Others may hold what the object held before."""
    driver, worker, expected = Thing(make()), Thing(make()), make()
    change(expected)
    before = driver.held
    hold(worker, ("x",), ("held",))
    change(worker.held)
    worker.held = pickle.loads(pickle.dumps(value))
    tried = worker.held
    log = kept(worker, "held")
    assert renewed(worker.held, log) is tried  # in the driver
    driver.held = renewed(driver.held, pickle.loads(pickle.dumps(log)))
    assert driver.held == value
    show = random.Random.getstate if type(before) is random.Random else repr
    assert show(before) == show(expected)


def test_generators():
    driver, worker = Thing(random.Random(5)), Thing(random.Random(5))
    hold(worker, (), ("held",))
    expected = [worker.held.gauss(0, 1) for _ in range(3)]
    renewed(driver.held, pickle.loads(pickle.dumps(kept(worker, "held"))))
    assert driver.held.getstate() == worker.held.getstate()
    restore()
    assert [worker.held.gauss(0, 1) for _ in range(3)] == expected


def test_tried_in_the_driver():
    for change in (lambda held: held.append(1), lambda held: held.clear()):
        thing = Thing([1, 2])
        hold(thing, ("x",), ("held",))
        change(thing.held)
        after = thing.held[:]
        assert renewed(thing.held, kept(thing, "held")) is thing.held
        assert thing.held == after


def test_undone():
    thing = Thing({"a": 1})
    before = thing.held
    hold(thing, ("x",), ("held",))
    before["b"] = 2
    thing.held, thing.x = [], 7
    restore()
    assert thing.held is before
    assert before == {"a": 1}
    assert thing.x == 1
    before["c"] = 3
    restore()
    assert "c" in before  # once only


def test_tasks_inside_a_task_that_goes_on(monkeypatch):
    """In a worker whose tasks have regions, of which some items run in that worker."""
    outer, inner = Thing([1]), Thing([2])
    monkeypatch.setattr(_state, "busy", 0)
    hold(outer, (), ("held",))
    monkeypatch.setattr(_state, "busy", 1)
    hold(inner, (), ("held",))
    inner.held.append(5)
    with pytest.raises(SharedContentsError):
        kept(outer, "held")
    monkeypatch.setattr(_state, "busy", 0)
    restore()
    assert inner.held == [2]
    outer.held.append(3)
    assert kept(outer, "held") == (1, [3])


def test_known_elsewhere():
    common = [1]
    thing = Thing([])
    hold(thing, (), ("held",))
    thing.held = common
    local = common
    assert kept(thing, "held") == (False, local)  # variables of the task itself
    holder = [common]
    with pytest.raises(SharedContentsError):
        kept(thing, "held")
    assert holder
    thing.held = {1, 2}
    with pytest.raises(SharedContentsError):
        kept(thing, "held")


@pytest.mark.parametrize("key", [float("nan"), (1, float("nan")), frozenset((1,))])
def test_keys_that_a_copy_does_not_find(key):
    thing = Thing({})
    hold(thing, (), ("held",))
    thing.held[key] = 1
    with pytest.raises(SharedContentsError):
        kept(thing, "held")


def test_what_can_be_held():
    class Loud(list):
        pass

    one = [1]
    assert can_be_held([one, [1], None, {}, deque(), random.Random(1), "a", (1,), (1,)])
    assert not can_be_held([one, one])
    assert not can_be_held([Loud()])
    assert not can_be_held([{1, 2}])
    assert not can_be_held([random.SystemRandom()])
