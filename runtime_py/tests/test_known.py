"""Objects that logs name: those that were there before travel as their address, all others as copies."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from surge_rt import _work  # noqa: E402
from surge_rt._known import Known  # noqa: E402

THINGS = """
class Thing:
    shared = {"n": 1}  # a dictionary of plain values: the collector does not list it

    def __init__(self, held):
        self.held = held


def defaults(extra={"n": 2}):
    return extra


KEPT = [Thing([1]), [2], {"a": 1}, {"b": [1]}, {3, 4}, Thing.shared, defaults(), Thing]
TUPLE = ({"c": 1}, [2])
"""


@pytest.fixture
def things():
    """What is there, and nothing else: the objects of the test runner are many, and most of them lead to its open files."""
    gc.collect()
    gc.freeze()
    module = sys.modules["things"] = ModuleType("things")
    exec(THINGS, module.__dict__)
    yield module
    del sys.modules["things"]
    gc.unfreeze()


def travelled(value, known, sets=False):
    return _work.unpack(_work.pack(value, sets, True, known), known)


@pytest.mark.parametrize("place", range(8))
def test_what_was_there_is_the_same(things, place):
    known = Known()
    value = things.KEPT[place]
    there, again, new = travelled((value, [value], things.Thing(value)), known)
    assert there is value
    assert again[0] is value
    assert new.held is value


def test_a_tuple_is_a_new_one_of_the_same_objects(things):
    known = Known()
    (arrived,) = travelled([things.TUPLE], known)
    assert arrived == things.TUPLE
    assert all(one is other for one, other in zip(arrived, things.TUPLE))


def test_a_tuple_in_the_making_is_not_held(things):
    def numbers():
        for number in range(25):
            known.append(Known())
            yield [number]

    known = []
    assert len(tuple(numbers())) == 25


def test_what_the_task_is_given(things):
    given = {"n": 1}
    known = Known((given, 5), range(3))
    assert travelled([given], known)[0] is given


def test_what_is_new_is_a_copy(things):
    known = Known()
    new = things.Thing({"n": [1]})
    arrived, plain = travelled((new, {"n": 1}), known)
    assert arrived is not new
    assert type(arrived) is things.Thing
    assert arrived.held == {"n": [1]}
    assert plain == {"n": 1}


def test_sets_may_be_named_but_not_copied(things):
    known = Known()
    assert travelled(things.KEPT[4], known, sets=True) is things.KEPT[4]
    with pytest.raises(_work.Unshippable):
        travelled({5, 6}, known, sets=True)


def test_addresses_stay_taken(things):
    gone = [things.Thing([n]) for n in range(50)]
    known = Known()
    addresses = set(map(id, gone))
    del gone
    new = [things.Thing([n]) for n in range(50)]
    assert not addresses & set(map(id, new))
    assert known.address(new[0]) is None


def test_an_address_that_nobody_has(things):
    with pytest.raises(KeyError):
        Known().object_at(1)


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one], lambda one: (one, 1), lambda one: {"a": one}])
def test_a_dictionary_that_an_old_tuple_alone_refers_to_is_found(things, wrap):
    known = Known()
    (arrived,) = travelled([wrap(things.TUPLE)], known)
    while type(arrived) is not tuple or type(arrived[0]) is tuple:
        arrived = arrived["a"] if type(arrived) is dict else arrived[0]
    assert arrived[0] is things.TUPLE[0]
