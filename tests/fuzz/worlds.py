"""Worlds of `features.py`: things to go through, and what can be done with one of them."""

from __future__ import annotations

import dataclasses
import random


@dataclasses.dataclass
class World:
    """Things to go through, and what can be done with one of them."""

    imports: str = ""
    definitions: str = ""
    setup: str = ""
    items: list[str] = dataclasses.field(default_factory=list)  # what can be gone through; `{x}` is one of it below
    works: list[str] = dataclasses.field(default_factory=list)  # expressions of numbers
    others: list[str] = dataclasses.field(default_factory=list)  # expressions of anything else
    changes: list[str] = dataclasses.field(default_factory=list)  # statements, with a number `{v}`
    aliases: list[str] = dataclasses.field(default_factory=list)  # statements between loops
    shows: list[str] = dataclasses.field(default_factory=list)  # expressions


class Worlds:
    """Makes one world of each kind, with what a program chooses of it."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def one(self, choices: list[str]) -> str:
        return self.rng.choice(choices)

    def records(self) -> World:
        """Dictionaries that are made by a function, may share what they hold, and change."""
        tags = self.one(["[]", "shared", "[i]", "list(shared)", "[i] if i % 3 else shared"])
        vals = self.one(["[i, 2]", "shared", "rec['tags']", "[]"])
        more = self.one([
            "", "if i % 2:\n        rec['tags'] = [1, i]", "rec['own'] = rec", "rec.update(extra=shared)", "rec['extra'] = rec['sub']['vals']",
            "key = 'ex' + 'tra'\n    rec[key] = shared", "rec.setdefault('extra', rec['tags'])", "rec = {**rec, 'extra': [0]}", "rec |= {'extra': rec['tags']}",
        ])  # fmt: skip
        more = "" if "own" in more and self.chance(0.9) else more
        world = World(
            definitions=f"""def make(i, shared):
    rec = {{'id': i, 'tags': {tags}, 'n': 1}}
    rec['sub'] = {{'k': i * 2, 'vals': {vals}}}
    {more or "pass"}
    return rec
def score(rec):
    t = work(rec['id'] + len(rec['tags']))
    return t + rec['sub']['k'] + sum(rec['sub']['vals']) + rec.get('n', 5)
def grow(rec, v):
    {self.one(["rec['tags'].append(v)", "rec.setdefault('hist', []).append(v)", "rec['sub']['vals'] = [v]", "rec['n'] = rec.get('n', 0) + v"])}
    return rec"""
        )
        world.setup = f"base = [1, 2]\nrecs = [make(i, {self.one(['base', '[i]', 'base[:]'])}) for i in range({self.rng.randrange(4, 12)})]"
        world.items = [
            "recs",
            "recs",
            "recs",
            "recs[1:]",
            "reversed(recs)",
            "list(recs)",
            "(r for r in recs if r['id'] % 3)",
        ]
        world.works = [
            "score({x})", "score({x})", "work({x}['id'])", "work({x}.get('n', 3) + len({x}['tags']))", "work(sum({x}['sub']['vals']))",
            "work(len(grow(make({x}['id'], [3]), 4)['tags']))", "work(grow({x}, 1)['id'])" if self.chance(0.2) else "work({x}['sub']['k'])",
            "work(len({**{x}}) + {x}['id'])", "work({x}.get('hist', [0])[-1])",
        ]  # fmt: skip
        world.others = [
            "{**{x}, 'n': work({x}['id'])}", "make(work({x}['id']), [1])", "({x}['id'], work({x}['id']), [])", "{'v': work({x}['id']), 'tags': {x}['tags']}",
            "grow(make({x}['id'], []), work({x}['id']))", "{x} if work({x}['id']) % 2 else None", "[work({x}['id']), {'of': [{x}['id']]}]",
        ]  # fmt: skip
        world.changes = [
            "{x}['n'] = {v}", "{x}['n'] = {x}.get('n', 0) + {v}", "{x}['tags'].append({v})", "{x}['sub']['vals'] = [{v}]",
            "{x}['sub'] = {'k': {v}, 'vals': {x}['tags']}", "{x}.setdefault('hist', []).append({v})", "{x}.pop('n', None)",
            "{x}.update(n={v})", "grow({x}, {v})", "{x}['sub']['k'] += {v}", "{x}['tags'] = {x}['tags'] + [{v}]", "{x}['tags'] += [{v}]",
        ]  # fmt: skip
        world.aliases = [
            "recs[1]['tags'] = recs[0]['tags']", "recs[2]['sub'] = recs[3]['sub']", "recs.append(recs[0])", "base.append(99)",
            "recs[1]['sub']['vals'] = base", "recs[0]['tags'].append(-1)", "recs[-1] = dict(recs[-1])",
        ]  # fmt: skip
        world.shows = ["[(r['id'], r['tags'], r.get('n'), r['sub'], r.get('hist'), len(r)) for r in recs]", "base"]
        return world

    def objects(self) -> World:
        """Instances of a class of some kind, which may share what they hold, and change."""
        kind = self.rng.randrange(6)
        special = self.one([
        'def __eq__(self, other): return self.id == other.id\n    def __hash__(self): return hash(self.id)', 'def __lt__(self, other): return work(self.id) < work(other.id)',
        'def __len__(self): return len(self.tags)', 'def __contains__(self, v): return v in self.tags', 'def __iter__(self): return iter(self.tags)',
        'def __call__(self, v): return work(self.id + v)', 'def __getitem__(self, i): return work(self.id + i)', 'def __index__(self): return self.id',
        'def __bool__(self): return self.id % 2 == 0', 'def __repr__(self): return f"T({self.id}, {self.n})"', 'def __format__(self, spec): return f"<{self.id}{spec}>"',
        'def __getattr__(self, name): return name', 'def __add__(self, other): return work(self.id + other)',
        ])  # fmt: skip
        grow = self.one([
            "self.tags.append(v)", "self.n += v", "self.tags = self.tags + [v]", "self.tags = [v]", "self.n = work(v)",
            "self.tags.append(v)\n        self.tags = self.tags[-2:]", "old = self.tags\n        self.tags = [v]\n        old.append(v)",
        ])  # fmt: skip
        methods = f"""    def score(self):
        return work(self.id + len(self.tags)) + self.n
    def grow(self, v):
        {grow}
        return self
    {self.one(["", "@property", "@functools.cached_property"]) if kind not in (2, 3) else "@property"}
    def size(self):
        return work(len(self.tags))
    {special}"""
        methods = methods.replace("    \n", "")
        plain = """    def __init__(self, id, tags, n=1):
        self.id = id
        self.tags = tags
        self.n = n
