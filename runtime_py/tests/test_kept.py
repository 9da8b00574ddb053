"""Workers that stay from one region of a site to the next: what reaches them, when others are forked, and what never does."""

from __future__ import annotations

import collections
import dataclasses
import enum
import fractions
import gc
import re
import sys
import typing

import pytest
from conftest import RUNTIME, counters

sys.path.insert(0, str(RUNTIME.parent))
from surge_rt import _approved, _rows, _sameness, _state, _work  # noqa: E402

HEAD = """\
import os
class Body:
    __slots__ = ("x", "peer")
    scale = 1
    def __init__(self, x):
        self.x = x
        self.peer = None
LIMIT = 7
def force(body, bodies, extra=(0,)):
    total = 0.0
    for other in bodies:
        if other is not body:
            total += other.x * body.scale + LIMIT + extra[0]
    return total
def main():
    global LIMIT
    bodies = [Body(k) for k in range(12)]
    for step in range(6):
"""
LOOP = "        out = [force(b, bodies) for b in bodies]\n"
REGION = "        out = list(surge_rt.values(tasks.t, bodies, (bodies,), lambda surge_items: (force(b, bodies) for b in surge_items)))\n"
TAIL = """\
        print(out)
        bodies[step].x += 2.5
main()
"""
TASKS = """
TELLS_APART = True
@task("script.py:18", globals=("LIMIT",), forked=True, whole=True, kind="values")
def t(surge_items, bodies):
    return [force(b, bodies) for b in surge_items]
"""
FORCED = {"SURGE_FORCE": "1", "SURGE_KEEP": "1", "SURGE_STATS": "1"}


def program(package, between="", driver_between=None, tasks=TASKS, head=HEAD):
    """The package of a program that does something between two regions."""
    lines = "".join(f"        {line}\n" for line in between.splitlines())
    own = lines if driver_between is None else "".join(f"        {line}\n" for line in driver_between.splitlines())
    return package(head + LOOP + lines + TAIL, "@@\n" + head + REGION + own + TAIL, tasks)


def kept(outcome):
    """How many regions had workers that stay."""
    found = re.search(r"^t: workers kept: (\d+)$", outcome.err, re.MULTILINE)
    return int(found[1]) if found else 0


def started(outcome):
    """How many processes were started, as the worker's numbers in the trace would say; here from what the driver has seen."""
    return int(re.search(r"^t: workers started: (\d+)$", outcome.err, re.MULTILINE)[1])


@pytest.mark.parametrize("workers", ["1", "2", "4"])
def test_workers_stay_and_get_what_is_new(package, workers):
    got = program(package).check(SURGE_WORKERS=workers, **FORCED)
    assert kept(got) == 6
    assert started(got) == int(workers)
    assert counters(got)["t"]["parallel items"] == "72"


def test_nobody_is_kept_who_is_not_asked_for_or_may_not_be(package):
    built = program(package)
    assert kept(built.check(**{**FORCED, "SURGE_KEEP": "0"})) == 0
    assert kept(built.check(SURGE_FORCE="1", SURGE_STATS="1")) == 0
    assert kept(built.check(SURGE_MEMORY="1GB", **FORCED)) == 0


@pytest.mark.parametrize(
    "between",
    [
        "LIMIT += 1",
        "bodies.append(Body(step))",
        "bodies[0], bodies[1] = bodies[1], bodies[0]",
        "bodies[2] = bodies[3]",
        "bodies[step].peer = bodies",
        "if step == 2: del bodies[5:]",
    ],
)
def test_data_that_changes_travels(package, between):
    got = program(package, between).check(**FORCED)
    assert (kept(got), started(got)) == (6, 2)


@pytest.mark.parametrize(
    "between",
    [
        "if step == 2: Body.scale = 3",
        "if step == 2: os.environ['KEPT'] = 'yes'",
        "if step == 3: Body.twice = lambda self: 2",
    ],
)
def test_definitions_and_surroundings_that_change_take_others(package, between):
    got = program(package, between).check(**FORCED)
    assert (kept(got), started(got)) == (6, 4)


