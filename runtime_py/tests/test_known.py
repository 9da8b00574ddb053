"""Objects that logs name: those that were there before travel as their address, all others as copies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from surge_rt import _work  # noqa: E402
from surge_rt._known import Known  # noqa: E402


class Thing:
    shared = {"n": 1}  # a dictionary of plain values: the collector does not list it

    def __init__(self, held):
        self.held = held


def defaults(extra={"n": 2}):  # noqa: B006 (that is what is tested)
    return extra


def travelled(value, known, sets=False):
    return _work.unpack(_work.pack(value, sets, True, known), known)


KEPT = [Thing([1]), [2], {"a": 1}, {"b": [1]}, {3, 4}, Thing.shared, defaults(), Thing]
TUPLE = ({"c": 1}, [2])


@pytest.mark.parametrize("place", range(len(KEPT)))
def test_what_was_there_is_the_same(place):
    known = Known()
    value = KEPT[place]
    there, again, new = travelled((value, [value], Thing(value)), known)
    assert there is value
    assert again[0] is value
    assert new.held is value


def test_a_tuple_is_a_new_one_of_the_same_objects():
    known = Known()
    (arrived,) = travelled([TUPLE], known)
    assert arrived == TUPLE
    assert all(one is other for one, other in zip(arrived, TUPLE))


MAKING = """
from surge_rt._known import Known

def numbers():
    for number in range(25):
        known.append(Known())
        yield [number]

known = []
print(len(tuple(numbers())))
"""


def test_a_tuple_in_the_making_is_not_held():
    """In a process of its own: the test runner has many objects, most of which lead to some that end with a file."""
    done = subprocess.run(
        [sys.executable, "-c", MAKING], cwd=Path(__file__).parent.parent, capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("25\n", "")


def test_what_the_task_is_given():
    given = {"n": 1}
    known = Known((given, 5), range(3))
    assert travelled([given], known)[0] is given


def test_what_is_new_is_a_copy():
    known = Known()
    new = Thing({"n": [1]})
    arrived, plain = travelled((new, {"n": 1}), known)
    assert arrived is not new
    assert type(arrived) is Thing
    assert arrived.held == {"n": [1]}
    assert plain == {"n": 1}


def test_sets_may_be_named_but_not_copied():
    known = Known()
    assert travelled(KEPT[4], known, sets=True) is KEPT[4]
    with pytest.raises(_work.Unshippable):
        travelled({5, 6}, known, sets=True)


def test_addresses_stay_taken():
    gone = [Thing([n]) for n in range(50)]
    known = Known()
    addresses = set(map(id, gone))
    del gone
    new = [Thing([n]) for n in range(50)]
    assert not addresses & set(map(id, new))
    assert known.address(new[0]) is None


def test_an_address_that_nobody_has():
    with pytest.raises(KeyError):
        Known().object_at(1)