"""
        if kind == 0:
            head = f"class T:\n{plain}"
        elif kind == 1:
            head = "@dataclasses.dataclass\nclass T:\n    id: int\n    tags: list = dataclasses.field(default_factory=list)\n    n: int = 1\n"
        elif kind == 2:
            head = "@dataclasses.dataclass(slots=True)\nclass T:\n    id: int\n    tags: list = dataclasses.field(default_factory=list)\n    n: int = 1\n"
        elif kind == 3:
            head = f"class T:\n    __slots__ = ('id', 'tags', 'n')\n{plain}"
        elif kind == 4:
            head = f"class Base:\n{plain}    def twice(self): return self.score() * 2\nclass T(Base):\n    def __init__(self, id, tags, n=1):\n        super().__init__(id, tags, n)\n"
        else:
            head = f"class T(abc.ABC):\n    made = 0\n{plain}        T.made += 1\n"
        uses_size = "size" in methods and "@" in methods.split("def size")[0][-30:]
        size = "{x}.size" if uses_size else "{x}.size()"
        world = World("import abc\nimport dataclasses\nimport functools", head + methods)
        tags = self.one(["base", "[i]", "base[:]", "[]"])
        world.setup = f"base = [1, 2]\nthings = [T(i, {tags}) for i in range({self.rng.randrange(4, 11)})]\nlists = [t.tags for t in things]"
        world.items = ["things", "things", "things", "things[::2]", "list(reversed(things))", "tuple(things)"]
        world.works = [
            "{x}.score()", "{x}.score()", "work({x}.id)", f"{size} + 1", "work({x}.id + len({x}.tags))", "T({x}.id, [1]).grow(3).score()",
            "work(sum({x}.tags))", "work(len(vars({x})))" if self.chance(0.05) else "work({x}.n)",
        ]  # fmt: skip
        for word, use in [
            ("__lt__", "work({x} < things[0])"), ("__len__", "work(len({x}))"), ("__contains__", "work(2 in {x})"), ("__iter__", "work(sum({x}))"),
            ("__call__", "{x}(3)"), ("__getitem__", "{x}[2]"), ("__index__", "work([5, 6, 7][{x}.__index__() % 3])"), ("__bool__", "work(1 if {x} else 2)"),
            ("__format__", "work(len(f'{{x}:3}'))"), ("__add__", "{x} + 4"), ("__eq__", "work({x} == things[0])"), ("__eq__", "work(things.index({x}))"),
        ]:  # fmt: skip
            if word in methods:
                world.works += [use, use]
        world.others = [
            "T(work({x}.id), [])", "({x}.id, {x}.tags, work({x}.id))", "{x} if work({x}.id) % 2 else None", "[{x}.id, work({x}.n)]",
            "T({x}.id, {x}.tags).grow(work({x}.id))", "{'of': {x}.id, 'v': [work({x}.id)]}",
        ]  # fmt: skip
        world.changes = [
            "{x}.n = {v}", "{x}.n += {v}", "{x}.grow({v})", "{x}.tags.append({v})", "{x}.tags = [{v}]", "{x}.tags[:] = [{v}]",
            "setattr({x}, 'n', {v})" if self.chance(0.05) else "{x}.n = {v} % 9", "T({v}, {x}.tags).grow(1)",
        ]  # fmt: skip
        world.aliases = [
            "things[1].tags = things[0].tags", "things.append(things[1])", "base.append(77)", "things[0].grow(5)", "things[2] = things[3]",
        ]  # fmt: skip
        show = "(t.id, t.tags, t.n)"
        world.others = [other for other in world.others if "T(" not in other and other[0] != "{"] or ["[1]"]
        world.shows = [f"[{show} for t in things]", "base", "lists"] + (["T.made"] if kind == 5 else [])
        return world

    def values(self) -> World:
        """Immutable objects: named tuples, frozen data classes, members of enumerations."""
        kind = self.rng.randrange(4)
        method = "    def score(self):\n        return work(self.x * 3 + self.y)\n"
        world = World("import collections\nimport dataclasses\nimport enum\nimport typing")
        if kind == 0:
            world.definitions = f"class P(typing.NamedTuple):\n    x: int\n    y: int = 2\n{method}"
            world.works, world.others = (
                ["work({x}[0] + {x}.y)", "work(len({x}))"],
                ["{x}._replace(y=work({x}.x))", "({x}, 1)"],
            )
        elif kind == 1:
            world.definitions = (
                f"@dataclasses.dataclass(frozen=True, order=True)\nclass P:\n    x: int\n    y: int = 2\n{method}"
            )
            world.works, world.others = (
                ["work({x} < P(3, 2))", "work(hash({x}) % 5)"],
                ["dataclasses.replace({x}, y=work({x}.x))", "dataclasses.astuple({x})"],
            )
        elif kind == 2:
            world.definitions = (
                "P = collections.namedtuple('P', 'x y', defaults=[2])\nP.score = lambda self: work(self.x)"
            )
            world.definitions = (
                f"class P(collections.namedtuple('P', 'x y', defaults=[2])):\n    __slots__ = ()\n{method}"
            )
            world.works, world.others = ["work({x}[1] + {x}.x)"], ["{x}._asdict()", "P(work({x}.x), 3)"]
        else:
            world.definitions = (
                "class C(enum.Enum):\n    A = 1\n    B = enum.auto()\n    D = 5\n    E = 1\n    @property\n    def x(self): return self.value\n"
                "    @property\n    def y(self): return len(self.name)\n"
                + method
                + "def P(i, y=2):\n    return [C.A, C.B, C.D][i % 3]"
            )
            world.works, world.others = (
                ["work({x}.value)", "work(len({x}.name))", "work({x} == C.A)"],
                ["{x}.name", "({x}.value, work({x}.value))"],
            )
        world.setup = f"pts = [P(i) for i in range({self.rng.randrange(4, 11)})]\nmarks = {{}}"
        world.items = [
            "pts",
            "pts",
            "pts[1:]",
            "sorted(set(q.x for q in pts))" if self.chance(0.1) else "list(pts)",
            "dict.fromkeys(pts)",
        ]
        world.items = [items for items in world.items if "q.x" not in items]
        world.works += ["{x}.score()", "{x}.score()", "work({x}.x + {x}.y)"]
        world.changes = [
            "marks[{x}] = {v}",
            "marks[{x}] = marks.get({x}, 0) + {v}",
            "pts[{v} % 3] = {x}",
            "marks.setdefault({x}, []).append({v})",
        ]
        world.changes = [self.one(world.changes[:1] * 2 + world.changes)] * 1
        world.aliases = ["pts[0] = P(2)", "marks[P(1)] = 3", "pts.reverse()"]
        world.shows = ["pts", "marks"]
        return world

    def kept(self) -> World:
        """Functions that keep what they found, in one of many ways."""
        recursive = self.chance(0.5)
        compute = (
            self.one(["work(n)", "work(n) + (f(n // 2) if n > 1 else 0)", "work(n) + (f(n - 1) if n > 0 else 0)"])
            if recursive
            else "work(n)"
        )
        raises = self.one(["", "", "if n == 13:\n            raise ValueError(n)\n        "])
        form = self.rng.randrange(8)
        forms = [
            f"known = {{}}\ndef f(n):\n    if n not in known:\n        {raises}known[n] = {compute}\n    return known[n]",
            f"known = {{0: 5}}\ndef f(n):\n    if n in known:\n        return known[n]\n    if True:\n        {raises}r = {compute}\n    known[n] = r\n    return r",
            f"known = {{}}\ndef f(n):\n    try:\n        return known[n]\n    except KeyError:\n        {raises}known[n] = {compute}\n        return known[n]",
            f"@functools.cache\ndef f(n):\n    if True:\n        {raises}return {compute}",
            f"@functools.lru_cache(maxsize=None)\ndef f(n):\n    if True:\n        {raises}return {compute}",
            f"@functools.lru_cache(4)\ndef f(n):\n    if True:\n        {raises}return {compute}",
            f"def f(n, known={{}}):\n    if n not in known:\n        {raises}known[n] = {compute}\n    return known[n]",
            "class Keep:\n    def __init__(self): self.known = {}\n    def __call__(self, n):\n        if n not in self.known:\n            self.known[n] = work(n)\n        return self.known[n]\nf = Keep()",
        ]  # fmt: skip
        world = World("import functools", forms[form])
        numbers = [self.rng.randrange(20) for _ in range(self.rng.randrange(4, 14))]
        world.setup = f"numbers = {numbers}\nhits = {{}}"
        world.items = ["numbers", "range(9)", "range(14, 3, -2)", "numbers[::-1]", "range(20)", "set(numbers)"]
        world.works = ["f({x})", "f({x})", "f({x}) % 100", "f({x} // 2) + f({x})", "work(f({x}))", "f(abs({x} - 5))"]
        world.others = ["(f({x}), [])", "[f({x})]", "{'v': f({x})}"]
        world.changes = [
            "hits[{x}] = {v}",
            "numbers.append({v} % 20)" if self.chance(0.1) else "hits[{x}] = f({v} % 10)",
        ]
        world.aliases = ["numbers.append(3)", "print(f(2))"]
        if form <= 2:
            world.aliases += ["print(len(known))", "print(len(known))"]
            world.shows = ["sorted(known)"] if self.chance(0.2) else ["len(known)"] if self.chance(0.7) else []
        if form in (3, 4, 5) and self.chance(0.2):
            world.shows = ["f.cache_info()"]
        world.shows.append("hits")
        return world

    def generators(self) -> World:
        """Generators that are left and taken up again, given to each other, sent to."""
        inner = self.one(
            [
                "yield v",
                "yield v\n        if v % 13 == 2:\n            return",
                "got = yield v\n        if got:\n            i += got",
                "if v % 3:\n            yield v",
            ]
        )
        world = World("import itertools", f"""def count(n, log=None):
    for i in range(n):
        v = work(i)
        if log is not None:
            log.append(i)
        {inner}
