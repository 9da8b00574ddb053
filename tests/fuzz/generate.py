"""Python programs from a seed: valid, deterministic, ending, and written as people write them.

    python3 tests/fuzz/generate.py --seed 17        # prints the program

A program has helpers with real work in loops, functions that use them in loops over shared and aliased data, a
`main()` or code at module level, and prints what it computed. The same seed gives the same program.
"""

from __future__ import annotations

import argparse
import random

import helpers
from expressions import Scope
from vocabulary import (
    COUNTS,
    FEATURES,
    FLOAT,
    GROUPS,
    IDS,
    INT,
    INTS,
    ITER,
    MUTABLE,
    NAMES,
    NODE,
    NODES,
    PAIR,
    PAIRS,
    ROWS,
    SCALARS,
    STR,
    WEIGHTS,
    WORDS,
    Function,
    NotWanted,
    Variable,
)  # fmt: skip
from whole_loops import WholeLoops

# How often each kind of statement stands, and whether it has statements inside.
STATEMENTS = {
    "define_variable": (5, False), "alias": (4, False), "change_scalar": (5, False), "change_list": (6, False),
    "change_rows": (4, False), "change_dict": (4, False), "change_node": (4, False), "call_something": (5, False),
    "show": (3, False), "unpack": (2, False), "heavy_pair": (4, False), "start_attack": (3, False),
    "for_loop": (14, True), "while_loop": (4, True), "branch": (4, True), "attempt": (2, True), "closure": (1, True),
    "fill_rows": (3, True), "file_work": (1, True),
    "add_up": (4, True), "tally": (4, True), "rebuild": (1, True), "fill": (1, True), "windows": (1, True),
}  # fmt: skip

HEADER = "import collections\nimport dataclasses\nimport functools\nimport itertools\nimport math\nimport random\n"


def program(seed: int) -> str:
    """The text of the program with this seed."""
    return Program(seed).text()