@pytest.mark.parametrize(
    "between",
    [
        "bodies[1].peer = {1, 2}",
        "bodies[1].peer = lambda: 1",
        "bodies[1].peer = iter([1])",
        "Body.first = bodies[0]",  # who is compared with it must be it
    ],
)
def test_what_might_not_arrive_is_left_to_workers_of_its_own(package, between):
    got = program(package, between).check(**FORCED)
    assert kept(got) == 1
    assert counters(got)["t"]["parallel items"] == "72"


ARRAYS = """\
import numpy as np
def pull(k, places, weights):
    gap = places - places[k]
    return (gap * weights[:, None] / (1.0 + (gap * gap).sum(axis=1))[:, None]).sum(axis=0)
def main():
    rng = np.random.default_rng(3)
    places, weights = rng.normal(size=(12, 2)), rng.uniform(size=12)
    for step in range(6):
"""
OF_ARRAYS = """
@task("script.py:9", settings=True, kind="values")
def t(surge_items, places, weights):
    return [pull(k, places, weights) for k in surge_items]
"""


@pytest.mark.parametrize(
    ("between", "regions", "processes"),
    [
        ("places += np.array(out) * 0.1", 6, 2),
        ("places = np.asfortranarray(places * 1.5)", 6, 2),
        ("weights[step] = 0.0", 6, 2),
        ("if step == 2: np.seterr(over='ignore')", 6, 4),
        ("if step == 2: np.set_printoptions(precision=3)", 6, 4),
        ("places = places[:, ::-1]", 1, 2),  # no longer in one piece
        ("weights = places[:, 0].copy().view(); places = places.copy()", 6, 2),
        ("weights = places.ravel()[:12]", 1, 2),  # a part of the other array
        ("if step == 2: pull.__defaults__ = (weights,)", 3, 2),
    ],
)
def test_arrays_travel(package, between, regions, processes):
    pytest.importorskip("numpy", reason="NumPy is not installed: ./test packages runs these")
    loop = "        out = [pull(k, places, weights) for k in range(12)]\n"
    region = "        out = list(surge_rt.values(tasks.t, range(12), (places, weights), lambda surge_items: (pull(k, places, weights) for k in surge_items)))\n"
    tail = f"        print(out)\n        {between}\nmain()\n"
    built = package(ARRAYS + loop + tail, "@@\n" + ARRAYS + region + tail, OF_ARRAYS)
    got = built.check(**FORCED)
    assert (kept(got), started(got)) == (regions, processes)
    assert counters(got)["t"]["parallel items"] == "72"


def test_hashes_are_the_same_but_for_objects(package):
    text = HEAD.replace(
        "for other in bodies:\n        if other is not body:", "for other in {*bodies}:\n        if other is not body:"
    )
    hashed = TASKS.replace("globals=", "hashed=True, globals=")
    assert kept(program(package, head=text, tasks=hashed).check(**FORCED)) == 0


def test_text_has_the_same_hash_in_workers_that_stay(package):
    text = HEAD.replace("self.x = x\n", "").replace("class Body:", "class Unused:")
    text = text.replace("def force(body, bodies", "def Body(x):\n    return [f'b{x}', x]\ndef force(body, bodies")
    text = text.replace("other.x * body.scale", "other[1]").replace(
        "in bodies:\n", "in bodies:\n        total += len(str({b[0] for b in bodies})[:9])\n"
    )
    tasks = TASKS.replace("globals=", "hashed=True, globals=")
    between = "bodies[step] = [f'c{step}', 2.5]"
    built = package(
        text + LOOP + f"        {between}\n" + TAIL.replace(".x += 2.5", "[1] += 1"),
        "@@\n" + text + REGION + f"        {between}\n" + TAIL.replace(".x += 2.5", "[1] += 1"),
        tasks,
    )
    assert kept(built.check(PYTHONHASHSEED="5", **FORCED)) == 6