def over(source):
    for v in source:
        yield work(v)
def both(n):
    yield from count(n)
    r = yield from over(range(n))
    yield r or 1""")  # fmt: skip
        world.setup = "log = []\nhand = count(9)\nother = over(range(12))\nnext(other)"
        world.items = [
            "count(8)", "over(range(7))", "over(count(6))", "both(4)", "hand", "other", "count(6, log)", "itertools.islice(other, 3)",
            "itertools.chain(count(3), over([5, 6]))", "zip(count(5), over(range(9)))", "list(count(7))", "map(work, over(range(6)))",
        ]  # fmt: skip
        world.items = [items for items in world.items if not items.startswith("zip")]
        world.works = [
            "work({x})",
            "work({x} + 1)",
            "{x} + work(3)",
            "sum(count({x} % 4))",
            "max(over([{x}, 1]))",
            "next(over([{x}]))",
            "work(next(count(3)) + {x})",
        ]
        world.others = ["({x}, work({x}))", "[*over([{x}])]"]
        world.changes = [
            "log.append({v})",
            "log[:] = log[-5:]",
            "log.append(next(other, -1))" if self.chance(0.2) else "log += [{v} % 7]",
        ]
        world.aliases = [
            "print(next(hand, 'no more'))",
            "print(next(other, None))",
            "hand = count(5)",
            "log.append('|')",
        ]
        world.shows = ["log", "list(hand)", "list(other)"]
        return world

    def nested(self) -> World:
        """Functions inside functions, which share variables."""
        change = self.one(["", "calls += 1", "seen.append(n)", "calls += n", "seen[0] = n"])
        world = World("import functools", f"""def outer(k, more=[]):
    calls = 0
    seen = [k]
    def inner(n, scale=k):
        nonlocal calls
        {change or 'pass'}
        return work(n + scale + calls) + len(seen)
    def middle(n):
        def deepest():
            return inner(n) + k
        return deepest()
    def state():
        return calls, seen, more
    {self.one(['more.append(k)', 'seen = seen + [1]', 'k = k + 1', 'pass'])}
    return inner, middle, state
