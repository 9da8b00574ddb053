"""Programs of few statements with features of the language that `generate.py` does without.

    python3 tests/fuzz/run.py --features --seed 1 --count 1000 --jobs 2
    python3 tests/fuzz/features.py --seed 17        # prints the program

A program has one or two worlds: records that are dictionaries, objects of classes of all kinds, functions that keep what they found,
generators that are left and taken up again, functions inside functions, `match`, flags and settings, attributes of classes,
standard input. Each world has things to go through, work on one of them, changes to one of them, and second names for what they hold. Loops
and comprehensions go through the things; at the end everything is changed once more, and shown, so that copies can be told from what they are
copies of.
"""

from __future__ import annotations

import argparse
import random
import textwrap

from worlds import World, Worlds

WORK = """def work(n):
    t = 7
    for a in range(60):
        t = (t * 31 + a * n + (n >> 3)) % 10007
    return t
"""

STDIN = "12 5 7\nred 3\ngreen 4\nblue 5\n\nred 6\nlast line\n8 9 10\n11 2"


def program(seed: int) -> str:
    """The text of the program with this seed."""
    return Program(random.Random(seed)).text()


class Program(Worlds):
    """One program while it is written."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng)
        self.count = 0
        self.names: list[str] = []  # variables of the block that is written, to be shown at its end

    def name(self, stem: str) -> str:
        self.count += 1
        return f"{stem}{self.count}"

    def text(self) -> str:
        kinds = [
            self.records, self.records, self.objects, self.objects, self.values, self.kept, self.generators,
            self.nested, self.matched, self.class_data, self.standard_input, self.containers, self.collected, self.jumps,
        ]  # fmt: skip
        worlds = [make() for make in self.rng.sample(kinds, self.rng.choice([1, 1, 2]))]
        early, flags, late = self.settings()
        lines = [*{world.imports: None for world in worlds if world.imports}, early, WORK, flags]
        lines += [world.definitions for world in worlds]
        inside = self.chance(0.5)
        body = [world.setup for world in worlds]
        for _ in range(self.rng.randrange(2, 6)):
            world = self.rng.choice(worlds)
            body.append(self.in_few_rounds(self.loop(world, late)) if self.chance(0.2) else self.loop(world, late))
            if world.aliases and self.chance(0.4):
                body.append(self.one(world.aliases))
            if self.chance(0.15):
                body.append(self.one(late))
        for world in worlds:
            body += [statement for statement in world.aliases if self.chance(0.5)]
            body += [f"print({show})" for show in world.shows]
        body += [f"print({name!r}, {name})" for name in self.names]
        if inside and not any("global " in statement for statement in body):
            lines += ["def main():", textwrap.indent("\n".join(body), "    ")]
            lines.append(self.one(["main()", "if __name__ == '__main__':\n    main()"]))
        else:
            lines += body
        return "\n".join(line for line in lines if line) + "\n"

    # What stands at the top.

    def settings(self) -> tuple[str, str, list[str]]:
        """What is set before everything else, flags with functions that read them, and statements that may come later."""
        early = self.one([
            "", "", "", "import sys\nsys.setrecursionlimit(3000)", "import csv\ncsv.field_size_limit(10 ** 6)",
            "import warnings\nwarnings.filterwarnings('ignore')", "from decimal import Decimal, getcontext\ngetcontext().prec = 9",
            "import random\nrandom.seed(4)", "import sys\nif sys.version_info >= (3, 11):\n    sys.set_int_max_str_digits(900)",
        ])  # fmt: skip
        kind = self.rng.randrange(6)
        if kind == 0:
            return (
                early,
                "DEBUG = False\nLEVEL = 2",
                ["if DEBUG:\n    print('debug')", "if LEVEL > 1:\n    print('level', LEVEL)"],
            )
        if kind == 1:
            flags = "LEVEL = 0\ndef raise_level():\n    global LEVEL\n    LEVEL += 1"
            return early, flags, ["raise_level()", "print(LEVEL)"]
        if kind == 2:
            flags = "MODE = 'slow'\nif MODE == 'fast':\n    def work(n): return n"
            return early, flags, ["print(MODE)"]
        if kind == 3:
            flags = "OPTIONS = {'deep': True, 'seen': []}\ndef note(v):\n    OPTIONS['seen'].append(v)"
            return early, flags, ["OPTIONS['deep'] = False", "note(5)", "print(OPTIONS)"]
        return early, "", ["print('between')"]

    # Loops.

    def loop(self, world: World, late: list[str]) -> str:
        """A loop, or something else that goes through the things of a world."""
        kind = self.rng.randrange(10)
        items = self.one(world.items)
        if kind <= 4:
            return self.for_loop(world, items)
        if kind <= 7:
            return self.consumer(world, items)
        if kind == 8:
            return self.while_loop(world, items)
        return self.sorting(world, items)

    def in_few_rounds(self, text: str) -> str:
        """A loop inside of one over very few things, whose body has more besides."""
        parts, part, kept = self.name("parts"), self.name("part"), self.name("kept")
        names = ["one", "three", "seven"][: self.one([1, 1, 1, 2, 3])]
        before = self.one(
            [f"{kept} = [work(n) for n in range(20 + len({part}))]", f"{kept} = len({part})", f"{kept} = work(3)"]
        )
        after = self.one([f"print({part}, {kept})", "", f"print(sum(work(n) for n in range(18)), {part})"])
        body = "\n".join(line for line in (before, text, after) if line)
        return f"{parts} = {names}\nfor {part} in {parts}:\n{textwrap.indent(body, '    ')}"

    def work_on(self, world: World, x: str) -> str:
        return self.one(world.works).replace("{x}", x)

    def for_loop(self, world: World, items: str) -> str:
        x = self.name("x")
        target, iterable = x, items
        if self.chance(0.2):
            target, iterable = f"at, {x}", f"enumerate({items})"
        before: list[str] = []
        body: list[str] = []
        if self.chance(0.15):
            body.append(f"if {self.work_on(world, x)} % 11 == 3:\n    continue")
        value = self.name("v")
        expression = self.one(world.others).replace("{x}", x) if world.others and self.chance(0.2) else ""
        if self.chance(0.12):
            bad = self.one(["ValueError", "KeyError", "ZeroDivisionError"])
            body.append(
                f"try:\n    {value} = {self.work_on(world, x)}\n    if {value} % 5 == 1:\n        raise {bad}({value})\n"
                f"except {self.one([bad, 'Exception'])} as error:\n    {value} = len(str(error))"
            )
        elif self.chance(0.12):
            body.append(
                f"{value} = 0\nfor k in range({self.one(['3', '4', 'len(str(7))'])}):\n    {value} += {self.work_on(world, x)} % (k + 2)"
            )
        elif self.chance(0.1):
            body.append(f"if ({value} := {self.work_on(world, x)}) % 2:\n    {value} += 1")
        else:
            body.append(f"{value} = {self.work_on(world, x)}")
        for _ in range(self.rng.randrange(1, 3)):
            kind = self.rng.randrange(3)
            if kind == 0 and world.changes:
                body.append(self.one(world.changes).replace("{x}", x).replace("{v}", value))
            elif kind == 1 and expression:
                name = self.keep("out")
                before.append(f"{name} = []")
                body.append(f"{name}.append({expression})")
            else:
                start, statement = self.add(x, value)
                before.append(start)
                body.append(statement)
        if self.chance(0.2):
            leave = "break" if self.chance(0.7) else f"raise ValueError({value})"
            place = self.rng.randrange(len(body) + 1)
            test = value if place else "0"
            body.insert(place, f"if {test} % {self.rng.randrange(7, 40)} == 3:\n    {leave}")
        loop = f"for {target} in {iterable}:\n" + textwrap.indent("\n".join(body), "    ")
        if self.chance(0.15):
            loop += f"\nelse:\n    print('all of {x}')"
        if "raise ValueError" in loop or self.chance(0.05):
            loop = (
                "try:\n" + textwrap.indent(loop, "    ") + "\nexcept ValueError as error:\n    print('stopped', error)"
            )
        return "\n".join([*before, loop])

    def keep(self, stem: str) -> str:
        name = self.name(stem)
        self.names.append(name)
        return name

    def add(self, x: str, value: str) -> tuple[str, str]:
        """What is added to, and the statement that adds."""
        name = self.keep("acc")
        return self.rng.choice([
            (f"{name} = 0", f"{name} += {value}"),
            (f"{name} = 0.5", f"{name} += {value} / 7"),
            (f"{name} = []", f"{name}.append({value})"),
            (f"{name} = []", f"{name} += [{value}, {value} % 3]"),
            (f"{name} = {{}}", f"{name}[{value} % 5] = {name}.get({value} % 5, 0) + 1"),
            (f"{name} = {{}}", f"{name}.setdefault({value} % 4, []).append({value})"),
            (f"{name} = {{}}", f"{name}[{value} % 6] = {value}"),
            (f"{name} = [0] * 8", f"{name}[{value} % 8] += 1"),
            (f"{name} = (-1, None)", f"if {value} % 1000 > {name}[0]:\n    {name} = ({value} % 1000, {value})"),
            (f"{name} = ''", f"{name} += str({value} % 10)"),
            (f"{name} = []", f"if {value} not in {name}:\n    {name}.append({value})"),
            (f"{name} = [{{}}]", f"{name}[0][{value} % 3] = {name}[-1].get({value} % 4, {value})"),
            (f"{name} = []", f"print({value})\n{name}.insert(0, {value})"),
        ])  # fmt: skip

    def consumer(self, world: World, items: str) -> str:
        name = self.keep("got")
        x = self.name("y")
        value = self.work_on(world, x)
        element = self.one(world.others).replace("{x}", x) if world.others and self.chance(0.3) else value
        test = f" if {self.work_on(world, x)} % 3" if self.chance(0.25) else ""
        through = f"for {x} in {items}{test}"
        return f"{name} = " + self.rng.choice([
            f"[{element} {through}]", f"[{element} {through}]", f"sum({value} {through})", f"max(({value} {through}), default=-1)",
            f"any({value} % 23 == 5 {through})", f"all({value} % 29 {through})", f"{{{value} % 9: {value} {through}}}",
            f"sorted({value} {through})", f"list(map(lambda {x}: {value}, {items}))", f"dict(enumerate([{element} {through}]))",
            f"next(({value} {through}), None)", f"sorted({{{value} % 50 {through}}})", f"','.join(str({value}) {through})",
            f"tuple({value} {through})", f"min([{value} {through}] or [0])", f"[{x}z for {x}z in ({value} {through}) if {x}z % 2]",
            f"list(zip([{value} {through}], [1, 2, 3]))", f"len([{value} {through}])",
        ])  # fmt: skip

    def while_loop(self, world: World, items: str) -> str:
        todo, x, value, name = self.name("todo"), self.name("x"), self.name("v"), self.keep("out")
        change = (
            self.one(world.changes).replace("{x}", x).replace("{v}", value)
            if world.changes and self.chance(0.4)
            else "pass"
        )
        take = self.one([f"{todo}.pop()", f"{todo}.pop(0)"])
        return (
            f"{todo} = list({items})\n{name} = []\nwhile {todo} and len({name}) < 9:\n    {x} = {take}\n"
            f"    {value} = {self.work_on(world, x)}\n    {name}.append({value})\n" + textwrap.indent(change, "    ")
        )

    def sorting(self, world: World, items: str) -> str:
        name, x = self.keep("first"), self.name("z")
        value = self.work_on(world, x)
        return f"{name} = " + self.rng.choice([
            f"[{value} for {x} in sorted({items}, key=lambda {x}: {value})][:3]",
            f"(lambda {x}: {value})(max({items}, key=lambda {x}: {value} % 7))",
            f"[{value} for {x} in filter(lambda {x}: {value} % 2, {items})]",
        ])  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="Print the program of a seed.")
    parser.add_argument("--seed", type=int, default=1)
    print(program(parser.parse_args().seed), end="")


if __name__ == "__main__":
    main()
