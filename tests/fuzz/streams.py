"""Generated programs that make lists and go through them once: which of these may be streams, and what shows if one may not.

Elements, and what goes through them, raise, change what others read, print, draw from shared iterators; lists feed lists.
"""

from __future__ import annotations

import random

# What makes lists worth while, whatever their size, so that short programs test them.
SETTINGS = "[space]\nminimum-bytes = 0\nminimum-saving = 0\nmaximum-overhead = 1000000\n"

HEADER = """import sys

N = int("".join(sys.argv[1:]) or "{size}")
limit = {limit}
state = [0]
notes = []
data = [(i * {step} + {shift}) % 23 for i in range(N)]
table = {{i: (i * 5) % 17 for i in range(23)}}


class Box:
    made = 0

    def __init__(self, value):
        self.value = value
        self.seen = 0


class Counted(Box):
    def __init__(self, value):
        Counted.made += 1
        Box.__init__(self, value + Counted.made)


boxes = [Box(v) for v in data]
with open("numbers.txt", "w") as out_file:
    for number in data:
        print(number, file=out_file)
rows = [[v, v + 1] for v in data]
shared = iter(data)


def half(x):
    return 100 // (x - {zero})


def heavy(x):
    total = x
    for power in range(40):
        total = (total * 31 + power) % 10007
    return total


def risky(x):
    return heavy(x) + 100 // (x - {zero})


def key(x):
    return x % {step} - {shift} // (x - {bad})


def check(x):
    if x == {bad}:
        raise KeyError(x)
    return x


def careful(x):
    try:
        return half(x)
    except ZeroDivisionError:
        return -1


def strict(x):
    try:
        return check(x)
    except KeyError:
        raise ValueError("strict")


def bump(x):
    state[0] += 1
    return x + state[0]


def noted(x):
    notes.append(x)
    return x


def noisy(x):
    print("noisy", x)
    return x


def limited(x):
    return x * limit


def looked(x):
    return table[x % 23] + len(data)


def open_numbers():
    return map(int, open("numbers.txt"))


def drawn():
    for v in data:
        yield v + limit

"""

PURE = [
    "half({x})",
    "heavy({x})",
    "risky({x})",
    "heavy({x}) % 23",
    "check({x})",
    "careful({x})",
    "strict({x})",
    "{x} + 1",
    "{x} * {x} % 19",
    "100 // ({x} - {c})",
    "{x} ^ {c}",
]
READING = [
    "limited({x})",
    "looked({x})",
    "{x} + limit",
    "table[{x} % 23]",
    "data[{x} % N]",
    "boxes[{x} % N].value",
    "rows[{x} % N][0] + {x}",
]
LOUD = ["bump({x})", "noted({x})", "noisy({x})", "next(shared, 0) + {x}"]
SOURCES = ["range(N)", "data", "table", "shared", "drawn()", "[v for v in data]", "table.values()", "open_numbers()"]
KEYS = ["", "", ", key=key", ", key=lambda v: v % 5", ", key=heavy", ", key=noted", ", reverse=True", ", key=limited"]
CONDITIONS = ["{x} % 3", "{x} > {c}", "check({x})", "careful({x}) >= 0", "{x} != limit", "half({x}) < 50"]


