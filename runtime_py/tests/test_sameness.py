"""Descriptions of definitions: equal for what was made twice in the same way, different where something has changed."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

sys.path.insert(0, __file__.rpartition("/tests/")[0])

from surge_rt import _sameness, _state  # noqa: E402

SOURCE = """
import collections, enum, functools, itertools, re
TABLE = [1, 2]
def plain(x, table=TABLE, *, flags=re.compile("a")): return x
def deco(function):
    calls = {"n": 0}
    @functools.wraps(function)
    def inner(*args):
        return function(*args)
    inner.calls = calls
    return inner
@deco
def decorated(x): return x
@functools.lru_cache(None)
def cached(x, seen=collections.Counter("ab")): return x
class Base:
    kinds = {}
    __slots__ = ("x",)
    def __init__(self, x=(1, [2])): self.x = x
    @property
    def double(self, by=[2]): return self.x * by[0]
    @staticmethod
    def make(hooks=[]): return Base()
    one = None
Base.one = Base()
class Color(enum.Enum):
    RED = 1
    def __init__(self, v): self.hits = 0
def recursive(x, me=[]): return x
recursive.__defaults__[0].append(recursive)
"""


def made() -> dict:
    module = ModuleType("__main__")
    exec(compile(SOURCE, "script.py", "exec"), module.__dict__)
    return module.__dict__


CHANGES = [
    "TABLE.append(3)",
    "plain.__kwdefaults__['flags'] = re.compile('b')",
    "decorated.calls['n'] = 1",
    "cached.__wrapped__.__defaults__[0].update('a')",
    "Base.kinds['k'] = Base",
    "Base.__init__.__defaults__[0][1].append(3)",
    "Base.double.fget.__defaults__[0].append(1)",
    "Base.make.__defaults__[0].append(1)",
    "Base.one.x = -0.0",
    "Color.RED.hits = 1",
    "plain.extra = 1",
]


def test_what_is_made_twice_is_described_alike() -> None:
    first, second = _sameness.descriptions(made()), _sameness.descriptions(made())
    assert {"plain", "decorated", "cached", "Base", "Color", "recursive"} <= set(first)
    assert first == second
    assert _sameness.are_found(first, second)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_shows(change: str) -> None:
    namespace = made()
    exec(change, namespace)
    assert not _sameness.are_found(_sameness.descriptions(namespace), _sameness.descriptions(made()))


@pytest.mark.parametrize("held", ["itertools.count()", "iter([1])", "(x for x in 'a')"])
def test_iterators_cannot_be_described(held: str) -> None:
    namespace = made()
    exec(f"Base.kinds['k'] = {held}", namespace)
    with pytest.raises(_sameness.Unknown):
        _sameness.descriptions(namespace)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("import math as m", "import cmath as m"),
        ("from math import floor as m", "from math import ceil as m"),
        ("m = str.upper", "m = str.lower"),
        ("from math import floor as m", "m = len"),
    ],
)
def test_imported_names_are_told_apart(first: str, second: str) -> None:
    driver: dict[str, object] = {}
    worker: dict[str, object] = {}
    exec(first, driver)
    exec(second, worker)
    theirs, ours = _sameness.descriptions(driver), _sameness.descriptions(worker)
    assert not _sameness.are_found(theirs, ours) and _sameness.are_found(theirs, theirs)


def test_bound_methods_of_generators_do_not_depend_on_their_state() -> None:
    namespace: dict[str, object] = {}
    exec("import random; m = random.Random(3).random", namespace)
    before = _sameness.descriptions(namespace)
    exec("m()", namespace)
    assert _sameness.are_found(_sameness.descriptions(namespace), before)


def test_data_in_the_place_of_a_definition_shows() -> None:
    ours = _sameness.descriptions(made())
    assert not _sameness.are_found({}, ours, {"plain"}) and _sameness.are_found({}, ours, {"other"})


def test_what_a_module_has_no_longer_shows() -> None:
    theirs = {"helper:one": b"1", "helper": b"2"}
    assert not _sameness.are_found(theirs, {**theirs, "helper:two": b"3"})
    assert _sameness.are_found(theirs, {**theirs, "other:two": b"3"})


def test_what_is_missing_counts_where_a_builtin_has_its_name() -> None:
    assert _sameness.are_found({"mine": b"1"}, {})
    assert not _sameness.are_found({"abs": b"1"}, {})
    assert not _sameness.are_found({"helper:abs": b"1"}, {})


def test_too_much_is_not_described() -> None:
    namespace = made()
    namespace["Base"].kinds = dict.fromkeys(range(_sameness.LARGEST))
    with pytest.raises(_sameness.Unknown):
        _sameness.descriptions(namespace)


def test_modules_beside_the_script_are_found_through_links(tmp_path, monkeypatch):
    """Only by their own file: not others of that name, nor those that have none."""
    (tmp_path / "real").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "real" / "helper.py").touch()
    (tmp_path / "other" / "helper.py").touch()
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    monkeypatch.setattr(_state, "original", str(tmp_path / "real" / "script.py"))
    monkeypatch.setattr(_state, "local_files", ("helper.py",))
    found = ModuleType("helper")
    found.__file__ = str(tmp_path / "linked" / "helper.py")
    namesake = ModuleType("namesake")
    namesake.__file__ = str(tmp_path / "other" / "helper.py")
    odd = ModuleType("odd")
    odd.__file__ = 7
    for module in (found, namesake, odd, ModuleType("without")):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    assert _sameness.sibling_modules() == [found]
