"""Loops that are written as a whole: those that only add to things or keep the greatest, that make a container anew, that read what may add a key.

Each shape varies in what it adds to (new, known before, known by two names), in its keys, and in whether an item may raise.
"""

from __future__ import annotations

from expressions import Expressions
from vocabulary import FLOAT, INT, INTS, ROWS, Variable


class WholeLoops(Expressions):
    """Statements of a generated program that are loops of a certain shape."""

    def write(self, text: str) -> None:
        """Add lines at the current indentation."""
        raise NotImplementedError

    def name_for(self, type_: str) -> str:
        """A name that the program does not use yet."""
        raise NotImplementedError

    def heavy_of(self, name: str) -> str:
        """An integer that takes work to compute, from one that has this name."""
        self.scope.frames.append([Variable(name, INT, True)])
        text = self.heavy(INT) or self.of(INT)
        self.scope.frames.pop()
        return f"({text} + {name})"

    def items(self) -> str:
        """What such a loop goes through."""
        rng = self.rng
        count = rng.randrange(4, 12)
        choices = [f"range({count})", f"range({count})", f"range(1, {count} * 2, 2)", f"list({self.of(INTS, 1)})"]
        return rng.choice([*choices, f"sorted({self.of(INTS, 1)})", f"iter(range({count}))"])

    def add_up(self) -> None:
        """`d[k] = d.get(k, 0) + n` and its like, alone or several at once."""
        rng = self.rng
        item, key = self.name_for(INT), self.name_for(INT)
        base = f"folded_{rng.randrange(10**6)}"
        value = self.heavy_of(item)
        keys = rng.choice(
            [
                f"{key} % 5",
                f"{key} % 5",
                f"str({key} % 4)",
                f"({key} % 3, {item} % 2)",
                f"{key} % 3 == 1",
                f"float({key} % 4)",
            ]
            + [f"[1, True, 1.0, 'a', None][{key} % 5]", f"float('nan') if {key} % 7 == 3 else {key} % 4"]
        )
        amount = rng.choice(["1", "1", f"{item}", f"{key} % 3", f"({key} % 2 == 0)", f"0.5 if {key} % 9 == 4 else 1"])
        kinds = {
            "{}": [
                "{d}[{k}] = {d}.get({k}, 0) + {n}", "if {k} in {d}:\n    {d}[{k}] += {n}\nelse:\n    {d}[{k}] = {n}",
                "if {k} not in {d}:\n    {d}[{k}] = 0\n{d}[{k}] += {n}", "{d}.setdefault({k}, 0)\n{d}[{k}] += {n}",
            ],
            "{0: 0, 1: 5}": ["{d}[{k}] = {d}.get({k}, 0) + {n}", "{d}[{k}] += {n}"],
            "collections.defaultdict(int)": ["{d}[{k}] += {n}", "{d}[{k}] -= {n}"],
            "collections.Counter()": ["{d}[{k}] += {n}", "{d}.update([{k}, {k}])", "{d}.update(str({v}))"],
            "[0] * 5": ["{d}[{v} % 5] += {n}", "{d}[{v} % 7 - 3] += {n}"],
            "set()": ["{d}.add({k})"],
            "[]": ["{d}.append({k})", "{d}.append([{v}, {i}])"],
            "collections.defaultdict(list)": ["{d}[{k}].append({v})", "{d}[{k}].append([{i}])"],
            "dict()": [
                "{d}.setdefault({k}, []).append({v})", "if {k} not in {d}:\n    {d}[{k}] = []\n{d}[{k}].append({i})",
                "if {k} in {d}:\n    {d}[{k}].append({v})\nelse:\n    {d}[{k}] = [{v}]",
            ],
        }  # fmt: skip
        names, puts = [], []
        for number in range(rng.choice([1, 1, 2, 3])):
            name = f"{base}_{number}"
            start = rng.choice(list(kinds))
            if names and self.chance(0.15):
                start, known = rng.choice(names)
                self.write(f"{name} = {known}")
            else:
                self.write(f"{name} = {start}")
            names.append((start, name))
            # Where a NaN stands in a set depends on its address.
            held = f"{key} % 4" if start == "set()" and "nan" in keys else keys
            puts.append(rng.choice(kinds[start]).format(d=name, k=held, n=amount, v=key, i=item))
        if self.chance(0.3):
            self.write(f"{base}_sum = 0")
            puts.append(f"{base}_sum += {amount}")
        if self.chance(0.12):
            puts.append(f"if len({names[0][1]}) > 3:\n    {base}_last = {item}")
        guard = self.chance(0.3)
        if guard:
            self.write("try:")
        indent = "    " if guard else ""
        lines = [f"for {item} in {self.items()}:", f"    {key} = {value}"]
        if guard and self.chance(0.5):
            lines.append(f"    {key} += 12 // ({rng.randrange(3, 9)} - {item})")
        inner = "    "
        if self.chance(0.35):
            lines.append(f"    for {key} in ({key}, {key} + 1, {item}):")
            inner = "        "
        for put in puts:
            lines.extend(inner + line for line in put.splitlines())
        self.write("\n".join(indent + line for line in lines))
        if self.chance(0.15):
            self.write(f"{indent}else:\n{indent}    print('last', {item})")
        if guard:
            self.write("except (ArithmeticError, LookupError, TypeError) as error:")
            self.write("    print(type(error).__name__, error)")
        shown = ", ".join(name for _, name in names)
        self.write(f"print({shown})")

    def tally(self) -> None:
        """Floats that are added up, and the least and the greatest with what they were found with."""
        rng = self.rng
        item, value, total = self.name_for(INT), self.name_for(FLOAT), f"tally_{rng.randrange(10**6)}"
        v, i = value, item
        amount = rng.choice(
            [f"{v}", f"{v}", f"{v} / 3", f"-{v}", f"{v} * {v}", f"{v} if {i} % 5 else 1", f"round({v}, 1)"]
        )
        key = rng.choice(
            [
                f"{i} // 4",
                f"{i} % 3",
                f"str({i} % 4)",
                f"({i} % 2, 'k')",
                f"{i} % 3 - 1",
                f"float({i} % 2)",
                f"{i} % 4 == 1",
            ]
        )
        kinds = {
            "{}": ["{d}[{k}] = {d}.get({k}, 0.0) + {n}", "{d}[{k}] = {d}.get({k}, 0) + {n}", "{d}[{k}] = {n} + {d}.get({k}, 0.0)",
                   "if {k} in {d}:\n    {d}[{k}] += {n}\nelse:\n    {d}[{k}] = {n}", "{d}.setdefault({k}, 0.0)\n{d}[{k}] -= {n}",
                   "if {k} not in {d}:\n    {d}[{k}] = 0.0\n{d}[{k}] += {n}", "if {k} in {d}:\n    {d}[{k}] -= {n}\nelse:\n    {d}[{k}] = {n}"],
            "{0: 0.5, 1: 2, '1': True}": ["{d}[{k}] += {n}", "{d}[{k}] = {d}.get({k}, 0.0) + {n}"],
            "collections.defaultdict(float)": ["{d}[{k}] += {n}", "{d}[{k}] -= {n}"],
            "collections.defaultdict(int)": ["{d}[{k}] += {n}"],
            "[0.0] * 4": ["{d}[{i} % 4] += {n}", "{d}[{i} % 7 - 3] += {n}"],
            "0.0": ["{d} += {n}", "{d} -= {n}", "{d} += {n}\n{d} += 0.25", "if {i} % 3:\n    {d} += {n}"],
            "0": ["{d} += {n}"],
            "None": ["if {d} is None or {n} < {d}:\n    {d} = {n}", "if {d} is None or {v} >= {d}[0]:\n    {d} = ({v}, {i})",
                     "if {d} is None or {v} < {d}:\n    {d} = {v}\n    {d}_at = {i}", "if {i} % 2 and ({d} is None or {i} > {d}):\n    {d} = {i}",
                     "if {d} is None or {v} < {d}:\n    {d} = {v}\nelif {v} > 2:\n    {d} = 2.0"],
            "1.5": ["{d} = max({d}, {n})", "{d} = min({n}, {d})", "if {v} > {d}:\n    {d} = {v}", "if {v} <= {d}:\n    {d}, {d}_at = {v}, {i}"],
            "-1": ["{d} = max({i}, {d})", "{d} = max({d}, {i} % 5, {i})", "if {i} % 6 > {d}:\n    {d} = {i} % 6"],
            "''": ["if len(str({v})) > len({d}):\n    {d} = str({v})", "{d} = max({d}, str({i}))"],
        }  # fmt: skip
        names, puts = [], []
        for number in range(rng.choice([1, 2, 3, 4])):
            name, start = f"{total}_{number}", rng.choice(list(kinds))
            if names and start.startswith(("{}", "[")) and self.chance(0.1):
                start, known = rng.choice(names)
                self.write(f"{name} = {known}")
            else:
                self.write(f"{name} = {start}")
            if "_at" in "".join(kinds[start]):
                self.write(f"{name}_at = -1")
            names.append((start, name))
            puts.append(rng.choice(kinds[start]).format(d=name, k=key, n=amount, v=value, i=item))
        if self.chance(0.1):
            puts.append(f"if {names[0][1]}:\n    {total}_last = {item}")
        special = rng.choice(["", "", "", f" if {item} % 7 != 3 else float('nan')", f" if {item} % 4 else -0.0"])
        lines = [f"for {item} in {self.items()}:", f"    {value} = {self.heavy_of(item)} % 1009 / 7{special}"]
        guard = self.chance(0.3)
        if guard and self.chance(0.5):
            lines.append(f"    {value} += 12 // ({rng.randrange(3, 9)} - {item})")
        inner = "    "
        if self.chance(0.3):
            lines.append(f"    for {value} in ({value}, {value} + 1, {value} / 2):")
            inner = "        "
        for put in puts:
            lines.extend(inner + line for line in put.splitlines())
        if guard:
            self.write("try:")
        self.write("\n".join(("    " if guard else "") + line for line in lines))
        if guard:
            self.write("except (ArithmeticError, LookupError, TypeError) as error:")
            self.write("    print(type(error).__name__, error)")
        self.write(f"print({', '.join(name for _, name in names)})")

    def rebuild(self) -> None:
        """A container that is made anew from the one before, in rounds that are counted."""
        rng = self.rng
        old, new, turn, item, value = (self.name_for(t) for t in (INTS, INTS, INT, INT, INT))
        work = self.heavy_of(item)
        peek = rng.choice([f"len({old})", f"{old}[{item} - 1]", f"sum({old})", f"max({old})"])
        leak = rng.choice(["", "", "", "a = min({n}, {o})", "a = max({n}, {o}, key=len)", "a = {n} or {o}", "a = sum([], {n})",
                           "a = {n}[:]", "a = {o} if {o} == {n} else {n}", "a, b = {n}, {o}", "a = [{n}][0]"])  # fmt: skip
        self.write(f"{old}, {turn} = [{', '.join(str(rng.randrange(9)) for _ in range(6))}], {rng.randrange(1, 4)}")
        self.write(f"while {turn}:\n    {turn} -= 1\n    {new} = []")
        extra = ""
        if leak:
            held = f"held_{rng.randrange(10**6)}"
            self.write("    " + leak.format(n=new, o=old).replace("a, b", f"{held}, other").replace("a =", f"{held} ="))
            extra = f" + len({held})"
        self.write(
            f"    for {item} in range(6):\n        {value} = {work} % 17 + {peek}{extra}\n        {new}.append({value})"
        )
        self.write(f"    {old} = {new}\nprint({old})")

    def fill(self) -> None:
        """A `defaultdict` that is read in a loop, complete or not."""
        rng = self.rng
        item, value, base = self.name_for(INT), self.name_for(INT), f"links_{rng.randrange(10**6)}"
        factory = rng.choice(["list", "int", "set", "dict", "lambda: [1]"])
        known = rng.randrange(3, 9)
        entry = {"int": "0", "set": "{1}", "dict": "{1: 2}"}.get(factory, "[1, 2]")
        self.write(f"{base} = collections.defaultdict({factory}, {{v: {entry} for v in range({known})}})")
        size = "" if factory == "int" else "len"
        self.write(f"for {item} in {self.items()}:")
        self.write(f"    {value} = {self.heavy_of(item)} + {size}({base}[{item} % {rng.randrange(2, 12)}])")
        self.write(f"    print({value}, len({base}))" if self.chance(0.3) else f"    print({value})")
        self.write(f"print(sorted({base}))")

    def windows(self) -> None:
        """Rows under two names, of which one is written and the other read."""
        rng = self.rng
        rows, other, i, j = (self.name_for(t) for t in (ROWS, ROWS, INT, INT))
        second = rng.choice(
            ["{r}", "{r}[:]", "[row[:] for row in {r}]", "list(reversed({r}))", "tuple({r})", "dict(enumerate({r}))"]
        )
        place = rng.choice(
            [f"{other}[{i}][{j}]", f"{other}[{i} - 1][{j}]" if "dict" not in second else f"{other}[{i}][0]"]
        )
        self.write(f"{rows} = [[a * b % 5 for a in range(4)] for b in range(6)]\n{other} = {second.format(r=rows)}")
        if self.chance(0.2):
            self.write(f"{rows}[2] = {rows}[4]")
        work = self.heavy_of(i)
        self.write(
            f"for {i} in range(6):\n    for {j} in range(4):\n        {rows}[{i}][{j}] = {work} % 7 + {place}\nprint({rows})"
        )