def decorate(f):
    count = 0
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        nonlocal count
        {self.one(['count += 1', 'pass', 'pass'])}
        return f(*args, **kwargs) + count
    return wrapper
@decorate
def shown(n, *rest, scale=2, **more):
    rest = list(rest)
    rest.append(scale)
    more['n'] = n
    return work(n + sum(rest) + len(more))""")  # fmt: skip
        world.setup = "first, second, state = outer(3)\nthird, _, state2 = outer(4)\ncalls = [first, third]\nlate = [lambda n: work(n + j) for j in range(3)]\nargs = [1, 2]"
        world.items = ["range(7)", "range(5, 9)", "args * 3", "[4, 1, 4, 2]"]
        world.works = [
            "first({x})", "second({x})", "third({x}, 2)", "shown({x})", "shown({x}, *args, scale={x})", "shown({x}, q=1)", "late[0]({x})",
            "calls[{x} % 2]({x})", "outer({x})[0](2)", "outer({x}, [])[1](2)", "(lambda a, b={x}: work(a + b))(3)",
        ]  # fmt: skip
        world.others = ["[first({x}), []]", "({x}, second({x}))"]
        world.changes = ["args.append({v} % 4)", "calls[{v} % 2] = first", "args[0] = {v} % 9", "args[-1] += 1"]
        world.aliases = ["calls.reverse()", "args.append(5)", "first = third", "print(state())"]
        world.shows = ["state()", "state2()", "args"]
        return world

    def matched(self) -> World:
        """`match` over things of several kinds."""
        world = World("import dataclasses", f"""@dataclasses.dataclass
