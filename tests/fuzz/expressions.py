"""Expressions of a wanted type over the variables in scope."""

from __future__ import annotations

import random
from collections.abc import Callable

from vocabulary import (
    CALLS,
    COUNTS,
    FLOAT,
    FLOATS,
    GROUPS,
    IDS,
    INT,
    INTS,
    ITER,
    NODE,
    NODES,
    PAIR,
    PAIRS,
    ROWS,
    STR,
    WEIGHTS,
    WORDS,
    Function,
    NotWanted,
    Variable,
)  # fmt: skip


class Scope:
    """The variables that have a value here, innermost block last."""

    def __init__(self, outer: list[Variable] | None = None) -> None:
        self.frames: list[list[Variable]] = [list(outer or [])]

    def all(self) -> list[Variable]:
        return [variable for frame in self.frames for variable in frame]

    def of(self, type_: str) -> list[Variable]:
        return [variable for variable in self.all() if variable.type == type_]

    def add(self, variable: Variable) -> None:
        for frame in self.frames:
            frame[:] = [old for old in frame if old.name != variable.name]
        self.frames[-1].append(variable)

    def remove(self, name: str) -> None:
        for frame in self.frames:
            frame[:] = [old for old in frame if old.name != name]


class Expressions:
    """Makes expressions. `frozen` are the types that must not grow here, since something iterates over them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.functions: list[Function] = []
        self.methods: list[Function] = []
        self.operators: set[str] = set()
        self.scope = Scope()
        self.frozen: list[str] = []
        self.level = 9
        self.bound = 0  # variables of comprehensions so far
        self.types: set[str] = set(WEIGHTS)  # those that the program uses
        self.nested = 0  # comprehensions around

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def pick(self, *choices: Callable[[], str]) -> str:
        """One of the choices; those that would need a type the program does without do not count."""
        for choice in self.rng.sample(choices, len(choices)):
            try:
                return choice()
            except NotWanted:
                continue
        raise NotWanted

    def variable(self, type_: str) -> str | None:
        known = self.scope.of(type_)
        if not known:
            return None
        # The latest variables are the likeliest, as in what people write.
        return self.rng.choice(known[-4:] if self.chance(0.7) else known).name

    def callable_functions(self, result: str | None = None, heavy: bool = False) -> list[Function]:
        return [
            function
            for function in self.functions
            if (result is None or function.result == result)
            and (function.heavy or not heavy)
            and function.level < self.level
            and not set(function.grows) & set(self.frozen)
        ]

    def call(self, function: Function, depth: int = 1) -> str:
        arguments = [self.of(type_, depth) for type_ in function.parameters]
        if len(arguments) >= 2 and self.chance(0.08):
            return f"{function.name}(*({', '.join(arguments)},))"
        return f"{function.name}({', '.join(arguments)})"

    def heavy(self, type_: str | None = None) -> str | None:
        """A call that takes some work, preferably of something at hand."""
        known = self.callable_functions(type_, heavy=True)
        methods = [m for m in self.methods if m.heavy and (type_ is None or m.result == type_)]
        node = self.variable(NODE)
        if methods and node and self.chance(0.25):
            return self.method_call(node, self.rng.choice(methods))
        if not known:
            return None
        return self.call(self.rng.choice(known))

    def method_call(self, node: str, method: Function) -> str:
        if method.name == "size_squared":
            return f"{node}.size_squared"
        return f"{node}.{method.name}({', '.join(self.of(type_, 1) for type_ in method.parameters)})"

    def of(self, type_: str, depth: int = 2) -> str:
        """An expression of this type."""
        if type_ not in self.types:
            raise NotWanted(type_)
        known = self.variable(type_)
        if known and (depth <= 0 or self.chance(0.45)):
            return known
        if depth <= 0:
            return self.literal(type_)
        functions = self.callable_functions(type_)
        if functions and self.chance(0.4):
            return self.call(self.rng.choice(functions), depth - 1)
        try:
            return str(getattr(self, "make_" + MAKERS[type_])(depth - 1))
        except NotWanted:
            return self.literal(type_)

    def literal(self, type_: str) -> str:
        if type_ not in self.types:
            raise NotWanted(type_)
        rng = self.rng
        numbers = [str(rng.randrange(40)) for _ in range(rng.randrange(2, 6))]
        return {
            INT: lambda: str(rng.randrange(60)),
            FLOAT: lambda: "float('nan')" if self.chance(0.02) else f"{rng.randrange(1, 99) / 8}",
            STR: lambda: repr("".join(rng.choice("abcdefg") for _ in range(rng.randrange(1, 6)))),
            INTS: lambda: f"[{', '.join(numbers)}]" if self.chance(0.8) else f"list(range({rng.randrange(3, 9)}))",
            FLOATS: lambda: f"[{', '.join(str(int(n) / 4) for n in numbers)}]",
            WORDS: lambda: f"{['alpha', 'beta', 'gamma', 'delta'][: rng.randrange(2, 5)]}",
            ROWS: lambda: rng.choice([
                f"[[0] * {rng.randrange(2, 5)} for _ in range({rng.randrange(2, 7)})]",
                f"[[i * j % 7 for j in range({rng.randrange(2, 5)})] for i in range({rng.randrange(2, 7)})]",
                f"([[1, 2, 3]] * {rng.randrange(2, 4)})",
                f"[{self.of(INTS, 0)}, {self.of(INTS, 0)}, [{numbers[0]}]]",
            ]),
            COUNTS: lambda: rng.choice(["{}", "{'a': 1, 'b': 2}", "dict.fromkeys('abc', 0)"]),
            GROUPS: lambda: rng.choice([
                "{i: [i] for i in range(4)}", f"{{0: {self.of(INTS, 0)}, 1: {self.of(INTS, 0)}, 2: []}}",
                "dict.fromkeys(range(3), [])", "collections.defaultdict(list, {1: [2]})",
            ]),
            PAIR: lambda: f"({numbers[0]}, {self.of(INTS, 0)})",
            PAIRS: lambda: f"[({numbers[0]}, {self.of(INTS, 0)}), ({numbers[1]}, [{numbers[0]}])]",
            IDS: lambda: f"{{{', '.join(numbers)}}}",
            ITER: lambda: rng.choice([f"iter([{', '.join(numbers)}])", f"(v * 3 % 17 for v in range({numbers[0]} % 9))"]),
            NODE: lambda: f"Node({numbers[0]})" if self.chance(0.7) else f"Node({numbers[0]}, {self.of(INTS, 0)})",
            NODES: lambda: rng.choice([
                f"[Node(i) for i in range({rng.randrange(3, 7)})]", f"([Node(5)] * {rng.randrange(2, 4)})",
                f"[{self.of(NODE, 0)}, Node({numbers[0]}), Node({numbers[1]})]",
            ]),
            CALLS: lambda: rng.choice([
                "[lambda n: n + k for k in range(4)]", "[lambda n, k=k: n * k % 31 for k in range(4)]",
                f"[abs, lambda n: n % {rng.randrange(2, 9)}]",
            ]),
        }[type_]()  # fmt: skip

    # One method for each type, for what is more than a variable, a literal or a call.

    def make_int(self, depth: int) -> str:
        of = self.of
        return self.pick(
            lambda: f"({of(INT, depth)} {self.rng.choice('+-')} {of(INT, depth)})",
            lambda: f"{of(INT, depth)} * {self.rng.randrange(2, 9)} % {self.rng.randrange(7, 99)}",
            lambda: f"len({of(INTS, 0)})",
            lambda: f"sum({of(INTS, depth)})",
            lambda: f"max({of(INTS, depth)}, default={self.rng.randrange(9)})",
            lambda: self.element(INTS, INT),
            lambda: f"{self.variable(COUNTS) or self.literal(COUNTS)}.get({of(STR, 0)}, {self.rng.randrange(5)})",
            lambda: f"{self.of(NODE, 0)}.size",
            lambda: f"({of(INT, depth)} if {self.condition(depth)} else {of(INT, depth)})",
            lambda: f"int({of(FLOAT, 0)} * 2) % 100" if not self.chance(0.1) else of(INT, 0),
            lambda: self.reduced(depth),
            lambda: f"next({self.variable(ITER)}, {self.rng.randrange(9)})" if self.variable(ITER) else of(INT, 0),
            lambda: self.node_work(depth),
            lambda: f"{of(PAIR, 0)}[0]",
            lambda: self.element(CALLS, "?") if self.variable(CALLS) else of(INT, 0),
            self.literal_int,
        )

    def literal_int(self) -> str:
        return self.literal(INT)

    def node_work(self, depth: int) -> str:
        node = self.variable(NODE)
        methods = [m for m in self.methods if m.result == INT and not set(m.grows) & set(self.frozen)]
        if node is None or not methods:
            return self.of(INT, 0)
        return self.method_call(node, self.rng.choice(methods))

    def element(self, container: str, _type: str) -> str:
        name = self.variable(container)
        if name is None:
            return self.literal(INT)
        index = self.of(INT, 0)
        found = f"{name}[{index} % len({name})]"
        if container == CALLS:
            return f"{found}({self.of(INT, 0)})"
        return f"({found} if {name} else {self.rng.randrange(9)})" if not self.chance(0.1) else found

    def part(self, container: str, otherwise: str) -> str:
        """An element of a container that is itself an object, so that it has two names now."""
        name = self.variable(container)
        if name is None:
            return self.literal(otherwise)
        return f"({name}[{self.of(INT, 0)} % len({name})] if {name} else {self.literal(otherwise)})"

    def make_float(self, depth: int) -> str:
        of = self.of
        return self.pick(
            lambda: f"({of(FLOAT, depth)} {self.rng.choice('+-*')} {of(FLOAT, depth)}) % 97.5",
            lambda: f"{of(INT, depth)} / {self.rng.randrange(2, 9)}",
            lambda: f"sum({of(FLOATS, depth)})",
            lambda: f"math.sqrt(abs({of(INT, depth)}))",
            lambda: f"round({of(FLOAT, depth)}, 3)",
            lambda: "random.random()" if self.chance(0.3) else of(FLOAT, 0),
        )

    def make_str(self, depth: int) -> str:
        of = self.of
        return self.pick(
            lambda: f"({of(STR, depth)} + {of(STR, 0)})[-20:]",
            lambda: f"str({of(INT, depth)})",
            lambda: f'f"{{{self.plain(of(INT, depth))}}}:{{{self.plain(of(STR, 0))}}}"',
            lambda: f"','.join(map(str, {of(INTS, depth)}))",
            lambda: f"{of(STR, 0)}.upper()",
            lambda: f"','.join(sorted({of(WORDS, depth)}))",
        )

    def plain(self, text: str) -> str:
        """What may stand inside an f-string before Python 3.12."""
        return "0" if set(text) & set("\"'\\{}:") else text

    def make_ints(self, depth: int) -> str:
        of, rng = self.of, self.rng
        return self.pick(
            lambda: f"{of(INTS, 0)}[{rng.randrange(3)}:{rng.randrange(3, 9)}]",
            lambda: f"({of(INTS, depth)} + {of(INTS, 0)})[:12]",
            lambda: f"sorted({of(INTS, depth)}, key=lambda v: (v % {rng.randrange(2, 6)}, v))",
            lambda: f"list({rng.choice(['reversed', 'set', 'sorted'])}({of(INTS, 0)}))",
            lambda: self.comprehension(INT, depth),
            lambda: self.comprehension(INT, depth),
            lambda: self.part(ROWS, INTS),
            lambda: self.part(ROWS, INTS),
            lambda: f"{of(GROUPS, 0)}.get({of(INT, 0)} % 4, {self.literal(INTS)})",
            lambda: f"{of(NODE, 0)}.items",
            lambda: f"{of(PAIR, depth)}[1]",
            lambda: f"list(map(lambda v: v * {rng.randrange(2, 5)} % 53, {of(INTS, 0)}))",
            lambda: f"list(filter(lambda v: v % {rng.randrange(2, 5)}, {of(INTS, 0)}))",
            lambda: f"list(itertools.islice({self.variable(ITER) or self.literal(ITER)}, {rng.randrange(1, 6)}))",
            lambda: f"[*{of(INTS, 0)}, {of(INT, depth)}]",
            lambda: self.literal(INTS),
        )

    def make_floats(self, depth: int) -> str:
        return self.pick(lambda: self.comprehension(FLOAT, depth), lambda: f"{self.of(FLOATS, 0)}[:5]")

    def make_words(self, depth: int) -> str:
        return self.pick(
            lambda: self.comprehension(STR, depth),
            lambda: f"[*{self.of(WORDS, 0)}, {self.of(STR, depth)}][-6:]",
            lambda: f"list({self.of(COUNTS, 0)})",
            lambda: f"{self.of(STR, 0)}.split('a')",
        )

    def make_rows(self, depth: int) -> str:
        of = self.of
        return self.pick(
            lambda: self.comprehension(INTS, depth),
            lambda: self.comprehension(INTS, depth),
            lambda: f"{of(ROWS, 0)}[1:]",
            lambda: f"[row[:] for row in {of(ROWS, 0)}]",
            lambda: f"[list(row) for row in zip(*{of(ROWS, 0)})]",
            lambda: f"list({of(GROUPS, 0)}.values())",
            lambda: f"[node.items for node in {of(NODES, 0)}]",
            lambda: f"sorted({of(ROWS, 0)}, key=len)",
            lambda: self.literal(ROWS),
        )

    def make_counts(self, depth: int) -> str:
        return self.pick(
            lambda: f"dict({self.of(COUNTS, 0)})",
            lambda: f"{{str(k): {self.inner('k', INT, depth)} for k in {self.of(INTS, 0)}}}",
            lambda: f"collections.Counter({self.of(STR, depth)})",
            lambda: f"{{word: len(word) for word in {self.of(WORDS, 0)}}}",
        )

    def make_groups(self, depth: int) -> str:
        return self.pick(
            lambda: f"{{k % 4: {self.inner('k', INTS, depth)} for k in {self.of(INTS, 0)}}}",
            lambda: f"dict(enumerate({self.of(ROWS, depth)}))",
            lambda: f"dict({self.of(GROUPS, 0)})",
            lambda: f"dict({self.of(PAIRS, 0)})",
        )

    def make_pair(self, depth: int) -> str:
        return self.pick(
            lambda: f"({self.of(INT, depth)}, {self.of(INTS, depth)})",
            lambda: self.part(PAIRS, PAIR),
        )

    def make_pairs(self, depth: int) -> str:
        return self.pick(
            lambda: f"[(v, {self.inner('v', INTS, depth)}) for v in {self.of(INTS, 0)}]",
            lambda: f"list({self.of(GROUPS, 0)}.items())",
            lambda: f"list(zip({self.of(INTS, 0)}, {self.of(ROWS, 0)}))",
            lambda: f"sorted({self.of(PAIRS, 0)})",
        )

    def make_ids(self, depth: int) -> str:
        return self.pick(
            lambda: f"{{v % 13 for v in {self.of(INTS, depth)}}}",
            lambda: f"set({self.of(INTS, 0)})",
            lambda: f"({self.of(IDS, 0)} | {self.of(IDS, 0)})",
        )

    def make_iter(self, depth: int) -> str:
        return self.pick(
            lambda: f"iter({self.of(INTS, 0)})",
            lambda: f"(v + {self.rng.randrange(9)} for v in {self.of(INTS, 0)})",
            lambda: f"map(lambda v: v * 2, {self.of(INTS, 0)})",
        )

    def make_node(self, depth: int) -> str:
        return self.pick(
            lambda: f"Node({self.of(INT, depth)})",
            lambda: f"Node({self.of(INT, depth)}, {self.of(INTS, depth)})",
            lambda: self.part(NODES, NODE),
            lambda: f"({self.of(NODE, 0)}.peer or {self.of(NODE, 0)})",
            lambda: f"min({self.of(NODES, 0)}, key=lambda node: node.size, default=Node(3))",
            lambda: f"({self.of(NODE, 0)} + {self.of(NODE, 0)})" if "__add__" in self.operators else self.literal(NODE),
        )

    def make_nodes(self, depth: int) -> str:
        return self.pick(
            lambda: f"[Node({self.inner('v', INT, depth)}) for v in {self.of(INTS, 0)}]",
            lambda: f"[{self.of(NODE, depth)}, {self.of(NODE, 0)}]",
            lambda: f"sorted({self.of(NODES, 0)}, key=lambda node: node.size)",
            lambda: f"{self.of(NODES, 0)}[:4]",
            lambda: f"[node for node in {self.of(NODES, 0)} if {self.inner('node.size', INT, depth)} % 2]",
        )

    def make_calls(self, depth: int) -> str:
        return self.literal(CALLS)

    def condition(self, depth: int = 1) -> str:
        of, rng = self.of, self.rng
        return self.pick(
            lambda: f"{of(INT, depth)} % {rng.randrange(2, 6)} == {rng.randrange(2)}",
            lambda: f"{of(INT, depth)} {rng.choice(['<', '>', '<=', '!='])} {of(INT, depth)}",
            lambda: f"{of(INT, 0)} in {of(INTS, 0)}",
            lambda: f"{of(INT, 0)} in {of(IDS, 0)}",
            lambda: f"{of(INTS, 0)} == {of(INTS, 0)}",
            lambda: f"({self.fresh('w')} := {of(INT, depth)}) > {rng.randrange(50)}",
            lambda: f"any({self.generator(INT, depth)})",
            lambda: f"{of(STR, 0)} < {of(STR, 0)}",
            lambda: f"{of(INT, depth)} % 3 and {of(INT, depth)} % 2",
            lambda: f"{of(NODE, 0)} == {of(NODE, 0)}",
            lambda: f"{of(FLOAT, depth)} > {of(FLOAT, 0)}",
        )

    def fresh(self, stem: str) -> str:
        self.bound += 1
        return f"{stem}{self.bound}"

    # Comprehensions.

    def inner(self, name: str, type_: str, depth: int) -> str:
        """An expression in which a further number has a name."""
        frames, frozen = self.scope.frames, self.frozen
        self.scope.frames = [*frames, [Variable(name, INT, True)] if name.isidentifier() else []]
        self.frozen = [*frozen, INTS]
        try:
            heavy = self.heavy(type_) if self.chance(0.7) else None
            text = heavy or self.of(type_, depth)
        finally:
            self.scope.frames, self.frozen = frames, frozen
        if not name.isidentifier() and self.chance(0.7):
            return f"({name} + {text})"
        return text

    def generator(self, type_: str, depth: int) -> str:
        """`f(v) for v in values`, without brackets."""
        if self.nested >= 2:
            return f"{self.literal(type_)} for _ in range(3)"
        self.nested += 1
        try:
            return self.generator_of(type_, depth)
        finally:
            self.nested -= 1

    def generator_of(self, type_: str, depth: int) -> str:
        name = self.fresh("v")
        kind = self.rng.randrange(6)
        if kind == 0 and self.scope.of(ROWS):
            row, rows = self.fresh("r"), self.variable(ROWS)
            return f"{self.inner(name, type_, depth)} for {row} in {rows} for {name} in {row}"
        if kind == 1:
            other = self.fresh("v")
            text = self.inner(name, type_, depth)
            return f"{text} for {other}, {name} in enumerate({self.of(INTS, 0)}) if {other} % 3 != 1"
        if kind == 2:
            return f"{self.inner(name, type_, depth)} for {name} in range({self.rng.randrange(3, 9)})"
        condition = f" if {self.inner(name, INT, 0)} % 2" if self.chance(0.2) else ""
        return f"{self.inner(name, type_, depth)} for {name} in {self.of(INTS, 0)}{condition}"

    def comprehension(self, type_: str, depth: int) -> str:
        return f"[{self.generator(type_, depth)}]"

    def reduced(self, depth: int) -> str:
        kind = self.rng.choice(["sum", "min", "max", "len"])
        if kind == "sum":
            return f"sum({self.generator(INT, depth)})"
        if kind == "len":
            return f"len({{{self.generator(INT, depth)}}})"
        return f"{kind}(({self.generator(INT, depth)}), default=0)"


MAKERS = {
    INT: "int", FLOAT: "float", STR: "str", INTS: "ints", FLOATS: "floats", WORDS: "words", ROWS: "rows",
    COUNTS: "counts", GROUPS: "groups", PAIR: "pair", PAIRS: "pairs", IDS: "ids", ITER: "iter", NODE: "node",
    NODES: "nodes", CALLS: "calls",
}  # fmt: skip