class Program(WholeLoops):
    """One program while it is written."""

    def __init__(self, seed: int) -> None:
        super().__init__(random.Random(seed))
        self.lines: list[str] = []
        self.indent = 0
        self.names: dict[str, int] = {}
        self.loops = 0  # around the current statement
        self.in_function = False
        self.in_loop = False
        self.result: str | None = None
        self.files = 0
        self.budget = 0

    def text(self) -> str:
        rng = self.rng
        self.write(HEADER + f"random.seed({rng.randrange(100)})")
        self.choose_features()
        if NODE in self.types:
            text, self.methods, self.operators = helpers.node_class(rng)
            self.methods = [m for m in self.methods if self.types.issuperset({*m.parameters, m.result or INT})]
            self.write(text)
        for text, function in helpers.functions(rng, self.types, rng.randrange(2, 6), rng.randrange(0, 5)):
            self.write(text)
            if not function.raises or self.chance(0.3):
                self.functions.append(function)
        for _ in range(rng.randrange(2, 6)):
            self.define_variable(literal=True)
        for number in range(rng.choice([0, 0, 1, 2])):
            self.define_function(f"step_{number}", level=2, size=rng.randrange(2, 6))
        shared = self.scope
        scenes = []
        for number in range(rng.randrange(0, 3)):
            self.scope = Scope([v for v in shared.all() if v.type in MUTABLE or self.chance(0.5)])
            for variable in self.scope.all():
                variable.constant = True
            scenes.append(self.define_function(f"scene_{number}", level=3, size=rng.randrange(4, 9)))
        self.scope = Scope([Variable(v.name, v.type) for v in shared.all()])
        if self.chance(0.5):
            self.define_main(scenes)
        else:
            self.block(rng.randrange(3, 9))
            for scene in scenes:
                self.show_call(scene)
        for variable in self.scope.all():
            if variable.type != ITER and variable.type in WEIGHTS and not variable.name.startswith("w"):
                self.write(f"print({variable.name!r}, {self.shown(variable)})")
        return "\n".join(self.lines) + "\n"

    def choose_features(self) -> None:
        """Which types and statements this program uses: each does without most."""
        self.types = {INT, INTS}
        for types, probability in FEATURES.items():
            if self.chance(probability):
                self.types.update(types)
        self.weights = {type_: weight for type_, weight in WEIGHTS.items() if type_ in self.types}
        self.left_out = {name for name in STATEMENTS if self.chance(0.3)}

    # Writing.

    def write(self, text: str) -> None:
        for line in text.splitlines():
            self.lines.append("    " * self.indent + line)

    def name_for(self, type_: str) -> str:
        stem = self.rng.choice(NAMES.get(type_, ["thing"]))
        self.names[stem] = self.names.get(stem, 0) + 1
        return f"{stem}_{self.names[stem]}" if self.names[stem] > 1 else stem

    def shown(self, variable: Variable) -> str:
        if variable.type == IDS:
            return f"sorted({variable.name})"
        if variable.type.startswith("list of functions"):
            return f"[step(3) for step in {variable.name}]"
        if variable.type == NODE:
            return f"{variable.name}.size, {variable.name}.items, {variable.name}.log"
        return variable.name

    # Functions.

    def define_function(self, name: str, level: int, size: int) -> Function:
        rng = self.rng
        types = tuple(rng.choices(list(self.weights), list(self.weights.values()), k=rng.randrange(1, 4)))
        result = self.one_of([INT, INTS, ROWS, FLOAT, STR, GROUPS, NODE, PAIR])
        function = Function(name, types, result, heavy=True, pure=False, grows=(INTS, *MUTABLE), level=level)
        outer, self.scope = self.scope, Scope(self.scope.all())
        constants = [(v, v.constant) for v in self.scope.all()]
        for variable, _ in constants:
            variable.constant = True
        saved = self.level, self.in_function, self.result, self.loops, self.in_loop, self.frozen
        self.level, self.in_function, self.result, self.loops, self.in_loop = level, True, result, 0, False
        self.frozen = []
        parameters = [Variable(self.name_for(type_), type_) for type_ in types]
        self.write(f"def {name}({', '.join(p.name for p in parameters)}):")
        self.indent += 1
        self.scope.frames.append([])
        for parameter in parameters:
            self.scope.add(parameter)
        if self.chance(0.2):
            self.declare_global(outer)
        self.statements(size)
        if self.chance(0.3):
            self.write(f"print({', '.join(self.shown(v) for v in self.printable()[-3:]) or '0'})")
        self.write(f"return {self.of(result)}")
        self.indent -= 1
        self.level, self.in_function, self.result, self.loops, self.in_loop, self.frozen = saved
        self.scope = outer
        for variable, constant in constants:
            variable.constant = constant
        self.functions.append(function)
        return function

    def declare_global(self, outer: Scope) -> None:
        """Let the function assign a variable of the module."""
        numbers = outer.of(INT)
        if numbers and not (self.level == 2 and self.chance(0.5)):
            name = self.rng.choice(numbers).name
            if name not in [variable.name for variable in self.scope.frames[-1]]:
                self.write(f"global {name}")
                self.scope.add(Variable(name, INT))

    def printable(self) -> list[Variable]:
        return [v for v in self.scope.all() if v.type not in (ITER, NODES) and not v.name.startswith("w")]

    def define_main(self, scenes: list[Function]) -> None:
        self.write("def main():")
        self.indent += 1
        self.in_function, self.result = True, None
        outer, self.scope = self.scope, Scope(self.scope.all())
        for variable in self.scope.all():
            variable.constant = True
        self.scope.frames.append([])
        self.statements(self.rng.randrange(3, 9))
        for scene in scenes:
            self.show_call(scene)
        if not self.lines[-1].startswith(" "):
            self.write("pass")
        self.indent -= 1
        self.scope, self.in_function = outer, False
        self.write("if __name__ == '__main__':\n    main()" if self.chance(0.7) else "main()")

    def show_call(self, scene: Function) -> None:
        kind = self.rng.randrange(3)
        if kind == 0:
            self.write(f"print({self.call(scene)})")
        elif kind == 1:
            name = self.name_for(scene.result or INT)
            self.write(f"{name} = {self.call(scene)}")
            self.scope.add(Variable(name, scene.result or INT))
        else:
            self.write("try:")
            self.write(f"    print({self.call(scene)})")
            self.write("except Exception as error:")
            self.write("    print('failed:', type(error).__name__, error)")

    # Statements.

    def block(self, size: int) -> None:
        """Statements in a block of their own, whose variables may not exist afterwards."""
        self.scope.frames.append([])
        self.statements(size)
        frame = self.scope.frames.pop()
        # At module level and in functions alike a variable of a block lives on, if the block was entered.
        if self.chance(0.04):
            self.scope.frames[-1].extend(v for v in frame if v.type in SCALARS)

    def statements(self, size: int) -> None:
        for _ in range(size):
            self.statement()

    def statement(self) -> None:
        """One statement of some kind; nothing where what was chosen needs a type that the program does without."""
        choices = {
            name: weight
            for name, (weight, compound) in STATEMENTS.items()
            if name not in self.left_out and not (compound and (self.loops >= 2 or self.indent >= 5))
        }
        if self.in_loop:
            choices["leave_loop"] = 2
        choices["heavy_pair"] = choices.get("heavy_pair", 1)
        name = self.rng.choices(list(choices), list(choices.values()))[0]
        lines, frames = len(self.lines), [list(frame) for frame in self.scope.frames]
        saved = self.indent, self.in_loop, self.loops, self.frozen, list(self.functions), list(self.scope.frames)
        try:
            getattr(self, name)()
        except NotWanted:
            del self.lines[lines:]
            self.indent, self.in_loop, self.loops, self.frozen, self.functions, self.scope.frames = saved
            for frame, before in zip(self.scope.frames, frames):
                frame[:] = before

    def one_of(self, types: list[str]) -> str:
        return self.rng.choice([type_ for type_ in types if type_ in self.types])

    def define_variable(self, literal: bool = False) -> None:
        type_ = self.rng.choices(list(self.weights), list(self.weights.values()))[0]
        text = self.literal(type_) if literal else self.of(type_)
        name = self.name_for(type_)
        if self.chance(0.3):
            changeable = [v for v in self.scope.frames[-1] if v.type == type_ and not v.constant]
            name = self.rng.choice(changeable).name if changeable else name
        self.write(f"{name} = {text}")
        self.scope.add(Variable(name, type_))

    def alias(self) -> None:
        """A second name for an object, or a second place that holds it."""
        of = self.of
        kind = self.rng.randrange(9)
        if kind <= 2:
            type_ = self.one_of([INTS, INTS, ROWS, GROUPS, NODE, NODES, COUNTS])
            old = self.variable(type_)
            if old:
                name = self.name_for(type_)
                self.write(f"{name} = {old}")
                self.scope.add(Variable(name, type_))
        elif kind == 3 and self.variable(ROWS):
            self.write(f"{self.place(ROWS)} = {of(INTS, 1)}")
        elif kind == 4 and self.variable(GROUPS):
            self.write(f"{self.variable(GROUPS)}[{of(INT, 0)} % 4] = {of(INTS, 1)}")
        elif kind == 5:
            self.write(f"{of(NODE, 0)}.items = {of(INTS, 1)}" if self.variable(NODE) else "pass")
        elif kind == 6 and ROWS not in self.frozen and self.variable(ROWS):
            rows = self.variable(ROWS)
            self.write(f"if len({rows}) < 12:\n    {rows}.append({of(INTS, 1)})")
        elif kind == 7 and self.variable(NODE):
            self.write(f"{self.variable(NODE)}.peer = {of(NODE, 1)}")
        elif self.variable(NODES) and NODES not in self.frozen:
            nodes = self.variable(NODES)
            self.write(f"if len({nodes}) < 12:\n    {nodes}.append({of(NODE, 1)})")
        else:
            self.define_variable()

    def place(self, container: str) -> str:
        """An element of a list variable, as a target; an empty list raises."""
        name = self.variable(container)
        return f"{name}[{self.of(INT, 0)} % (len({name}) or 1)]"

    def changeable(self, type_: str) -> str | None:
        found = [v.name for v in self.scope.of(type_) if not v.constant]
        return self.rng.choice(found[-4:]) if found else None

    def change_scalar(self) -> None:
        type_ = self.one_of([INT, INT, INT, FLOAT, STR])
        name = self.changeable(type_)
        value = (self.heavy(type_) if self.chance(0.5) else None) or self.of(type_)
        if name is None:
            name = self.name_for(type_)
            self.write(f"{name} = {value}")
            self.scope.add(Variable(name, type_))
        elif type_ == STR:
            self.write(f"{name} = ({name} + {value})[-30:]")
        else:
            operator = self.rng.choice(["+=", "+=", "-=", "="]) if type_ == INT else self.rng.choice(["+=", "-=", "="])
            self.write(f"{name} {operator} {value}")

    def change_list(self) -> None:
        name = self.variable(INTS)
        if name is None:
            return self.define_variable()
        value = (self.heavy(INT) if self.chance(0.5) else None) or self.of(INT)
        place = f"{name}[{self.of(INT, 0)} % len({name})]"
        choices = [
            f"if {name}:\n    {place} = {value}", f"if {name}:\n    {place} += {value}", f"{name}.sort()",
            f"{name}.reverse()", f"{name}[:] = [v + 1 for v in {name}]", f"if {name}:\n    {name}[-1] = {value}",
        ]  # fmt: skip
        if self.frozen and INTS in self.frozen:
            choices += [f"if len({name}) < 25:\n    {name}.append({value})"]
        else:
            choices += [
                f"{name}.append({value})", f"{name}.append({value})", f"{name}.append({value})",
                f"if len({name}) < 25:\n    {name}.extend({self.of(INTS)})", f"if len({name}) < 25:\n    {name} += {self.of(INTS)}",
                f"{name}.insert(0, {value})", f"{name}[1:3] = {self.of(INTS, 1)}", f"if {name}:\n    {name}.pop()",
                f"del {name}[2:4]", f"{name}[:] = {self.of(INTS, 1)}[:10]",
            ]  # fmt: skip
        choice = self.rng.choice(choices)
        if (
            "+= " in choice
            and name not in [v.name for v in self.scope.of(INTS) if not v.constant]
            and "%" not in choice
        ):
            return self.write(f"{name}.extend({self.of(INTS, 0)}[:3])" if INTS not in self.frozen else "pass")
        return self.write(choice)

    def change_rows(self) -> None:
        name = self.variable(ROWS)
        if name is None:
            return self.define_variable()
        value = (self.heavy(INTS) if self.chance(0.5) else None) or self.of(INTS)
        number = (self.heavy(INT) if self.chance(0.5) else None) or self.of(INT)
        row = f"{name}[{self.of(INT, 0)} % len({name})]"
        choices = [
            f"if {name}:\n    {row} = {value}", f"if {name} and {name}[0]:\n    {name}[0][0] = {number}",
            f"for row in {name}:\n    if row:\n        row[0] = {number}", f"{name}.sort()", f"{name}.reverse()",
        ]  # fmt: skip
        if INTS not in self.frozen:
            choices.append(f"if {name}:\n    {row}.append({number})")
        if ROWS not in self.frozen:
            choices += [f"{name}.append({value})", f"if {name}:\n    {name}.pop(0)", f"{name}[1:2] = [{value}]"]
        return self.write(self.rng.choice(choices))

    def change_dict(self) -> None:
        counts, groups, ids = self.variable(COUNTS), self.variable(GROUPS), self.variable(IDS)
        number = (self.heavy(INT) if self.chance(0.5) else None) or self.of(INT)
        values = (self.heavy(INTS) if self.chance(0.5) else None) or self.of(INTS)
        key = self.of(STR, 1)
        choices = []
        if counts and COUNTS not in self.frozen:
            choices += [
                f"{counts}[{key}] = {number}", f"{counts}[{key}] = {counts}.get({key}, 0) + {number}",
                f"{counts}.update({self.of(COUNTS, 1)})", f"{counts}.pop({key}, None)",
            ]  # fmt: skip
        if groups and not {INTS, GROUPS} & set(self.frozen):
            choices += [
                f"{groups}.setdefault({self.of(INT, 0)} % 5, []).append({number})", f"{groups}[{number} % 5] = {values}",
                f"for bucket in {groups}.values():\n    bucket.append({self.of(INT, 0)})",
                f"{groups}.update({{{self.of(INT, 0)} % 3: {values}}})",
            ]  # fmt: skip
        if ids and IDS not in self.frozen:
            choices += [f"{ids}.add({number})", f"{ids}.discard({self.of(INT, 0)})"]
        if not choices:
            return self.define_variable()
        return self.write(self.rng.choice(choices))

    def change_node(self) -> None:
        node = self.variable(NODE)
        if node is None:
            return self.define_variable()
        number = (self.heavy(INT) if self.chance(0.6) else None) or self.of(INT)
        choices = [
            f"{node}.size = {number}", f"{node}.size += {number}", f"if {node}.items:\n    {node}.items[0] = {number}",
            f"if {node}.peer is not None:\n    {node}.peer.size = {number}",
        ]  # fmt: skip
        if INTS not in self.frozen:
            choices += [f"{node}.items.append({number})"]
            if "__iadd__" in self.operators and self.changeable(NODE):
                choices += [f"{self.changeable(NODE)} += {number}"]
        for method in self.methods:
            if not set(method.grows) & set(self.frozen):
                choices.append(self.method_call(node, method))
        return self.write(self.rng.choice(choices))

    def call_something(self) -> None:
        known = self.callable_functions()
        if not known:
            return self.define_variable()
        function = self.rng.choice([f for f in known if not f.pure] or known)
        if function.result is None or self.chance(0.3):
            return self.write(self.call(function))
        name = self.name_for(function.result)
        self.write(f"{name} = {self.call(function)}")
        self.scope.add(Variable(name, function.result))
        return None

    def heavy_pair(self) -> None:
        """A result of some work, kept for later."""
        type_ = self.one_of([INT, INT, INTS, INTS, ROWS, FLOAT, STR, NODE, PAIR])
        text = self.heavy(type_)
        if text is None:
            return self.define_variable()
        name = self.name_for(type_)
        self.write(f"{name} = {text}")
        self.scope.add(Variable(name, type_))
        return None

    def start_attack(self) -> None:
        """Independent heavy assignments, with changes of what they read in between."""
        for _ in range(self.rng.randrange(2, 5)):
            self.heavy_pair()
            if self.chance(0.6):
                self.rng.choice([self.change_list, self.change_rows, self.change_node, self.change_dict,
                                 self.call_something, self.alias])()  # fmt: skip

    def show(self) -> None:
        if self.loops == 2 and self.chance(0.7):
            return
        type_ = self.one_of([INT, INT, FLOAT, STR, INTS, ROWS, COUNTS, GROUPS, PAIR])
        text = (self.heavy(type_) if self.chance(0.4) else None) or self.of(type_)
        self.write(f"print({text})")

    def unpack(self) -> None:
        first, second = self.name_for(INT), self.name_for(INTS)
        kind = self.rng.randrange(4)
        if kind == 0:
            self.write(f"{first}, {second} = {self.of(PAIR)}")
        elif kind == 1:
            self.write(f"{first}, *{second} = [{self.of(INT)}, *{self.of(INTS)}]")
        elif kind == 2:
            self.write(f"{first} = {self.of(INT, 0)}\n{second} = other_{second} = {self.of(INTS)}")
            self.scope.add(Variable(f"other_{second}", INTS))
        else:
            a, b = self.changeable(INTS), self.changeable(INTS)
            if a and b:
                self.write(f"{a}, {b} = {b}, {a}")
            return
        self.scope.add(Variable(first, INT))
        self.scope.add(Variable(second, INTS))

    # Compound statements.

    def inside(self, size: int, loop: bool = False, frozen: tuple[str, ...] = ()) -> None:
        """An indented block."""
        saved = self.in_loop, self.loops, self.frozen
        self.in_loop = loop or self.in_loop
        self.loops += loop
        self.frozen = [*self.frozen, *frozen]
        self.indent += 1
        lines = len(self.lines)
        self.block(size)
        self.pass_if_empty(lines)
        self.indent -= 1
        self.in_loop, self.loops, self.frozen = saved

    def pass_if_empty(self, lines: int) -> None:
        """Statements that found nothing to work on write nothing, which is not a block."""
        if len(self.lines) == lines:
            self.write("pass")

    def for_loop(self) -> None:
        target, iterable, variables, frozen = self.loop_header()
        # A running total or a list to collect into stands before most loops.
        if self.chance(0.5):
            type_, start = self.rng.choice(
                [
                    (t, v)
                    for t, v in [(INT, "0"), (INTS, "[]"), (FLOAT, "0.0"), (ROWS, "[]"), (COUNTS, "{}"), (STR, "''")]
                    if t in self.types
                ]
            )
            name = self.name_for(type_)
            self.write(f"{name} = {start}")
            self.scope.add(Variable(name, type_))
        self.write(f"for {target} in {iterable}:")
        self.scope.frames.append(list(variables))
        saved = self.in_loop, self.loops, self.frozen
        self.in_loop, self.loops, self.frozen = True, self.loops + 1, [*self.frozen, *frozen]
        self.indent += 1
        lines = len(self.lines)
        self.loop_body()
        self.pass_if_empty(lines)
        self.indent -= 1
        self.in_loop, self.loops, self.frozen = saved
        frame = self.scope.frames.pop()
        if self.chance(0.15):
            self.write("else:")
            self.inside(1)
        if self.chance(0.15):
            self.scope.frames[-1].extend(frame)

    def loop_body(self) -> None:
        before = self.rng.randrange(0, 3)
        self.statements(before)
        type_ = self.one_of([INT, INT, INTS, FLOAT, STR, ROWS])
        text = self.heavy(type_)
        if text is not None and self.chance(0.85):
            name = self.name_for(type_)
            self.write(f"{name} = {text}")
            self.scope.add(Variable(name, type_))
            if self.chance(0.5):
                self.use(name, type_)
        self.statements(self.rng.randrange(1, 4))

    def use(self, name: str, type_: str) -> None:
        """Put a result where it is seen after the loop."""
        if type_ == INT and self.changeable(INT):
            self.write(f"{self.changeable(INT)} += {name}")
        elif type_ == INT and self.variable(INTS) and INTS not in self.frozen:
            self.write(f"{self.variable(INTS)}.append({name})")
        elif type_ == INTS and self.variable(ROWS) and ROWS not in self.frozen:
            self.write(f"{self.variable(ROWS)}.append({name})")
        elif type_ == FLOAT and self.changeable(FLOAT):
            self.write(f"{self.changeable(FLOAT)} += {name}")
        else:
            self.write(f"print({name})")

    def loop_header(self) -> tuple[str, str, list[Variable], tuple[str, ...]]:
        """The target, the iterable, the variables bound, and what must not grow meanwhile."""
        rng = self.rng
        number = self.rng.choice(["i", "j", "k", "n"])
        taken = [v.name for v in self.scope.all() if v.type == INT]
        number = number if number not in taken else self.name_for(INT)
        index = Variable(number, INT)
        kind = rng.randrange(15)
        if kind <= 3:
            count = rng.randrange(3, 9)
            start = f"{rng.randrange(1, 3)}, " if self.chance(0.2) else ""
            return number, f"range({start}{count})", [index], ()
        if kind <= 5:
            return number, self.of(INTS, 1), [index], (INTS,)
        if kind == 6:
            item = Variable(self.name_for(INT), INT)
            return f"{number}, {item.name}", f"enumerate({self.of(INTS, 1)})", [index, item], (INTS,)
        if kind == 7:
            row = Variable(self.name_for(INTS), INTS)
            return row.name, self.of(ROWS, 1), [row], (ROWS,)
        if kind == 8:
            row = Variable(self.name_for(INTS), INTS)
            return f"{number}, {row.name}", f"enumerate({self.of(ROWS, 1)})", [index, row], (ROWS,)
        if kind == 9:
            row = Variable(self.name_for(INTS), INTS)
            groups = self.of(GROUPS, 0)
            return f"{number}, {row.name}", f"{groups}.items()", [index, row], (GROUPS,)
        if kind == 10:
            node = Variable(self.name_for(NODE), NODE)
            return node.name, self.of(NODES, 1), [node], (NODES,)
        if kind == 11:
            row = Variable(self.name_for(INTS), INTS)
            return f"{number}, {row.name}", f"zip({self.of(INTS, 0)}, {self.of(ROWS, 0)})", [index, row], (INTS, ROWS)
        if kind == 12:
            known = self.callable_functions(ITER)
            source = self.call(rng.choice(known)) if known else self.of(ITER, 0)
            return number, source, [index], (INTS,)
        if kind == 13:
            row = Variable(self.name_for(INTS), INTS)
            return f"{number}, {row.name}", self.of(PAIRS, 1), [index, row], (PAIRS,)
        letter = Variable(self.name_for(STR), STR)
        return (
            letter.name,
            rng.choice([self.of(STR, 1), self.of(WORDS, 1), f"sorted({self.of(COUNTS, 0)})"]),
            [letter],
            (WORDS,),
        )

    def fill_rows(self) -> None:
        """A table written element by element."""
        rows = self.variable(ROWS)
        if rows is None:
            rows = self.name_for(ROWS)
            self.write(f"{rows} = [[0] * 3 for _ in range(5)]")
            self.scope.add(Variable(rows, ROWS))
        i, j = self.name_for(INT), self.name_for(INT)
        self.scope.frames.append([Variable(i, INT, True), Variable(j, INT, True)])
        text = self.heavy(INT) or self.of(INT)
        self.scope.frames.pop()
        operator = self.rng.choice(["=", "=", "+="])
        self.write(f"for {i} in range(len({rows})):\n    for {j} in range(len({rows}[{i}])):")
        self.write(f"        {rows}[{i}][{j}] {operator} {text}")

    def while_loop(self) -> None:
        """Rounds that are counted, or taken out of a list, with a second condition now and then."""
        rng = self.rng
        name = self.name_for(INT)
        self.write(f"{name} = {rng.randrange(2, 9)}")
        more = f" and {self.condition()}" if self.chance(0.3) else ""
        if self.chance(0.5):
            self.write(f"while {name} > 0{more}:\n    {name} -= 1")
            self.scope.add(Variable(name, INT, True))
        else:
            todo, item = self.name_for(INTS), self.name_for(INT)
            kind = rng.choice(["list", "list", "collections.deque"])
            take = "popleft()" if kind != "list" else rng.choice(["pop()", "pop(0)"])
            self.write(f"{todo} = {kind}({self.of(INTS, 1)})")
            self.write(f"while {todo} and {name} > 0{more}:\n    {name} -= 1\n    {item} = {todo}.{take}")
            # The list itself is used in the body, too, unless only the loop knows it.
            if kind == "list" and self.chance(0.4):
                self.scope.add(Variable(todo, INTS))
            self.scope.add(Variable(name, INT, True))
            self.scope.add(Variable(item, INT))
        saved = self.in_loop, self.loops
        self.in_loop, self.loops = True, self.loops + 1
        self.indent += 1
        self.loop_body()
        self.indent -= 1
        self.in_loop, self.loops = saved
        if self.chance(0.15):
            self.write("else:")
            self.inside(1)

    def branch(self) -> None:
        self.write(f"if {self.condition()}:")
        self.inside(self.rng.randrange(1, 4))
        if self.chance(0.2):
            self.write(f"elif {self.condition()}:")
            self.inside(1)
        if self.chance(0.4):
            self.write("else:")
            self.inside(self.rng.randrange(1, 3))

    def attempt(self) -> None:
        self.write("try:")
        self.inside(self.rng.randrange(1, 4))
        if self.chance(0.6):
            risky = self.rng.choice([
                f"raise ValueError({self.of(INT, 0)}, {self.of(INTS, 0)})", f"print({self.of(INTS, 0)}[{self.of(INT, 0)}])",
                f"assert {self.condition()}, {self.of(STR, 0)}", f"print({self.of(COUNTS, 0)}[{self.of(STR, 0)}])",
                f"print(1 // ({self.of(INT)} % 2))",
            ])  # fmt: skip
            self.write("    " + risky)
        if self.chance(0.85):
            kind = self.rng.choice(
                ["Exception", "(ValueError, IndexError, KeyError)", "ArithmeticError", "LookupError"]
            )
            self.write(f"except {kind} as error:")
            if self.chance(0.3):
                self.write("    print(error.args)")
            self.write("    print('caught', type(error).__name__, error)")
            self.inside(1)
            if self.chance(0.2):
                self.write("else:")
                self.inside(1)
        else:
            self.write("finally:")
            self.inside(1)

    def closure(self) -> None:
        """A function inside, which reads or changes variables around it."""
        name = f"inner_{len(self.functions)}"
        total = self.changeable(INT) if self.in_function else None
        values = self.variable(INTS)
        self.write(f"def {name}(n):")
        local = (
            [v.name for v in self.scope.frames[1] if v.type == INT and v.name != "n"]
            if len(self.scope.frames) > 1
            else []
        )
        changed = self.rng.choice(local) if local and self.in_function and self.chance(0.4) else None
        if changed:
            self.write(f"    nonlocal {changed}\n    {changed} += n % 5")
        self.write("    for a in range(n % 5 + 1):")
        self.write("        for b in range(3):")
        self.write(f"            n = (n * 3 + a * b{' + ' + total if total else ''}) % 401")
        grows: tuple[str, ...] = ()
        if values and self.chance(0.4):
            self.write(f"    if len({values}) < 20:\n        {values}.append(n)")
            grows = (INTS,)
        self.write("    return n")
        # Only the statements of this block may call it: elsewhere the name may not exist.
        function = Function(name, (INT,), INT, heavy=True, pure=False, grows=grows, level=0)
        self.functions.append(function)
        for _ in range(self.rng.randrange(1, 4)):
            self.for_loop() if self.loops < 2 and self.chance(0.5) else self.heavy_pair()
        self.functions.remove(function)

    def file_work(self) -> None:
        """Lines written to a file of the working folder, and read again."""
        self.files += 1
        path = f"data_{self.files % 3}.txt"
        if self.chance(0.6):
            self.write(f"with open({path!r}, {self.rng.choice(['w', 'a'])!r}) as out:")
            self.write(f"    for v in {self.of(INTS, 0)}:")
            self.write(f"        out.write(str({self.inner('v', INT, 1)}) + '\\n')")
        else:
            name = self.name_for(WORDS)
            self.write(f"with open({path!r}, 'a+') as lines:\n    lines.seek(0)")
            self.write(f"    {name} = [line.strip() + str({self.inner('len(line)', INT, 1)}) for line in lines]")
            self.scope.add(Variable(name, WORDS))

    def leave_loop(self) -> None:
        choices = ["break", "continue"]
        if self.in_function and self.result is not None:
            choices.append(f"return {self.of(self.result, 1)}")
        self.write(f"if {self.of(INT)} % {self.rng.randrange(4, 19)} == 1:\n    {self.rng.choice(choices)}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Print the program of a seed.")
    parser.add_argument("--seed", type=int, default=1)
    print(program(parser.parse_args().seed), end="")


if __name__ == "__main__":
    main()