class Program:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.lines: list[str] = []
        self.lists: list[str] = []
        self.makers: list[str] = []  # functions that return lists
        self.count = 0

    def pick(self, choices: list[str], x: str) -> str:
        return self.random.choice(choices).format(x=x, c=self.random.randrange(23))

    def value(self, x: str) -> str:
        roll = self.random.random()
        kinds = PURE if roll < 0.6 else READING if roll < 0.92 else LOUD
        return self.pick(kinds, x)

    def comprehension(self, depth: int = 0) -> str:
        x = f"x{depth}"
        if self.lists and self.random.random() < 0.4:
            source = self.lists.pop(self.random.randrange(len(self.lists)))
        elif self.makers and self.random.random() < 0.15:
            source = self.made()
        elif depth < 2 and self.random.random() < 0.2:
            source = self.comprehension(depth + 1)
        else:
            source = self.random.choice(SOURCES)
        if self.random.random() < 0.1:
            call = self.random.choice(
                ["map(heavy, {})", "map(risky, {})", "filter(careful, {})", "map(lambda k: k * limit, {})"]
            )
            return f"list({call.format(source)})"
        condition = f" if {self.pick(CONDITIONS, x)}" if self.random.random() < 0.3 else ""
        inner = f" for y in range({x} % 3)" if self.random.random() < 0.1 else ""
        return f"[{self.value(x)} for {x} in {source}{condition}{inner}]"

    def filled(self, name: str) -> list[str]:
        """A loop that fills a list."""
        x = self.random.choice(["q", "q", "v", "w"])
        source = self.random.choice(SOURCES)
        if self.lists and self.random.random() < 0.3:
            source = self.lists.pop(self.random.randrange(len(self.lists)))
        body = []
        value = self.value(x)
        if self.random.random() < 0.5:
            body.append(f"k = {value}")
            value = self.random.choice(["k", "(k, k % 5)[1]", "k + total", self.value("k")])
        if self.random.random() < 0.15:
            body.append(self.random.choice(["total += 1", "limit += 1", "k = 3", "e = total", "out.append(3)"]))
        adds = [f"{name}.append({value})"]
        if self.random.random() < 0.2:
            adds.append(f"{name}.append({self.value(x)})")
        roll = self.random.random()
        if roll < 0.3:
            adds = [f"if {self.pick(CONDITIONS, x)}:", *(f"    {line}" for line in adds)]
        elif roll < 0.4:
            adds = [f"for y in range({x} % 3):", *(f"    {line}" for line in adds)]
        elif roll < 0.45:
            adds = [f"if {self.pick(CONDITIONS, x)}:", "    break", *adds]
        elif roll < 0.5:
            adds = ["try:", *(f"    {line}" for line in adds), "except ZeroDivisionError:", "    pass"]
        lines = [f"for {x} in {source}:", *(f"    {line}" for line in body + adds)]
        if self.random.random() < 0.15:
            lines = ["with open('numbers.txt') as lines:", f"    for {x} in map(int, lines):"]
            lines += [f"        {line}" for line in body + adds]
        first = [f"{name} = []"]
        if self.random.random() < 0.2:
            self.lines += first
            self.between()
            first = []
        return first + lines

    def stepped(self, name: str) -> list[str]:
        """A loop that keeps all states of a step, and what reads them."""
        pick = self.random.choice
        header = pick(["range(N * 5)", "range(N * 5)", "range(3, N * 4)", "range(N * 6, 2, -2)", "range(limit * 9)"])
        step = pick(
            [
                "{s} * 3 % 1009 + t",
                "heavy({s}) + t % 5",
                "{s} + 100 // (t - {c})",
                "{s} + limit",
                "{s} % 97 + table[t % 23]",
                "{s} + data[t % N]",
                "check({s} % 23) + t",
                self.value("{s}"),
            ]
        ).replace("{c}", str(self.random.randrange(23)))
        tuples = self.random.random() < 0.4
        first = "total % 7" if not tuples else "[total % 7, 1]" if self.random.random() < 0.5 else "(total % 7, 1)"
        last = f"{name}[-1]"
        state = f"s{self.count}" if self.random.random() < 0.5 else last
        head = f"{state}[0]" if tuples else state
        value = step.replace("{s}", head)
        if tuples:
            value = f"[{value}, t]" if first[0] == "[" else f"({value}, {head})"
        lines = [f"{name} = [{first}]"] if state == last else [f"{state} = {first}", f"{name} = [{state}]"]
        lines.append(f"for t in {header}:")
        if self.random.random() < 0.1:
            lines.append(f"    {pick(['total += 1', 'limit = t', 'u = t * 2', 'N = 9'])}")
        lines += (
            [f"    {state} = {value}", f"    {name}.append({state})"]
            if state != last
            else [f"    {name}.append({value})"]
        )
        part = "[0]" if tuples else ""
        reads = [
            f"for z in {name}:\n    total = (total * 3 + z{part}) % 10007",
            f"for k, z in enumerate(reversed({name})):\n    total = (total * 3 + z{part} * k) % 10007",
            f"for k in range(len({name}) - 1, -1, -1):\n    total = (total * 5 + {name}[k]{part}) % 10007",
            f"total += {name}[len({name}) // 2]{part}",
            f"print({name}[-1], {name}[0], len({name}))",
            f"print({name}[{self.random.randrange(150)}])",
            f"total += sum(z{part} for z in {name})",
        ]
        rare = [
            f"{name}.append(3)",
            f"print({name}[1:4])",
            f"{name}[-1] = 3",
            f"for z in {name}:\n    limit += 1",
            f"for z in {name}:\n    data[0] += 1",
            "limit += 3",
            "table[3] = 5",
            f"out.append({name}[2])",
        ]
        if state != last:
            reads.append(f"print({state})")
        if first[0] == "[":
            rare += [f"{name}[0][0] += 1", f"for z in {name}:\n    z[0] += 1"] * 2
        for _ in range(self.random.randrange(1, 4)):
            lines.append(pick(rare if self.random.random() < 0.15 else reads))
        return lines

    def ordered(self, operand: str) -> str:
        """The operand as it is, or a sort of it, or of what a generator makes of it."""
        roll = self.random.random()
        if roll < 0.75:
            return operand
        if roll < 0.85:
            operand = f"({self.value('s')} for s in {operand})"
        return f"sorted({operand}{self.random.choice(KEYS)})"

    def made(self) -> str:
        """A call of a function that returns a list."""
        argument = self.random.choice(["total % 5", str(self.random.randrange(9)), "limit"])
        return f"{self.random.choice(self.makers)}({argument})"

    def maker(self, name: str) -> str:
        """A function that returns a list which it makes, or which another one made."""
        roll = self.random.random()
        self.lines, self.lists = [], []
        if self.random.random() < 0.3:
            self.between()
        if self.random.random() < 0.15:
            self.lines.append(
                f"if total > {self.random.randrange(4)}:\n    return {self.random.choice(['[]', '[total]', 'data', 'rows[0]'])}"
            )
        if roll < 0.15 and self.makers:
            self.lines.append(f"return {self.made()}")
        elif roll < 0.45:
            self.lines.append(f"return {self.comprehension()}")
        else:
            self.lines += self.filled("made") if roll < 0.75 else [f"made = {self.ordered(self.comprehension())}"]
            if self.random.random() < 0.2:
                self.lines.append(
                    self.random.choice(
                        [
                            "made.append(total)",
                            "made.reverse()",
                            "total += len(made)",
                            "notes.append(len(made))",
                            "limit += 1",
                        ]
                    )
                )
            self.lines.append(
                self.random.choice(
                    ["return made"] * 6 + ["return made[1:]", "return made or [5]", "return (made, total)[0]"]
                )
            )
        body = "\n".join(self.lines).replace("\n", "\n    ")
        return f"def {name}(total):\n    global limit, shared\n    counts = {{}}\n    out = []\n    {body}\n\n"

    def operand(self) -> str:
        if self.makers and self.random.random() < 0.35:
            return self.made()
        if self.lists and self.random.random() < 0.7:
            return self.lists.pop(self.random.randrange(len(self.lists)))
        return self.comprehension()

    def body(self) -> list[str]:
        choices = [
            "total += {v}",
            "total += 50 // ({x} - {c})",
            "counts[{x} % 5] = counts.get({x} % 5, 0) + 1",
            "out.append({v})",
            "total = max(total, {x})",
            "if {x} == {c}:\n        raise IndexError({x})",
        ]
        rare = [
            "data.append({x})",
            "limit = {x}",
            "print('at', {x})",
            "boxes[{x} % N].value += 1",
            "rows[{x} % N][0] = 7",
            "table[{x} % 23] = {x}",
            "if {x} == {c}:\n        break",
            "next(shared, None)",
            "state[0] += 1",
            "if {x} == {c}:\n        continue",
        ]
        lines = []
        for _ in range(self.random.randrange(1, 4)):
            pool = rare if self.random.random() < 0.2 else choices
            lines.append(self.random.choice(pool).format(x="v", v=self.value("v"), c=self.random.randrange(23)))
        return lines

    def consume(self) -> None:
        operand, roll = self.ordered(self.operand()), self.random.random()
        self.count += 1
        if roll < 0.45:
            each = f"i, v in enumerate({operand})" if self.random.random() < 0.2 else f"v in {operand}"
            self.lines += [f"for {each}:", *(f"    {line}" for line in self.body())]
        elif roll < 0.7:
            function = self.random.choice(["sum", "sum", "max", "min", "set", "len", "sorted", "list", "any"])
            self.lines.append(f"r{self.count} = {function}({operand})\nprint(r{self.count})")
        elif roll < 0.8:
            self.lines.append(f"r{self.count} = sum({self.value('w')} for w in {operand})")
        elif roll < 0.9:
            self.lines.append(f"r{self.count} = {{{self.value('w')} for w in {operand}}}\nprint(r{self.count})")
        else:
            self.lines.append(f"print(total, sum({operand}), limit)")

    def between(self) -> None:
        choices = [
            "limit += 1",
            "print('between', total)",
            "data.append(3)",
            "total += 10 // (total - {c})",
            "table[{c}] = 4",
            "boxes[0].value = {c}",
            "total = total * 3 % 1001",
            "out.append(total)",
            "state[0] = 0",
            "shared = iter(data)",
            "next(shared, None)",
            "data[0] = {c}",
        ]
        self.lines.append(self.random.choice(choices).format(c=self.random.randrange(23)))

    def statements(self, number: int) -> None:
        for _ in range(number):
            roll = self.random.random()
            if roll < 0.08:
                self.count += 1
                self.lines += self.stepped(f"a{self.count}")
            elif roll < 0.45:
                self.count += 1
                if self.random.random() < 0.35:
                    self.lines += self.filled(f"a{self.count}")
                else:
                    made = self.makers and self.random.random() < 0.4
                    value = self.ordered(self.made() if made else self.comprehension())
                    self.lines.append(f"a{self.count} = {value}")
                if self.random.random() < 0.12:
                    self.lines.append(f"a{self.count}.sort({self.random.choice(KEYS)[2:]})")
                self.lists.append(f"a{self.count}")
                if self.random.random() < 0.04:
                    self.lists.append(f"a{self.count}")
            elif roll < 0.85:
                self.consume()
            else:
                self.between()

    def text(self) -> str:
        draw = self.random.randrange
        wide = self.random.random() < 0.5
        header = HEADER.format(
            size=draw(5, 30),
            limit=draw(1, 9),
            step=draw(1, 12),
            shift=draw(23),
            zero=draw(60 if wide else 23),
            bad=draw(60 if wide else 23),
        )
        functions = []
        for name in range(self.random.choice([0, 0, 1, 2, 3])):
            functions.append(self.maker(f"make{name}"))
            self.makers.append(f"make{name}")
        works = draw(0, 3)
        for name in range(works):
            self.lines, self.lists = [], []
            self.statements(draw(2, 6))
            body = "\n".join(self.lines).replace("\n", "\n    ")
            functions.append(
                f"def work{name}(total):\n    global limit, shared\n    counts = {{}}\n    out = []\n    {body}\n"
                f"    return total, counts, out\n\n"
            )
        self.lines, self.lists = ["total = 1", "counts = {}", "out = []"], []
        self.statements(draw(2, 6))
        for name in range(works):
            call = f"print(work{name}({draw(9)}))"
            roll = self.random.random()
            if roll < 0.1:
                call = f"try:\n    {call}\nexcept Exception as error:\n    print('caught', repr(error))"
            elif roll < 0.25:
                call = f"for turn in range(3):\n    {call}"
            self.lines.append(call)
        self.statements(draw(1, 4))
        self.lines.append(
            "print(total, counts, out, limit, state, notes, data, table, [b.value for b in boxes], rows, list(shared))"
        )
        return header + "\n".join(functions) + "\n" + "\n".join(self.lines) + "\n"


def program(seed: int) -> str:
    """The program with this seed."""
    return Program(seed).text()