class Dot:
    x: int
    y: int = 0
class Tag:
    __match_args__ = ('name', 'held')
    def __init__(self, name, held):
        self.name = name
        self.held = held
def judge(thing, hints=()):
    match thing:
        case Dot(0, y):
            return work(y)
        case Dot(x=x, y=y) if x > y:
            return work(x) + y
        case Tag('a' | 'b' as name, [first, *rest]):
            {self.one(['pass', 'rest.append(first)', 'thing.held.append(first)'])}
            return work(first) + len(rest) + len(name)
        case {{'k': int(k), **more}}:
            {self.one(['pass', "more['z'] = k", "thing['k'] = k"])}
            return work(k) + len(more)
        case [a, b, *c]:
            return work(len(c))
        case int() | float() as number:
            return work(int(number))
        case None:
            return work(1)
        case str(text):
            return work(len(text))
        case _:
            return work(2)
def simple(code):
    match code % 4:
        case 0: return work(code)
        case 1 | 2: value = work(code + 1)
        case other: value = work(other)
    return value""")  # fmt: skip
        world.setup = "held = [4, 5]\nthings = [Dot(0, 3), Dot(5, 1), Tag('a', held), {'k': 3, 'r': 1}, [1, 2, 3], 4, 2.5, None, 'word', Tag('z', held), (7,)]\ncodes = [3, 8, 5, 6, 12, 1]"
        if self.chance(0.6):
            world.items = ["codes", "range(9)", "codes[::-1]"]
            world.works = [
                "simple({x})",
                "judge({x})",
                "judge(Dot({x}))",
                "judge({'k': {x}})",
                "judge([{x}] * 3)",
                "judge(Tag('b', [{x}, 1]))",
            ]
            world.changes = ["codes[0] = {v} % 5", "held.append({v})"]
        else:
            world.items = ["things", "things[:5]", "things * 2"]
            world.works = ["judge({x})", "judge({x}, held)", "judge([{x}, {x}])"]
            world.changes = ["held.append({v})", "things[3] = {v}"]
        world.others = ["(1, work(4))"]
        world.aliases = ["held.append(6)", "things[0].y = 4", "codes.append(2)"]
        world.shows = ["held", "codes", "[t.held for t in things if isinstance(t, Tag)]", "things[3]"]
        return world

    def class_data(self) -> World:
        """Attributes of classes that count, register and set the tone."""
        made = self.one(
            [
                "Agent.made += 1",
                "Agent.log.append(n)",
                "type(self).made += 1",
                "self.made = n",
                "pass",
                "Agent.last = n",
            ]
        )
        world = World("", f"""class Agent:
    made = 0
    last = None
    factor = 3
    log = []
    table = {{1: 5}}
    def __init__(self, n):
        self.n = n
        {made}
    def run(self, v):
        return work(self.n + v) * self.factor + self.table.get(v, 0)
    @classmethod
    def build(cls, n):
        return cls(n * cls.factor)
    @staticmethod
    def plain(n):
        return work(n) + Agent.factor