@pytest.mark.parametrize("held", ["{1, 2}", "frozenset([1, 2])"])
def test_sets_that_definitions_hold_may_come_in_another_order(package, held):
    text = HEAD.replace("extra=(0,)", f"extra=(0, {held})")
    got = program(package, "if step == 2: force.__defaults__ = ((0, frozenset([2, 1])),)", head=text).check(**FORCED)
    assert (kept(got) == 6) == (held != "{1, 2}")


@pytest.mark.parametrize("compared", [True, False])
def test_a_list_that_a_definition_holds_is_not_copied_where_lists_are_compared(package, compared):
    text = HEAD.replace("extra=(0,)", "extra=[0]")
    tasks = TASKS if compared else TASKS.replace("TELLS_APART = True\n", "")
    assert kept(program(package, head=text, tasks=tasks).check(**FORCED)) == (0 if compared else 6)


HOOKS = {
    "__getstate__": "print('state'); return dict(self.__dict__)",
    "__reduce__": "print('reduce'); return (Body, (self.x,))",
    "__reduce_ex__": "print('reduce'); return (Body, (self.x,))",
    "__setstate__": "print('set')",
    "__getattr__": "print('asked'); raise AttributeError",
}


@pytest.mark.parametrize("hook", sorted(HOOKS))
@pytest.mark.parametrize("settings", [{"SURGE_KEEP": "1"}, {"SURGE_START": "spawn"}])
def test_code_of_the_program_does_not_run_on_the_way(package, hook, settings):
    method = f"    def {hook}(self, *names):\n        {HOOKS[hook]}\n"
    text = HEAD.replace("        self.peer = None\n", "        self.peer = None\n" + method)
    tasks = TASKS.replace("forked=True, whole=True, ", "")
    program(package, head=text, tasks=tasks).check(SURGE_FORCE="1", **settings)


def test_arguments_reach_warm_workers_anew(package):
    text = (
        HEAD.replace("import os", "import sys")
        .replace("+ LIMIT", "+ len(sys.argv)")
        .replace("other is not body", "other")
    )
    tasks = TASKS.replace("forked=True, whole=True, ", "")
    program(package, "sys.argv.append('x')", head=text, tasks=tasks).check(SURGE_FORCE="1", SURGE_START="spawn")


def test_a_worker_that_dies_between_regions_is_replaced(package):
    kill = """\
import signal
if step == 2:
    pid = min(surge_rt._state.children)
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
"""
    got = program(package, "", kill).check(**FORCED)
    assert (kept(got), started(got)) == (6, 4)
    assert counters(got)["t"]["parallel items"] == "72"


def test_descriptors_that_the_program_has_closed_are_not_used_again(package):
    close = "if step == 2:\n    os.closerange(200, 400); files = [open(__file__) for _ in range(3)]"
    got = program(package, close).check(**FORCED)
    assert counters(got)["t"]["parallel items"] == "72"


def test_a_loop_that_is_left_ends_its_workers(package):
    text = """\
def work(x):
    if x == 33:
        raise ValueError(x)
    return sum(range(x * 50))
def main():
    data = list(range(30))
    for step in range(5):
        try:
@            print(v)
        except ValueError as error:
            print("error", error)
        data[step * 5] = 33
main()
"""
    loop = "            for x in data:\n                v = work(x)\n                if v > 700000 + step:\n                    break\n"
    region = """\
            s = surge_rt.loop(tasks.t, data, ())
            done = False
            while s.more() and not done:
                for x, v in s.parallel():
                    if v > 700000 + step:
                        done = True
                        break
                else:
                    for x in s.sequential():
                        v = work(x)
                        if v > 700000 + step:
                            done = True
                            break
"""
    tasks = '@task("script.py:9")\ndef t(x):\n    return work(x)\n'
    built = package(text.replace("@", loop), "@@\n" + text.replace("@", region), tasks)
    got = built.check(**FORCED)
    assert kept(got) >= 4


