"""The guards of loops whose rounds each write one row, or one object."""

from __future__ import annotations

import functools
import gc
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from surge_rt import _rows  # noqa: E402
from surge_rt._rows import is_counted, own_objects, separate  # noqa: E402


class Plain:
    shown = 0

    def __init__(self) -> None:
        self.x = 1.0
        self.v = 2.0


class Slotted:
    __slots__ = ("v", "x")

    def __init__(self) -> None:
        self.x = 1.0
        self.v = 2.0


class Both(Slotted):
    def __init__(self) -> None:
        super().__init__()
        self.more = 1


class Setting(Plain):
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)


class Getting(Plain):
    def __getattr__(self, name):
        return 1.0


class Everything(Plain):
    def __getattribute__(self, name):
        return object.__getattribute__(self, name)


class Managed(Plain):
    @property
    def x(self):
        return self.__dict__["x"]

    @x.setter
    def x(self, value):
        self.__dict__["x"] = value


@pytest.mark.parametrize("kind", [Plain, Slotted, Both])
def test_objects_of_their_own(kind):
    items = [kind() for _ in range(5)]
    assert own_objects(items, ("v", "x"))
    assert own_objects(tuple(items), ("x",))
    assert own_objects([], ("x",))
    assert own_objects([Plain(), Slotted(), Both()], ("v", "x"))


def test_an_object_that_comes_twice():
    one = Plain()
    assert not own_objects([one, Plain(), one], ("x",))


@pytest.mark.parametrize("kind", [Setting, Getting, Everything, Managed])
def test_code_of_the_class(kind):
    assert not own_objects([kind()], ("x",))
    assert not own_objects([Plain(), kind()], ("v", "x"))


def test_attributes_that_are_not_there_yet():
    assert not own_objects([Plain()], ("x", "late"))
    assert not own_objects([Plain()], ("shown",))
    assert not own_objects([Slotted()], ("late",))
    empty = Slotted()
    del empty.v
    assert not own_objects([empty], ("v",))


class Lazy(Plain):
    @functools.cached_property
    def late(self):
        raise AssertionError("asked")


class Asked:
    def __get__(self, instance, owner):
        raise AssertionError("asked")


class AsksAtOnce(Plain):
    late = Asked()


@pytest.mark.parametrize("kind", [Lazy, AsksAtOnce])
def test_what_is_looked_at_runs_no_code(kind):
    assert not own_objects([kind()], ("late",))
    assert own_objects([kind()], ("x",))


class Shown:
    """Has a value of `x` that its instances show until they have their own."""

    x = 1.0

    def __init__(self, x: float) -> None:
        self.x = x
        self.y = x


def test_attributes_that_the_class_has_too():
    assert own_objects([Shown(2.0), Shown(3.0)], ("x", "y"))
    assert own_objects([Shown(Shown.x)], ("x",)) is not _rows.SLOWED_BY_DICTIONARY
    without = Shown(2.0)
    del without.x
    assert not own_objects([Shown(2.0), without], ("x",))


@pytest.mark.skipif(
    not _rows.SLOWED_BY_DICTIONARY, reason="here every object has a dictionary, or having one slows nothing down"
)
@pytest.mark.parametrize("kind", [Plain, Shown])
def test_looking_at_objects_gives_them_no_dictionary(kind):
    items = [kind(2.0) if kind is Shown else kind() for _ in range(3)]
    before = [len(gc.get_referents(item)) for item in items]
    assert own_objects(items, ("x",))
    assert [len(gc.get_referents(item)) for item in items] == before == [3, 3, 3]


def test_other_iterables_and_items():
    assert not own_objects(iter([Plain()]), ("x",))
    assert not own_objects({1: Plain()}.values(), ("x",))
    assert not own_objects(type("Own", (list,), {})([Plain()]), ("x",))
    assert not own_objects([1, None], ("x",))


def test_objects_that_stand_in_a_list():
    objects = [Plain(), Plain(), Plain()]
    assert own_objects(range(3), ("x",), objects)
    assert own_objects(range(2, -1, -1), ("x",), tuple(objects))
    assert own_objects(enumerate(objects), ("x",), objects)
    assert own_objects(range(0), ("x",), [])
    assert not own_objects(range(-3, 3), ("x",), objects)
    assert not own_objects(range(3), ("x",), [*objects, objects[0]])
    assert not own_objects(range(3), ("x",), dict(enumerate(objects)))
    assert not own_objects(range(1), ("late",), objects)


def test_numbers_of_rounds():
    assert is_counted(range(5))
    assert is_counted(range(4, -1, -1))
    assert is_counted(range(3, 3))
    assert not is_counted(range(-1, 3))
    assert not is_counted(range(3, -2, -1))
    assert not is_counted([0, 1])


def test_a_row_beside_those_that_change():
    rows = [[n] for n in range(5)]
    assert separate(range(2, 5), (rows,), (1,))
    assert separate(range(2, 5), (rows,), (1, 0))
    for number in (2, 4, -1, True, 1.0, None):
        assert not separate(range(2, 5), (rows,), (number,))
    assert not separate(range(2, 5), ([*rows[:4], rows[1]],), (1,))
    assert separate(range(5), (rows,), (), (3, 0))
    for number in (-1, True, 1.0):
        assert not separate(range(5), (rows,), (), (number,))