class Spy(Agent):
    factor = 4
    def run(self, v):
        return super().run(v) + {self.one(['1', 'len(Agent.log)', 'Agent.made', 'Spy.factor'])}""")  # fmt: skip
        world.setup = "agents = [Spy(i) if i % 3 == 0 else Agent(i) for i in range(7)]\nkinds = [Agent, Spy]"
        world.items = ["agents", "agents", "agents[2:]", "[Agent.build(k) for k in range(5)]"]
        world.works = [
            "{x}.run(1)",
            "{x}.run({x}.n)",
            "Agent.plain({x}.n)",
            "work({x}.factor + {x}.n)",
            "Agent({x}.n).run(2)",
            "Spy.build({x}.n).run(1)",
            "kinds[{x}.n % 2](2).run(1)",
        ]
        world.others = ["({x}.n, {x}.run(1))", "[{x}.run(2)]"]
        world.changes = [
            "Agent.made += 1", "{x}.factor = {v} % 5", "{x}.n = {v} % 50", "Agent.table[{v} % 4] = {v}", "Agent.last = {v}", "Spy.log.append({v})",
            "type({x}).made += {v}", "{x}.table = {{v}: 1}",
        ]  # fmt: skip
        world.aliases = [
            "Agent.factor = 7",
            "Agent.table = {2: 9}",
            "Spy.factor = 6",
            "Agent.log.append('x')",
            "del Spy.factor",
            "Spy.made = 100",
            "agents[0].factor = 1",
        ]
        world.aliases = [self.one(world.aliases), self.one(world.aliases)]
        world.aliases = [alias for alias in world.aliases if not alias.startswith("del")]
        world.shows = [
            "Agent.made, Spy.made, Agent.last, Agent.factor, Spy.factor, Agent.log, Agent.table",
            "[(a.n, a.factor, a.made) for a in agents]",
        ]
        return world

    def standard_input(self) -> World:
        """Standard input, read as a whole, by lines, or by `input`."""
        world = World("import sys")
        read = self.rng.randrange(4)
        rest = "sys.stdin" if self.chance(0.3) else "lines"
        world.setup = [
            "lines = sys.stdin.read().splitlines()", "lines = sys.stdin.readlines()",
            "count, *more = map(int, input().split())\nlines = [line.strip() for line in sys.stdin]",
            "lines = [input() for _ in range(4)]",
        ][read]  # fmt: skip
        world.definitions = (
            "def weigh(line):\n    parts = line.split()\n    return work(sum(map(ord, line)) + len(parts))"
        )
        world.items = [
            "lines",
            "lines",
            rest,
            "(line.strip() for line in lines)",
            "enumerate(lines)",
            "[line for line in lines if line]",
        ]
        world.items = [items for items in world.items if not items.startswith("enumerate")]
        world.works = [
            "weigh({x})",
            "work(len({x}))",
            "work(len({x}.split()))",
            "weigh({x}.strip().upper())",
            "int(work(len({x})))",
        ]
        world.others = ["({x}, weigh({x}))", "{x}.split() + [weigh({x})]", "{'line': {x}, 'v': weigh({x})}"]
        world.changes = [
            "words[{x}] = {v}",
            "words.setdefault({x}.strip(), []).append({v})",
            "words[{x}.split()[0]] = {v}" if self.chance(0.2) else "words[{v}] = {x}",
        ]
        world.setup += "\nwords = {}"
        world.changes = [self.one(world.changes)]
        world.aliases = ["lines.append('more text')", "print(sys.stdin.readline())"]
        world.shows = ["words", "len(lines)"]
        return world

    def containers(self) -> World:
        """Subclasses of containers and numbers, and library containers of records."""
        missing = self.one(["return work(key)", "self[key] = work(key)\n        return self[key]"])
        world = World("import collections", f"""class Bag(dict):
    def __missing__(self, key):
        {missing}
