"""Programs whose conditions ask for what the rounds themselves change.

    python3 tests/fuzz/run.py --conditions --count 1000 --jobs 2
    python3 tests/fuzz/conditions.py --seed 17        # prints the program

A round computes something heavy, changes what it owns (an object, an element, a row, the value of a key) or what all share (a counter, the state
of `random`, a memo, a file), and asks for that before, in between or after. What is asked decides what is committed: it guards additions to
lists and totals, it is a part of what is added, or it says how many rounds an inner loop has.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import re
import sys
import textwrap

HEAD = """import collections
import dataclasses
import functools
import os
import random
import sys
from pathlib import Path

def work(x):
    total = int(x) % 1009 + 1
    for i in range(300):
        total = (total * 31 + i * total) % 1000003
    return total

found = []
kept = []
tally = {}
total = 0
share = 0.0
count = 0
last = None
"""
TAIL = """
print(found, total, share, count, last, sorted(tally.items()), sum(map(work, range(3))))
print([sum(each.hist) + each.x for each in kept])
for name in sorted(os.listdir(".")):
    if name.endswith(".txt"):
        print(name, repr(Path(name).read_text()))
"""
# What a loop adds up, and what a class has as attributes when the loop is in a method of it.
SUMS = ["found", "tally", "total", "share", "count", "last"]
FRESH = "found = []\ntally = {}\ntotal = 0\nshare = 0.0\ncount = 0\nlast = None"
SHOW_SUMS = "print(found, total, share, count, last, sorted(tally.items()))"
HAS_MATCH = sys.version_info >= (3, 10)


@dataclasses.dataclass
class Scene:
    """What the rounds of a loop change, and how they ask for it. What starts with `~` mostly makes a loop sequential, and is rare."""

    over: list[str]  # what a loop goes over: its target, and the iterable
    key: str  # a number that tells one round from another
    conditions: list[str] = dataclasses.field(default_factory=list)
    heavy: list[str] = dataclasses.field(default_factory=list)  # statements that change it, with much work
    light: list[str] = dataclasses.field(default_factory=list)  # the same, with hardly any
    values: list[str] = dataclasses.field(default_factory=list)  # numbers
    headers: list[str] = dataclasses.field(default_factory=list)  # of inner loops of few rounds
    whiles: list[str] = dataclasses.field(default_factory=list)  # conditions of `while` loops, and what ends them
    definitions: str = ""
    setup: str = ""  # makes the variables that are named here
    names: list[str] = dataclasses.field(default_factory=list)
    show: str = ""
    alone: bool = False  # nothing else is asked for


def program(seed: int) -> str:
    """The text of the program with this seed."""
    return Program(random.Random(seed)).text()


class Program:
    """One program while it is written."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.scene = Scene([], "")
        self.fresh = 0  # variables of rounds
        self.local: list[str] = []  # those of them that have a value here

    def one(self, of: list[str]) -> str:
        return self.rng.choice(of)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def text(self) -> str:
        parts = [HEAD]
        for number in range(self.rng.choice([1, 1, 2])):
            parts += self.part(number)
        return "\n".join([*parts, TAIL])

    def part(self, number: int) -> list[str]:
        """A few loops over one thing, at the top level, in a function or in a method."""
        self.scene = scene = self.own(number)
        for _ in range(0 if scene.alone else self.rng.choice([0, 0, 1, 1, 2])):
            self.add_shared(number)
        loops = []
        for _ in range(self.rng.choice([1, 2, 2])):
            loops.append(self.loop())
            if self.chance(0.3):
                loops.append(scene.show)
        text = "\n".join(loops)
        shape = self.one(["top", "globals", "locals", "locals", "parameters", "parameters", "method"])
        run, names = f"run{number}", scene.names
        if shape == "top":
            lines = [scene.setup, text, scene.show]
        elif shape == "globals":
            body = f"global {', '.join(SUMS)}\n{text}"
            calls = "\n".join([f"{run}()"] * self.rng.choice([1, 2]))
            lines = [scene.setup, f"def {run}():\n{indent(body)}", calls, scene.show]
        elif shape == "locals":
            body = "\n".join([FRESH, scene.setup, text, scene.show, SHOW_SUMS])
            lines = [f"def {run}():\n{indent(body)}", f"{run}()"]
        elif shape == "parameters":
            body = f"{FRESH}\n{text}\n{SHOW_SUMS}\nreturn found, count"
            call = f"found.append({run}({', '.join(names)}))"
            lines = [scene.setup, f"def {run}({', '.join(names)}):\n{indent(body)}", call, scene.show]
            if self.chance(0.3):
                lines += [call, scene.show]
        else:
            lines = [scene.setup, self.method(run, names, text), scene.show]
        return [scene.definitions, *lines]

    def method(self, run: str, names: list[str], text: str) -> str:
        """A class that holds some of what the loop is about."""
        held = [name for name in [*SUMS, *names] if self.chance(0.5)]
        if held:
            text = re.sub(rf"(?<![.\w])({'|'.join(held)})\b(?!=)", r"self.\1", text)
        first = "\n".join([FRESH, *(f"self.{name} = {name}" for name in held)])
        rest = "\n".join(line for line in FRESH.splitlines() if line.split(" ")[0] not in held)
        shown = ", ".join(f"self.{name}" if name in held else name for name in SUMS)
        body = f"{rest}\n{text}\nprint({shown})"
        return (
            f"class Run{run}:\n    def __init__(self):\n{indent(indent(first))}\n    def go(self):\n{indent(indent(body))}\n"
            f"{run} = Run{run}()\n" + "\n".join([f"{run}.go()"] * self.rng.choice([1, 1, 2]))
        )

    # What a round owns.

    def own(self, number: int) -> Scene:
        kinds = [self.objects] * 6 + [self.elements] * 3 + [self.values] * 2 + [self.rows, self.records] + [self.numbers] * 5  # fmt: skip
        return self.rng.choice(kinds)(number, self.rng.choice([5, 9, 14, 20]))

    def objects(self, number: int, size: int) -> Scene:
        name, plants = f"Plant{number}", f"plants{number}"
        again = f"\n{plants}.append({plants}[{self.rng.randrange(3)}])" if self.chance(0.07) else ""
        scene = Scene(
            [f"p:{plants}", f"p:{plants}", f"i, p:enumerate({plants})", f"p:list({plants})", f"p:reversed({plants})", f"i:range(len({plants}))", f"p, q:zip({plants}, range(3, 40))",
             f"p:[each for each in {plants} if not each.done]", f"~p:(each for each in {plants} if each.n < 3)", f"~p:filter(lambda each: not each.done, {plants})", f"~p:{plants}[1:]"],
            "p.k",
            ["p.done", "not p.done", "p.done", "p.x % 2", "p.x > 3", "p.n % 2", "1 <= p.n < 3", "p.hist", "not p.hist", "len(p.hist) > 1", "p.odd()", "p.ask()", "p.settle()", "p.ripe", "any(h % 2 for h in p.hist)", "p.n == p.x % 3", "p.k in p.hist", "p < 2", "-p < -1", "1 in p", "p", "not p"],
            ["p.x = work(p.x)", "p.x = work(p.x + p.n)", "p.grow()", "p.grow()", "p.settle()", "p.hist.append(work(p.x))", "p.x += work(p.n)"],
            ["p.done = True", "p.done = True", "p.n += 1", "p.n += 1", "p.hist.append(p.n)", "p.done = not p.done", "p.ask()", "p.note(p.n)", "p.hist.clear()", "p.hist = [p.x]", "p.k = 1"],
            ["p.x", "p.x", "p.n", "len(p.hist)", "sum(p.hist)", "~p.ask()", "p.odd()", "~p.note(1)", "sum(h for h in p.hist if h % 2)"],
            ["for j in range(p.k):", "for j in range(p.n % 4):", "for j in p.hist[:3]:", "for j in list(p.hist):", "~for j in p.parts():"],
            ["p.n < 4|p.n += 1", "len(p.hist) < 3|p.hist.append(p.x)", "p.k > 0|p.k -= 1"],
            "",
            f"{plants} = [{name}(i) for i in range({size})]{again}",
            [plants],
            f"print([(p.x, p.done, p.n, p.k, p.hist) for p in {plants}])",
        )  # fmt: skip
        if self.chance(0.4):
            # Asked with operators alone, about what these read.
            scene.conditions = ["p < 2", "p < 3", "not p < 2", "p < 2", "-p < -1", "1 in p"]
            scene.alone = True
            scene.over = scene.over[:3]
            scene.heavy = ["p.x = work(p.x)", "p.grow()", "p.x = work(p.x + 1)"]
            scene.values = ["p.x", "p.x", "p.n"]
            scene.light = ["p.n += 1", "p.n += 1", "p.n = 0", "p.n = 5", "p.done = True"]
        counts = self.chance(0.15)
        if counts:
            scene.conditions.append(f"~{name}.grown % 2")
            scene.show += f"\nprint({name}.grown)"
        scene.definitions = self.plant(name, counts)
        if self.chance(0.15):
            scene.setup = f"{plants} = {{i: {name}(i) for i in range({size})}}"
            scene.over = [f"p:{plants}.values()", f"key, p:{plants}.items()", f"p:list({plants}.values())"]
            scene.show = scene.show.replace(f"in {plants}]", f"in {plants}.values()]")
        if not scene.alone and self.chance(0.2):
            # What is asked and changed belongs to the object that the round owns.
            scene.definitions = f"class Pot{name}:\n    def __init__(self):\n        self.level = 0\n    def fill(self, x):\n        self.level += work(x) % 5\n        return self.level\n{scene.definitions}"
            scene.setup += f"\nfor each in {plants if 'range(len' in str(scene.over) else plants + '.values()'}:\n    each.pot = Pot{name}()"
            scene.conditions += ["p.pot.level > 2", "p.pot.level % 2", "not p.pot.level"] * 2
            scene.heavy += ["NEW = p.pot.fill(p.x)", "p.pot.level = work(p.x)"] * 2
            scene.light += ["p.pot.level += 1"] * 3
            scene.values += ["p.pot.level"] * 2
            scene.show += (
                f"\nprint([p.pot.level for p in {plants if 'range(len' in str(scene.over) else plants + '.values()'}])"
            )
            scene.definitions = scene.definitions.replace('"k", "hist")', '"k", "hist", "pot")')
        return scene

    def plant(self, name: str, counts: bool) -> str:
        """A class of objects that rounds own, with methods that change them and say something."""
        hist = self.one(["[]", "[x % 3]", "[x] * (x % 2)"])
        flavour = self.one(["plain", "plain", "slots", "dataclass", "derived"])
        fields = f"self.x = x\nself.done = {self.one(['False', 'False', 'x % 3 == 0'])}\nself.n = {self.one(['0', 'x % 4'])}\nself.k = x % 3\nself.hist = {hist}"
        methods = [
            f"def grow(self):\n    self.x = work(self.x)\n    self.n += 1\n{f'    {name}.grown += 1' if counts else ''}\n{self.one(['', '    self.hist.append(self.n)', '    self.done = self.x % 2 == 0'])}\n    return self.x",
            f"def ask(self):\n    self.n += 1\n    return self.n {self.one(['% 3', '% 2', '> 2'])}",
            # Operators, so that a condition without any attribute, element or call asks for what the round changes.
            "def __lt__(self, other):\n    return self.n < other\ndef __contains__(self, value):\n    return value < self.n\n"
            "def __neg__(self):\n    return -self.n\ndef __bool__(self):\n    return not self.done",
            "def odd(self):\n    return (self.x + self.n) % 2",
            "def note(self, value):\n    self.hist.append(value)\n    return len(self.hist)",
            "def settle(self):\n    if self.done:\n        return False\n    self.done = True\n    self.x = work(self.x)\n    return self.x % 3",
            "@property\ndef ripe(self):\n    return self.x % 3 == 0 or self.done",
            self.one(
                [
                    "def parts(self):\n    self.n += 1\n    return range(self.n % 3)",
                    "def parts(self):\n    return [self.x % 7] * (self.n % 3)",
                ]
            ),
        ]
        head = f"class {name}:"
        grown = "grown = 0\n" if counts else ""
        start = f"def __init__(self, x):\n{indent(fields)}"
        if flavour == "slots":
            start = f'__slots__ = ("x", "done", "n", "k", "hist")\n{start}'
        if flavour == "dataclass":
            head = f"@dataclasses.dataclass\n{head}"
            start = "x: int\ndone: bool = False\nn: int = 0\nk: int = 2\nhist: list = dataclasses.field(default_factory=list)"
        if flavour == "derived":
            base = f"class Base{name}:\n{indent(chr(10).join([start, *methods[:5]]))}\n"
            return f"{base}class {name}(Base{name}):\n{indent(grown + chr(10).join(methods[4:]))}\n"
        return f"{head}\n{indent(grown + chr(10).join([start, *methods]))}\n"

    def elements(self, number: int, size: int) -> Scene:
        a = f"cells{number}"
        return Scene(
            [f"i:range(len({a}))", f"i:range({size})", f"i:range(1, {size}, 2)", f"i, old:enumerate(list({a}))"],
            "i",
            [f"{a}[i] % 2", f"{a}[i] > 2", f"not {a}[i]", f"0 < {a}[i] <= 3", f"{a}[i] == i % 5", f"{a}[i]"],
            [f"{a}[i] = work({a}[i])", f"{a}[i] = work({a}[i])", f"{a}[i] += work(i)", f"{a}[i] = work(i)"],
            [f"{a}[i] += 1", f"{a}[i] = 0", f"{a}[i] %= 5", f"{a}[i] = -{a}[i]"],
            [f"{a}[i]", f"{a}[i]", f"{a}[i] * 2", f"max({a}[i], 3)"],
            [f"for j in range({a}[i] % 4):", f"for j in range(min(3, abs({a}[i]))):", f"for j in [{a}[i]] * 2:"],
            [f"{a}[i] > 5|{a}[i] //= 8"],
            "",
            f"{a} = [i % 5 for i in range({size})]",
            [a],
            f"print({a})",
        )  # fmt: skip

    def rows(self, number: int, size: int) -> Scene:
        rows = f"rows{number}"
        indexed = self.chance(0.8)
        r = f"{rows}[i]" if indexed else "row"
        again = f"\n{rows}.append({rows}[1])" if self.chance(0.07) else ""
        return Scene(
            [f"i:range({size})", f"i:range(len({rows}))"] if indexed else [f"row:{rows}", f"row:{rows}", f"i, row:enumerate({rows})"],
            f"{r}[0] % 100",
            [f"{r}[1]", f"not {r}[1]", f"{r}[0] % 2", f"{r}[2] > 1", f"len({r}) > 3", f"sum({r}) % 2", f"0 in {r}", f"{r}[0] > {r}[1]"],
            [f"{r}[0] = work({r}[0])", f"{r}[0] = work({r}[0])", f"{r}[2] = work({r}[1])", f"{r}[1] += work({r}[0])"],
            [f"{r}[1] += 1", f"{r}[1] = 0", f"{r}[2] += {r}[1]", f"{r}[2] = {r}[0] % 3", f"{r}.append({r}[1])" if not indexed else f"{r}[1] = 3"],
            [f"{r}[0]", f"{r}[1]", f"sum({r})", f"max({r})", f"len({r})", f"sum(c for c in {r} if c % 2)"],
            [f"for j in range({r}[1] % 4):", f"for j in {r}[:3]:", f"for j in list({r}):"],
            [f"{r}[1] < 3|{r}[1] += 1", f"{r}[2] > 3|{r}[2] //= 9"],
            "",
            f"{rows} = [[i, i % 3, 0] for i in range({size})]{again}",
            [rows],
            f"print({rows})",
        )  # fmt: skip

    def values(self, number: int, size: int) -> Scene:
        d = f"table{number}"
        return Scene(
            [f"k:{d}", f"k:list({d})", f"k:range({size})", f"k, old:list({d}.items())"],
            "k",
            [f"{d}[k] % 2", f"{d}[k] > 2", f"not {d}[k]", f"{d}[k] == k % 4", f"~{d}.get(k, 0) % 3", f"~k in {d}"],
            [f"{d}[k] = work({d}[k])", f"{d}[k] = work({d}[k])", f"{d}[k] = work(k)", f"{d}[k] += work(k)"],
            [f"{d}[k] += 1", f"{d}[k] = 0", f"{d}[k] = {d}[k] % 5"],
            [f"{d}[k]", f"{d}.get(k, 7)", f"{d}[k] % 9"],
            [f"for j in range({d}[k] % 4):", f"for j in [{d}[k]] * 2:"],
            [f"{d}[k] > 5|{d}[k] //= 8"],
            "",
            f"{d} = {{k: k % 4 for k in range({size})}}",
            [d],
            f"print({d})",
        )  # fmt: skip

    def records(self, number: int, size: int) -> Scene:
        records = f"records{number}"
        return Scene(
            [f"r:{records}", f"r:{records}", f"i, r:enumerate({records})"],
            'r["k"]',
            ['r["done"]', 'not r["done"]', 'r["x"] % 2', 'r["x"] > 2', 'r.get("extra")', '"extra" in r', 'not r["hist"]', 'len(r["hist"]) > 1'],
            ['r["x"] = work(r["x"])', 'r["x"] = work(r["x"])', 'r["hist"].append(work(r["k"]))', 'r["extra"] = work(r["k"])'],
            ['r["done"] = True', 'r["k"] += 1', 'r["extra"] = r["x"]', 'r["hist"].append(1)', 'r["hist"] = []'],
            ['r["x"]', 'r["k"]', 'r.get("extra", 0)', 'len(r["hist"])', 'sum(r["hist"])'],
            ['for j in range(r["k"] % 4):', 'for j in list(r["hist"]):', 'for j in r["hist"][:2]:'],
            ['r["k"] % 4|r["k"] += 1', 'len(r["hist"]) < 2|r["hist"].append(r["x"])'],
            "",
            f'{records} = [{{"x": k, "k": k, "done": k % 4 == 1, "hist": []}} for k in range({size})]',
            [records],
            f"print({records})",
        )  # fmt: skip

    def numbers(self, number: int, size: int) -> Scene:
        """Rounds that own nothing: what they change is what all share."""
        scene = Scene([f"i:range({size})", f"i:range({size})", f"i:list(range({size}))"], "i", ["i % 3"], [], [], ["i"], ["for j in range(i % 3):"])  # fmt: skip
        self.scene = scene
        self.add_shared(number + 4)
        return scene

    # What all rounds share.

    def add_shared(self, number: int) -> None:
        kinds = [self.counter, self.counter, self.class_counter, self.tally, self.seeded, self.memo, self.cached, self.defaults, self.speaker, self.files, self.files]  # fmt: skip
        self.rng.choice(kinds)(f"{number}_{self.rng.randrange(1000)}")

    def add(self, definitions: str, conditions: list[str], heavy: list[str], light: list[str], values: list[str], show: str, headers: list[str] | None = None) -> None:  # fmt: skip
        scene = self.scene

        def keyed(texts: list[str]) -> list[str]:
            return [text.replace("KEY", scene.key) for text in texts]

        # As likely as all of what was there before.
        times = max(1, len(scene.conditions) // max(1, len(conditions)) // 2)
        scene.definitions += definitions
        scene.conditions += keyed(conditions) * times
        scene.heavy += keyed(heavy)
        scene.light += keyed(light)
        scene.values += keyed(values)
        scene.headers += keyed(headers or [])
        scene.show += f"\n{show}" if scene.show else show

    def counter(self, tag: str) -> None:
        t = f"meter{tag}"
        self.add(
            f"class Meter{tag}:\n    def __init__(self):\n        self.asked = 0\n        self.calls = 0\n"
            "    def ok(self, i):\n        self.asked += 1\n        return i % 3 != 1\n"
            "    def nth(self, i):\n        self.calls += 1\n        return i + self.calls % 2\n"
            "    def parts(self, i):\n        self.calls += 1\n        return range(i % 3)\n"
            f"    def full(self):\n        return self.asked > 4\n{t} = Meter{tag}()\n",
            [
                f"{t}.ok(KEY)",
                f"{t}.ok(KEY)",
                f"not {t}.ok(KEY)",
                f"{t}.nth(KEY) % 2",
                f"{t}.calls % 2",
                f"~{t}.asked % 3",
                f"~{t}.full()",
            ],
            [f"NEW = work({t}.nth(KEY))", "NEW = work(KEY)"],
            [f"{t}.ok(KEY)", f"{t}.calls += 1"],
            [f"~{t}.asked", f"{t}.nth(KEY)", f"~{t}.calls", "KEY"],
            f"print({t}.asked, {t}.calls)",
            [f"for j in {t}.parts(KEY):"],
        )

    def class_counter(self, tag: str) -> None:
        name = f"Sieve{tag}"
        bump = self.one([f"{name}.seen += 1"] * 4 + ["type(self).seen += 1", "self.__class__.seen += 1"])
        self.add(
            f"class {name}:\n    seen = 0\n    def __init__(self, limit):\n        self.limit = limit\n"
            f"    def keep(self, i):\n        {bump}\n        return i % self.limit\nsieve{tag} = {name}(3)\n",
            [f"sieve{tag}.keep(KEY)", f"not sieve{tag}.keep(KEY)", f"~{name}.seen % 2"],
            [f"NEW = work(sieve{tag}.keep(KEY))", "NEW = work(KEY)"],
            [f"{name}.seen += 1"],
            [f"~{name}.seen", f"sieve{tag}.keep(KEY)", "KEY"],
            f"print({name}.seen)",
        )

    def tally(self, tag: str) -> None:
        n = f"asked{tag}"
        self.add(
            f"{n} = 0\ndef bump{tag}(i):\n    global {n}\n    {n} += 1\n    return i\n"
            f"def slow{tag}(i):\n    global {n}\n    {n} += 1\n    return work(i)\n",
            [f"bump{tag}(KEY) % 3", f"bump{tag}(KEY) > 2", f"~{n} % 3"],
            [f"NEW = slow{tag}(KEY)", f"NEW = work(bump{tag}(KEY))"],
            [f"bump{tag}(KEY)"],
            [f"~{n}", f"bump{tag}(KEY)"],
            f"print({n})",
            [f"for j in range(bump{tag}(KEY) % 3):"],
        )

    def seeded(self, tag: str) -> None:
        # What is drawn is shown in full.
        self.add(
            f"def noise{tag}(i):\n    return work(i) + random.random()\n"
            f"def start{tag}(i):\n    random.seed(i)\n    return random.random()\nrandom.seed(3)\n",
            [f"start{tag}(KEY) > 0.5", f"start{tag}(KEY) < 0.7", "~random.random() < 0.6", "~random.randrange(3)"],
            [f"random.seed(KEY)\nNEW = noise{tag}(KEY)", "random.seed(KEY)\nNEW = work(KEY)", f"NEW = work(KEY) + start{tag}(KEY)"],
            ["random.seed(KEY)", f"start{tag}(KEY)"],
            ["~random.random()", "~random.randrange(9)", f"start{tag}(KEY)", "KEY"],
            "print(random.random())",
            ["~for j in range(random.randrange(3)):"],
        )  # fmt: skip

    def memo(self, tag: str) -> None:
        memo = f"memo{tag}"
        self.add(
            f"{memo} = {{}}\ndef look{tag}(k):\n    if k not in {memo}:\n        {memo}[k] = work(k)\n    return {memo}[k]\n",
            [
                f"look{tag}(KEY % 5) % 2",
                f"look{tag}(KEY) % 3",
                f"~KEY in {memo}",
                f"~KEY not in {memo}",
                f"~len({memo}) % 2",
            ],
            [f"NEW = look{tag}(KEY)", f"NEW = look{tag}(KEY % 7)", "NEW = work(KEY)", f"~{memo}[KEY] = work(KEY)"],
            [f"look{tag}(KEY)"],
            [f"look{tag}(KEY)", f"~len({memo})", "KEY"],
            f"print(sorted({memo}.items()), list({memo}))" if self.chance(0.2) else f"print(look{tag}(3))",
        )

    def cached(self, tag: str) -> None:
        decorator = self.one(["functools.lru_cache(maxsize=None)", "functools.lru_cache(maxsize=4)", "functools.lru_cache"])  # fmt: skip
        effect = self.one(["", "", "", f"    made{tag}.append(k)\n"])
        self.add(
            f"made{tag} = []\n@{decorator}\ndef cached{tag}(k):\n{effect}    return work(k)\n",
            [f"cached{tag}(KEY % 5) % 2", f"cached{tag}(KEY) % 3", f"~len(made{tag}) > 2"],
            [f"NEW = cached{tag}(KEY)", f"NEW = work(cached{tag}(KEY % 5))"],
            [f"cached{tag}(KEY)"],
            [f"cached{tag}(KEY % 3)", "KEY"],
            f"print(cached{tag}.cache_info(), made{tag})" if self.chance(0.1) else f"print(cached{tag}(3), made{tag})",
        )

    def defaults(self, tag: str) -> None:
        d = f"default{tag}"
        self.add(
            f"{d} = collections.defaultdict({self.one(['int', 'int', 'lambda: 2'])})\n{d}[3] = 4\n",
            [f"{d}[KEY]", f"not {d}[KEY % 5]", f"{d}[KEY % 3] > 1", f"KEY in {d}", f"len({d}) % 2"],
            [f"NEW = work({d}[KEY])", "NEW = work(KEY)", f"~{d}[KEY] = work(KEY)", f"~{d}[KEY] += work(KEY)"],
            [f"~{d}[KEY] += 1", f"~{d}[KEY % 4] += 1"],
            [f"~{d}[KEY]", f"~{d}[KEY % 5]", f"~len({d})", "KEY"],
            f"print(list({d}.items()))",
            [f"~for j in range({d}[KEY] % 3):"],
        )

    def speaker(self, tag: str) -> None:
        self.add(
            f"def say{tag}(i):\n    print('say', i)\n    return i % 2\n"
            f"def tell{tag}(i):\n    value = work(i)\n    print('tell', i, value{self.one(['', '', ', file=sys.stderr'])})\n    return value\n",
            [f"say{tag}(KEY)", f"not say{tag}(KEY)", f"tell{tag}(KEY) % 3"],
            [f"NEW = tell{tag}(KEY)", f"tell{tag}(KEY)"],
            [f"say{tag}(KEY)"],
            [f"say{tag}(KEY)"],
            "",
            [f"for j in range(say{tag}(KEY) + 1):"],
        )

    def files(self, tag: str) -> None:
        name = self.one([f'f"{tag}-{{KEY}}.txt"', f'f"{tag}-{{KEY % 5}}.txt"', f'f"{tag}-{{KEY}}.txt"', f'"{tag}.txt"'])
        name = name.replace("KEY", self.scene.key.replace('"', "'"))
        self.add(
            f"def render{tag}(name, i):\n    value = work(i)\n    with open(name, 'w') as file:\n        file.write(str(value))\n    return value\n"
            f"def extend{tag}(name, i):\n    value = work(i)\n    with open(name, 'a') as file:\n        print(value, file=file)\n    return value\n"
            f"def there{tag}(name):\n    return os.path.exists(name)\n",
            [f"os.path.exists({name})", f"not os.path.exists({name})", f"Path({name}).exists()", f"there{tag}({name})", f"not there{tag}({name})", f'os.path.isfile("{tag}-2.txt")'],
            [f"NEW = render{tag}({name}, KEY)", f"render{tag}({name}, KEY)", f"extend{tag}({name}, KEY)", f"NEW = extend{tag}({name}, KEY)"],
            [f'Path({name}).write_text("x")', f'open({name}, "a").close()', f'with open({name}, "a") as file:\n    if COND:\n        file.write("y")\n    file.write("z")'],
            [f"extend{tag}({name}, 2)", f"os.path.exists({name}) + 1"],
            "",
        )  # fmt: skip

    # Loops.

    def some(self, of: list[str], most: int) -> list[str]:
        """A few of these, so that what a loop changes is also what it asks for."""
        allowed = [text.lstrip("~") for text in of if not text.startswith("~") or self.chance(0.06)]
        return [self.one(allowed) for _ in range(self.rng.randint(1, most))] if allowed else []

    def loop(self) -> str:
        everything = self.scene
        self.scene = dataclasses.replace(
            everything,
            conditions=self.some(everything.conditions, 3),
            heavy=self.some([*everything.heavy, "NEW = work(VALUE)"], 2),
            light=self.some([*everything.light, "NEW = VALUE", "NEW = bool(COND)"], 3),
            values=self.some(everything.values, 3),
            headers=self.some([*everything.headers, "for j in range(VALUE % 4):"], 2),
            whiles=self.some(everything.whiles, 1),
        )
        text = self.written_loop()
        self.scene = everything
        return text

    def written_loop(self) -> str:
        target, over = self.one(self.some(self.scene.over, 1) or self.scene.over[:1]).split(":", 1)
        self.local = ["old"] if "old" in target else ["q"] if "q" in target else []
        first = ["p = " + self.scene.names[0] + "[i]"] if self.scene.names and target == "i" and self.scene.key == "p.k" else []  # fmt: skip
        if not first and self.chance(0.15):
            return self.expression(target, over)
        head = f"for {target} in {over}:"
        if target in ("p", "i") and self.chance(0.06):
            head = f"waiting = list({over})\nwhile waiting:"
            first.insert(0, f"{target} = waiting.pop(0)")
        body = "\n".join([*first, *self.body()])
        text = f"{head}\n{indent(body)}"
        if self.chance(0.1):
            text += f"\nelse:\n    found.append({self.one(['count', 'total', '-1'])})"
        if "raise" in text or self.chance(0.1):
            text = f"try:\n{indent(text)}\nexcept (ValueError, ZeroDivisionError) as error:\n    print(error)"
        if self.chance(0.2):
            text = f"for turn in range(2):\n{indent(text)}"
        return text

    def expression(self, target: str, over: str) -> str:
        """A loop inside of an expression."""
        calls = [re.fullmatch(r"(?:NEW = )?([\w.]+\(.*\))", text) for text in self.scene.heavy]
        made = self.one([call[1] for call in calls if call and "append" not in call[1]] or ["work(VALUE)"])
        made = made.replace("VALUE", self.value())
        each = f"for {target} in {over}"
        return self.one(
            [
                f"found += [{made} {each} if {self.condition()}]",
                f"found += [({made}, {self.value()}) {each} if {self.condition()}]",
                f"found.extend({made} if {self.condition()} else {self.value()} {each})",
                f"found += [{made} {each} if {self.condition()} if {self.condition()}]",
                f"total += sum({made} {each} if {self.condition()})",
                f"total += sum({made} and {self.condition()} and 1 or 0 {each})",
                f"found.append(any({made} % 5 == 3 and {self.condition()} {each}))",
                f"found.append(sorted({{{self.scene.key}: {made} {each} if {self.condition()}}}.items()))",
                f"found += [(v, {self.value()}) {each} if (v := {made}) % 3]",
                f"for made in ({made} {each} if {self.condition()}):\n    total += made\n    print(made)",
            ]
        )

    def body(self) -> list[str]:
        """The statements of a round: work, and conditions that guard what is committed, in some order."""
        steps = [self.work, self.guarded, *(self.one_of_all() for _ in range(self.rng.choice([0, 0, 1, 1, 2])))]
        self.rng.shuffle(steps)
        if self.chance(0.45):
            steps = [self.guarded_work, *steps[: self.rng.randint(0, 2)]]
        if self.chance(0.25):
            steps.insert(self.rng.randint(0, len(steps)), self.skipping)
        return [step() for step in steps]

    def one_of_all(self):  # noqa: ANN201
        """A statement of any kind, which still has to be written."""
        return self.rng.choice([self.work, self.light, self.light, self.commit, self.commit, self.guarded, self.guarded, self.guarded_work, self.inner, self.inner_while, self.other])  # fmt: skip

    def work(self) -> str:
        text = self.one(self.scene.heavy or ["NEW = work(VALUE)"])
        return self.named(text.replace("VALUE", self.value()))

    def light(self) -> str:
        text = self.one(self.scene.light or ["NEW = VALUE"])
        return self.named(text.replace("VALUE", self.value()).replace("COND", self.condition()))

    def named(self, text: str) -> str:
        """The statement, with a variable of its own for what it makes."""
        if "NEW" in text:
            self.fresh += 1
            self.local = [*self.local, f"v{self.fresh}"]
            text = text.replace("NEW", f"v{self.fresh}")
        return text

    def value(self) -> str:
        values = self.scene.values or [self.scene.key]
        return self.one([*values, *self.local, *self.local[-1:] * len(values)])

    def condition(self, depth: int = 0) -> str:
        known, value = self.one(self.scene.conditions or [f"{self.scene.key} % 3"]), self.value()
        shapes = [known] * 8 + [f"not {known}" if not known.startswith("not ") else known, f"{value} % 2", f"1 < {value} < 500000", f"{value} != {self.value()}"]  # fmt: skip
        if self.scene.alone:
            shapes = [known] * 4 + [f"not {known}" if not known.startswith("not ") else known]
        if depth == 0:
            one, other = self.condition(1), self.condition(1)
            shapes += [f"{one} and {other}", f"{one} or {other}", f"{one} and not ({other})", f"({one} or {other}) and {self.condition(1)}"]  # fmt: skip
            shapes += (
                [known] * 6
                if self.scene.alone
                else [f"({one} if {other} else {value} > 2)", f"len(found) % 3 and {one}" if self.chance(0.2) else one]
            )
        return self.one(shapes)

    def commit(self) -> str:
        value = self.value()
        added = self.one([value, value, value, f"({value} if {self.condition()} else 0)", f"({value}, {self.value()})", f"[{value}, {self.value()}]", f"({self.condition()}) and 1"])  # fmt: skip
        number = value if added.startswith(("(", "[")) and not added.endswith("else 0)") else added
        return self.one(
            [
                f"found.append({added})",
                f"found.append({added})",
                f"found.append({added})",
                "count += 1",
                "count += 1",
                f"total += {number}",
                f"share += {number} / 7",
                f"print({added})",
                f"print('now', {added})",
                f"tally[{number}] = tally.get({number}, 0) + 1",
                f"last = {added}",
                f"found += [{added}]",
                "kept.append(p)" if self.scene.key == "p.k" else "count += 2",
                "found.append(list(p.hist))" if self.scene.key == "p.k" else f"found.insert(0, {added})",
                f"found.append(f'{{{number}}}')" if "'" not in number and '"' not in number else "count += 3",
            ]
        )

    def block(self, kinds: list[str], depth: int) -> str:
        """The statements under a header; what they name has no value after them."""
        local = self.local
        lines = []
        for kind in kinds:
            lines.append(getattr(self, kind)(depth) if kind in ("guarded", "guarded_work") else getattr(self, kind)())
        self.local = local
        return indent("\n".join(lines))

    def kinds(self, depth: int) -> list[str]:
        """What is committed under a condition, with something before or after it."""
        more = ["commit", "light", "light", "work"] + (["guarded"] if depth < 2 else [])
        chosen = ["commit", *(self.one(more) for _ in range(self.rng.choice([0, 0, 1, 1, 2])))]
        self.rng.shuffle(chosen)
        return chosen

    def guarded(self, depth: int = 0) -> str:
        head = f"if {self.condition()}:"
        if self.chance(0.12):
            self.fresh += 1
            head = f"if (v{self.fresh} := {self.value()}) % 3:"
            self.local = [*self.local, f"v{self.fresh}"]
        text = f"{head}\n{self.block(self.kinds(depth + 1), depth + 1)}"
        if self.chance(0.25):
            text += f"\nelif {self.condition()}:\n{self.block(self.kinds(depth + 1), depth + 1)}"
        if self.chance(0.4):
            text += f"\nelse:\n{self.block(self.kinds(depth + 1), depth + 1)}"
        return text

    def guarded_work(self, depth: int = 0) -> str:
        kinds = ["work", *self.kinds(depth + 1)]
        if self.scene.alone or self.chance(0.5):
            kinds.insert(1, "light")
        text = f"if {self.condition()}:\n{self.block(kinds, depth + 1)}"
        if self.chance(0.3):
            text += f"\nelse:\n{self.block(self.kinds(depth + 1), depth + 1)}"
        return text

    def skipping(self) -> str:
        how = self.one(["continue", "continue", "continue", "continue", "break"])
        if self.chance(0.05):
            how = f"raise ValueError({self.value()})"
        before = f"    {self.commit()}\n" if self.chance(0.3) else ""
        condition = self.condition() if how == "continue" else f"{self.value()} % 7 == 3"
        return f"if {condition}:\n{before}    {how}"

    def inner(self) -> str:
        local = self.local
        head = self.one(self.scene.headers or ["for j in range(VALUE % 4):"]).replace("VALUE", f"int({self.value()})")
        self.local = [*local, "j"]
        text = f"{head}\n{self.block(self.kinds(1), 1)}"
        if self.chance(0.2):
            text += f"\n    if {self.condition()}:\n        {self.one(['break', 'continue'])}\n    {self.commit()}"
        self.local = local
        return text

    def inner_while(self) -> str:
        if not self.scene.whiles:
            return self.inner()
        condition, end = self.one(self.scene.whiles).split("|")
        # Other statements in it might undo what ends it.
        lines = [end, *(self.commit() for _ in range(self.rng.choice([1, 2])))]
        self.rng.shuffle(lines)
        return f"while {condition}:\n    if len(found) > 900:\n        break\n{indent(chr(10).join(lines))}"

    def other(self) -> str:
        local = self.local
        kind = self.one(["try", "match", "list", "list", "asked"])
        if kind == "try" and self.chance(0.5):
            text = indent(f"{self.work()}\nif {self.condition()}:\n    raise KeyError(1)\n{self.commit()}")
            # What the body names may have no value behind it.
            self.local = local
            return f"try:\n{text}\nexcept KeyError:\n    {self.commit()}"
        if kind == "try":
            return f"try:\n{self.block(['commit', self.one(['work', 'light', 'commit'])], 1)}\nexcept KeyError:\n    count += 10"
        if kind == "match" and HAS_MATCH:
            return f"match int({self.value()}) % 3:\n    case 0:\n{indent(self.block(self.kinds(2), 2))}\n    case 1 if {self.condition()}:\n{indent(self.block(self.kinds(2), 2))}\n    case _:\n        count += 5"
        if kind == "asked":
            return f"last = {self.condition()}\ntotal += bool(last)"
        return f"found.append([j for j in range(3) if j or {self.condition()}])"


def indent(text: str) -> str:
    return textwrap.indent(text, "    ")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    print(program(parser.parse_args().seed), end="")