FEW_TRAVEL = not _rows.SLOWED_BY_DICTIONARY  # objects with less than two attributes


def filled(value, **attributes):
    for name, held in attributes.items():
        setattr(value, name, held)
    return value


class Plain:
    """Nothing of its own."""


class Slim:
    __slots__ = ("x",)


class Setting(Slim):
    __slots__ = ()

    def __setattr__(self, name, value):
        raise AttributeError


class Stateful:
    def __getstate__(self):
        raise AssertionError("asked")


class Child(Stateful):
    pass


class Colour(enum.Enum):
    RED = 1


class Pair(typing.NamedTuple):
    a: int
    b: float


Couple = collections.namedtuple("Couple", "a b")


class Made(tuple):
    _fields = ()

    def __getnewargs__(self):
        raise AssertionError("asked")


class Listed(list):
    pass


@dataclasses.dataclass(frozen=True)
class Frozen:
    a: int
    b: int


class Meta(type):
    pass


class OfMeta(metaclass=Meta):
    pass


@pytest.fixture
def of_program(monkeypatch):
    monkeypatch.setitem(_state.modules, __name__, "x")
    _approved._approved.clear()
    _approved._slots.clear()
    _approved._layouts.clear()


@pytest.mark.parametrize(
    ("value", "may"),
    [
        (filled(Plain(), x=1, y=[2]), True),
        (filled(Plain(), x={}), FEW_TRAVEL),
        (Plain(), FEW_TRAVEL),
        (Slim(), True),
        (Setting(), False),
        (Stateful(), False),
        (Child(), False),
        (Colour.RED, True),
        (Pair(1, 2.0), True),
        (Couple(1, 2), True),
        (Made(), False),
        (Listed(), False),
        (Frozen(1, 2), True),
        (OfMeta(), False),
        (OfMeta, False),  # by name, but its metaclass may do anything
        (Plain, True),
        (len, True),
        ([{"a": (1, b"x", 2.5, None, True, 1j)}], True),
        (collections.defaultdict(list, {1: [2]}), True),
        (collections.deque([1], 3), True),
        (collections.Counter("aab"), True),
        (fractions.Fraction(1, 3), True),
        ({1, 2}, False),
        ([frozenset([1])], False),
        ({"a": [(set(),)]}, False),
        ([b"\x8f\x94", b"\x91\x94", "\u808f"], True),  # looks like a set in a pickle
        (re.compile("a"), False),
        (object(), False),
        (lambda: 1, False),
        (iter([]), False),
        (sys, False),
    ],
)
def test_what_may_be_sent(of_program, value, may):
    for holder in (value, [value], {"a": (value,)}):
        data = _approved.pack(holder)
        assert (data is not None) == may
        if may:
            assert type(_work.unpack(data)) is type(holder)
    assert not any("__slotnames__" in vars(kind) for kind in (Slim, Plain, Pair, Couple, Frozen))


class Inner(Slim):
    """Slots, private ones and such as nobody has filled among them, and a dictionary."""

    __slots__ = ("__dict__", "__private", "empty")

    def __init__(self):
        self.__private = [1]
        self.more = {}

    @property
    def value(self):
        raise AssertionError

    def private(self):
        return self.__private


class Long(Couple):
    __slots__ = ()

    def __iter__(self):
        raise AssertionError


class Noted(collections.namedtuple("Single", "a", defaults=(0,))):
    """Elements, and attributes as well."""