class Stack(list):
    def push(self, v):
        {self.one(['self.append(v)', 'super().append(v * 2)'])}
        return self
    {self.one(['', 'def append(self, v): super().append(v + 1)', 'def __getitem__(self, i): return work(i)'])}
class Count(int):
    def __add__(self, other): return Count(int(self) + int(other) + 1)""")  # fmt: skip
        world.definitions = world.definitions.replace("    \nclass Count", "class Count")
        world.setup = """bag = Bag(a=1)
stack = Stack([3, 1])
table = collections.defaultdict(list)
order = collections.OrderedDict((k, []) for k in range(4))
tally = collections.Counter('abca')
queue = collections.deque([1, 2, 3], maxlen=5)
grid = [[0] * 3 for _ in range(4)]"""
        world.items = [
            "range(8)",
            "stack[:]",
            "list(queue)",
            "list(order)",
            "[len(r) + i for i, r in enumerate(grid)]",
            "sorted(tally.values())",
        ]
        world.works = [
            "work({x})", "work(len(table.get({x}, [])))", "work(tally['a'] + {x})", "work(len(stack) + {x})", "work(queue[0] + {x})",
            "work(sum(grid[{x} % 4]))", "bag[{x}]" if self.chance(0.2) else "work(len(bag) + {x})", "int(Count({x}) + work({x}))", "work(len(order) * {x})",
            "work(len(table[{x}]))" if self.chance(0.3) else "work({x} + 2)",
        ]  # fmt: skip
        world.others = ["[{x}, work({x})]", "collections.Counter([work({x}) % 3])", "collections.deque([work({x})])"]
        world.changes = [
            "bag[{v} % 7] = {v}", "stack.push({v})", "table[{v} % 3].append({v})", "order[{x} % 4].append({v})", "order.move_to_end({v} % 4)",
            "tally[{v} % 4] += 1", "queue.append({v})", "queue.rotate(1)", "grid[{x} % 4][1] = {v}", "grid[{v} % 4] = [{v}] * 3", "tally.update([{v} % 2])",
        ]  # fmt: skip
        world.aliases = [
            "grid[1] = grid[0]",
            "order[2] = order[1]",
            "table[9] = table[1]",
            "bag['s'] = stack",
            "queue.append(stack)",
        ]
        world.aliases = [alias for alias in world.aliases if "queue" not in alias]
        world.shows = [
            "dict(bag)",
            "list(stack)",
            "dict(table)",
            "dict(order)",
            "sorted(tally.items(), key=str)",
            "list(queue)",
            "grid",
        ]
        return world

    def collected(self) -> World:
        """Functions with handlers, managers, notes and causes, over plain numbers."""
        world = World("import contextlib", f"""class Odd(Exception):
    def __init__(self, n, more=None):
        super().__init__(n)
        self.n = n
        self.more = more
class Guard:
    def __init__(self, log, swallow): self.log, self.swallow = log, swallow
    def __enter__(self): return self.log
    def __exit__(self, kind, error, trace):
        {self.one(['self.log.append(kind.__name__ if kind else None)', 'pass'])}
        return self.swallow
@contextlib.contextmanager
def quiet(n):
    try:
        yield n + 1
    except Odd as error:
        {self.one(['pass', 'note.append(error.n)', 'raise ValueError(n) from error'])}
note = []
def risky(n):
    v = work(n)
    if v % 4 == 1:
        error = Odd(n, more=v)
        {self.one(['pass', "error.add_note(f'was {v}')", 'note.append(v)'])}
        raise error
    return v
def safe(n):
    try:
        return risky(n)
    except Odd as error:
        return -error.more
    finally:
        {self.one(['pass', 'work(n)', 'note.append(n)'])}
def guarded(n):
    log = []
    with Guard(log, True):
        risky(n)
    return len(log) + work(n)
def held(n):
    with quiet(n) as m:
        return risky(m)
    return -1
def suppressed(n):
    with contextlib.suppress(Odd, ValueError):
        return risky(n)
    return 0""")  # fmt: skip
        world.definitions = world.definitions.replace(
            "error.add_note", "error.args += (3,); print" if self.chance(0.1) else "error.add_note"
        )
        world.setup = "numbers = [4, 9, 1, 7, 3, 12, 5, 8]"
        world.items = ["numbers", "range(10)", "numbers[2:]"]
        world.works = [
            "safe({x})",
            "safe({x})",
            "guarded({x})",
            "suppressed({x})",
            "held({x})" if self.chance(0.4) else "safe({x} + 1)",
            "risky({x})" if self.chance(0.3) else "work({x})",
        ]
        world.others = ["(safe({x}), [])", "[suppressed({x})]"]
        world.changes = ["numbers[0] = {v}", "note.append({v})"]
        world.aliases = ["note.append('|')", "numbers.append(6)"]
        world.shows = ["note", "numbers"]
        return world

    def jumps(self) -> World:
        """Loops in loops, with an `else` here and there, that are left or go on in all ways."""
        world = World("")
        for number in range(2):
            body = [
                f"v = work(row + {number})",
                "w = v % 91",
                *self.jump_block(1, True),
                f"total += {self.one(['v', 'w', 'v + w'])}",
            ]
            lines = ["total = 0", "w = v = 1", "out = []", "for row in rows:", *("    " + line for line in body)]
            if self.chance(0.4):
                lines += ["else:", "    out.append('all')"]
            lines.append("return total, out, w")
            world.definitions += f"def jump{number}(rows):\n" + "\n".join("    " + line for line in lines) + "\n"
        world.setup = "rows = [3, 1, 4, 1, 5]\nnote = []"
        world.items = ["range(6)", "rows", "[[1, 2], [7], [], [5, 5, 5]]"][:2]
        world.works = ["work({x})", "sum(map(ord, str(jump0(range({x}, {x} + 4)))))", "work({x} + 1)"]
        world.changes = ["note.append({v} % 5)"]
        world.aliases = [
            f"print(jump{number}(range({start}, {start + self.rng.randrange(3, 20)})))"
            for number in range(2)
            for start in (0, 10, self.rng.randrange(100))
        ]
        world.shows = ["jump0(rows), jump1(rows)", "jump1(range(30, 42)), jump0([])", "note"]
        return world

    def jump_block(self, depth: int, in_loop: bool) -> list[str]:
        """A few statements inside of loops."""
        lines: list[str] = []
        for _ in range(self.rng.randrange(1, 4)):
            kind = self.rng.randrange(10)
            if kind <= 3 and depth < 4:
                lines += self.jump_loop(depth)
            elif kind <= 5:
                jump = self.rng.choice(
                    [*(["break", "continue"] * in_loop), "return 'left', total, w", "w += 1", "raise ValueError(w)"][
                        : 5 if self.chance(0.1) else 4
                    ]
                )
                test = self.one(["w", "v", "v + w", "work(w)", "work(v)"])
                lines.append(f"if {test} % {self.rng.randrange(3, 14)} == {self.rng.randrange(2)}:")
                lines += [
                    "    " + line for line in ([jump] if self.chance(0.7) else [*self.jump_block(4, in_loop), jump])
                ]
                if self.chance(0.2):
                    lines += ["else:", *("    " + line for line in self.jump_block(4, in_loop))]
            elif kind == 6 and depth < 4 and self.chance(0.4):
                lines += ["try:", *("    " + line for line in self.jump_block(depth + 1, in_loop))]
                lines += self.one_of([["finally:", "    w += 2"], ["except ValueError:", "    w = 5"]])
            else:
                lines.append(
                    self.one(
                        [
                            "w = work(v + w)",
                            "w = work(w)",
                            "total += w",
                            "out.append(w)",
                            "w = work(v) % 50",
                            "v = w + 1",
                        ]
                    )
                )
        return lines

    def one_of(self, choices: list[list[str]]) -> list[str]:
        return self.rng.choice(choices)

    def jump_loop(self, depth: int) -> list[str]:
        name = "ijklm"[depth]
        body = self.jump_block(depth + 1, True)
        if self.chance(0.7):
            count = self.one(["2", "3", "v % 4", "w % 3"])
            lines = [f"for {name} in range({count}):", f"    w = work(w + {name})", *("    " + line for line in body)]
        else:
            lines = [f"{name} = v % 4", f"while {name}:", f"    {name} -= 1", f"    w = work(w + {name})"]
            lines += ["    " + line for line in body]
        if self.chance(0.6):
            lines += ["else:", *("    " + line for line in self.jump_block(depth + 1, True))]
        return lines