def test_all_of_an_object_arrives(of_program):
    for value in (
        Slim(),
        Inner(),
        Long(1, 2),
        filled(Noted(5), x=1, y=2),
        filled(Noted(6), x=1, y=2),
        filled(Plain(), x=[1], y=2, __class=3),
    ):
        data = _approved.pack([value, value])
        if data is None:
            assert type(value) is Inner and _rows.SLOWED_BY_DICTIONARY  # slots and a dictionary
            continue
        one, two = _work.unpack(data)
        assert one is two and type(one) is type(value)
        assert getattr(one, "__dict__", None) == getattr(value, "__dict__", None)
        for _, slot in _approved._slots_of(type(value)):
            try:
                expected = slot(value)
            except AttributeError:
                with pytest.raises(AttributeError):
                    slot(one)
            else:
                assert slot(one) == expected
        if isinstance(value, tuple):
            assert tuple.__eq__(one, value)
        if type(value) is Inner:
            assert one.private() == [1]


def test_sending_objects_again_and_again_leaves_their_class_alone(of_program):
    """A class whose attributes change a thousand times is slow for good."""
    values = [filled(Plain(), x=1, y=2), Slim(), Pair(1, 2), Couple(1, 2)]
    before = [dict(vars(type(value))) for value in values]
    seen = []

    class Watching(_approved._Approving):
        def reducer_override(self, value):
            answer = super().reducer_override(value)
            seen.append((type(value), answer is NotImplemented))
            return answer

    _work.dump(values, None, Watching)
    own = [kind for kind, is_left_to_pickle in seen if is_left_to_pickle and kind.__module__ == __name__]
    assert own == []
    assert [dict(vars(type(value))) for value in values] == before


def test_instances_with_a_set_inside_are_found(of_program):
    plain = Slim()
    plain.x = Slim()
    plain.x.x = [{3}]
    assert _approved.pack([plain]) is None
    plain.x.x = [(3,)]
    assert _approved.pack([plain]) is not None


class Default:
    x = 0


def test_objects_are_taken_apart_without_giving_them_a_dictionary(of_program):
    flock = [filled(Plain(), x=number, y=float(number), peer=None) for number in range(5)]
    for number, plain in enumerate(flock):
        plain.peer = flock[number - 1]
    found = _work.unpack(_approved.pack((flock, flock[2])))
    assert found[1] is found[0][2]
    assert [(type(plain), vars(plain)) for plain in found[0]] == [
        (Plain, {"x": number, "y": float(number), "peer": found[0][number - 1]}) for number in range(5)
    ]
    if _rows.SLOWED_BY_DICTIONARY:
        assert len(gc.get_referents(flock[3])) == 4  # three values and the class
        vars(flock[3])
        assert [plain.x for plain in _work.unpack(_approved.pack(flock))] == list(range(5))


@pytest.mark.skipif(not _rows.SLOWED_BY_DICTIONARY, reason="objects of this version travel as pickle takes them")
@pytest.mark.parametrize(
    "others",
    [
        lambda: filled(Plain(), x=1),
        lambda: filled(Plain(), x=1, z=2),
        lambda: filled(Plain(), x=1, y=2, z=3),
        lambda: Plain(),
        lambda: Default(),
        lambda: filled(Default(), x=1, y=2),
    ],
)
def test_objects_with_other_attributes_do_not_travel(of_program, others):
    first = filled(Plain(), x=1, y=1)
    assert _approved.pack([first]) is not None
    assert _approved.pack([first, others()]) is None


def test_nan_that_is_looked_for_does_not_travel(of_program, monkeypatch):
    assert _approved.pack([float("nan")]) is not None
    monkeypatch.setattr(_state, "nan_identity", True)
    assert _approved.pack([float("nan")]) is None
    assert _approved.pack([1.0]) is not None


def test_descriptions_here_tell_functions_apart_that_look_alike():
    def make(number):
        return lambda: number

    first, second = make(1), make(1)
    assert _sameness.descriptions({"f": first}) == _sameness.descriptions({"f": second})
    held: list[object] = []
    assert _sameness.descriptions({"f": first}, held) != _sameness.descriptions({"f": second}, held)
    assert _sameness.descriptions({"f": first}, held) == _sameness.descriptions({"f": first}, held)
    assert first in held
