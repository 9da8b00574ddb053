"""Functions and classes of the kind that people write, each with a part that a seed chooses.

A helper is text with placeholders `{name}` for its own name and `{a}`, `{b}`, … for small numbers.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from vocabulary import (
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
    Function,
)  # fmt: skip

# Work without effects: what makes a region worth its workers. Trip counts are small, so that programs end soon.
HEAVY = [
    ("weigh", (INT, INT), INT, """
def {name}(n, k):
    total = {a}
    for i in range(n % {c} + 2):
        for j in range(k % 5 + 2):
            total = (total * 31 + i * j + {b}) % 10007
    return total
"""),
    ("mix", (INTS,), INT, """
def {name}(values):
    result = {a}
    for value in values:
        for k in range(value % {c} + 1):
            result = (result * 17 + value + k) % 5003
    return result
"""),
    ("blur", (INTS,), INTS, """
def {name}(row):
    out = []
    for i in range(len(row)):
        near = row[max(0, i - {a}):i + 2]
        out.append(sum(v * v % 7 for v in near) + row[i])
    return out
"""),
    ("spread", (INT,), INTS, """
def {name}(n):
    result = []
    value = n
    for i in range(n % {c} + 2):
        for _ in range({b}):
            value = (value * 13 + i) % 257
        result.append(value)
    return result
"""),
    ("measure", (FLOAT, INT), FLOAT, """
def {name}(x, n):
    total = 0.0
    for i in range(n % 6 + 2):
        for j in range({b}):
            total += (x * i + j) / (i + {a} + j)
    return total
"""),
    ("spell", (INT,), STR, """
def {name}(n):
    text = ""
    for i in range(n % {c} + 2):
        for j in range(3):
            n = (n * 7 + i + j) % 1009
        text += chr(97 + n % 26)
    return text
"""),
    ("tally", (STR,), COUNTS, """
def {name}(text):
    counts = {{}}
    for letter in text:
        for i in range({b}):
            counts[letter] = counts.get(letter, 0) + ord(letter) % (i + 2)
    return counts
"""),
    ("fill", (INT, INT), ROWS, """
def {name}(n, k):
    return [[(i * j + k) % {c} for j in range(n % 3 + 2)] for i in range(k % 3 + 2)]
"""),
    ("split", (INTS,), PAIR, """
def {name}(values):
    low = []
    work = 0
    for value in values:
        for k in range({b}):
            work = (work * 3 + value * k) % 997
        if value % 2 == {a} % 2:
            low.append(value)
    return work, low
"""),
    ("solve", (INT,), INT, """
def {name}(n):
    if n < 2 or n % 7 < 2:
        return n % {c}
    left = {name}(n // 2)
    right = {name}(n // 3)
    return (left * 3 + right + sum(i * n % 5 for i in range({b}))) % 1009
"""),
    ("average", (FLOATS,), FLOAT, """
def {name}(values):
    total = 0.0
    for value in values:
        for k in range({b}):
            total += value / (k + {a})
    return total / (len(values) or 1)
"""),
    ("summed", (ROWS,), INT, """
def {name}(rows):
    total = 0
    for row in rows:
        for value in row:
            for k in range(3):
                total = (total + value * k) % 10007
    return total
"""),
    ("climb", (NODE,), INT, """
def {name}(node):
    total = node.size
    for value in node.items:
        for k in range({b}):
            total = (total * 5 + value * k) % 3001
    return total
"""),
    ("gather", (GROUPS,), INT, """
def {name}(groups):
    total = 0
    for key, members in groups.items():
        for member in members:
            total = (total * 3 + key * member) % 7001
    return total
"""),
    ("common", (IDS, INT), INT, """
def {name}(ids, n):
    hits = 0
    for i in range(n % {c} + 1):
        for j in range({b}):
            hits += i * j in ids
    return hits
"""),
    ("distinct", (INTS,), IDS, """
def {name}(values):
    return {{(value * k) % {c} for value in values for k in range({b})}}
"""),
    ("cached", (INT,), INT, """
@functools.lru_cache(maxsize=None)
def {name}(n):
    total = 0
    for i in range(n % {c} + 2):
        for j in range({b}):
            total += i * n % (j + 1)
    return total
"""),
    ("checked", (INT,), INT, """
def {name}(n):
    total = 0
    for i in range(n % {c} + 2):
        for j in range({b}):
            total = (total * 7 + i + j) % 101
    if total % 9 == {a}:
        raise ValueError("bad value", n, total)
    return total
"""),
    ("built", (INT,), NODE, """
def {name}(n):
    node = Node(n % {c})
    for i in range(n % 4 + 1):
        for j in range({b}):
            node.items.append((n * i + j) % 11)
    return node
"""),
]  # fmt: skip

# Functions that change, keep or hand on what they are given: parameters, result, what grows, text.
IMPURE = [
    ("push", (INTS, INT), INTS, (INTS,), """
def {name}(values, n):
    for i in range(n % {c}):
        n = (n * 3 + i) % 101
    values.append(n)
    return values
"""),
    ("touch", (INTS, INT), None, (), """
def {name}(values, n):
    for i in range(len(values)):
        values[i] = (values[i] + n * i) % 1013
"""),
    ("choose", (INTS, INTS, INT), INTS, (), """
def {name}(first, second, n):
    work = 0
    for i in range(n % {c} + 2):
        for j in range({b}):
            work += i * j
    return first if work % 2 else second
"""),
    ("nth", (ROWS, INT), INTS, (), """
def {name}(rows, n):
    return rows[n % len(rows)] if rows else [n]
"""),
    ("remember", (INTS,), INT, (INTS,), """
{name}_kept = []
def {name}(values):
    {name}_kept.append(values)
    if len({name}_kept) > 1:
        {name}_kept[-2].append(len({name}_kept))
    return len({name}_kept)
"""),
    ("counted", (INT,), INT, (), """
{name}_calls = 0
def {name}(n):
    global {name}_calls
    {name}_calls += 1
    for i in range(n % {c}):
        for j in range({b}):
            n = (n * 3 + i * j) % 509
    return n + {name}_calls
"""),
    ("collect", (INT,), INTS, (INTS,), """
def {name}(n, kept=[]):
    for i in range(n % {c}):
        for j in range({b}):
            n = (n + i * j) % 307
    kept.append(n)
    return kept
"""),
    ("group", (GROUPS, INT, INT), INTS, (INTS, GROUPS), """
def {name}(groups, key, n):
    bucket = groups.setdefault(key % {c}, [])
    bucket.append(n)
    return bucket
"""),
    ("join", (GROUPS, INT, INTS), None, (GROUPS,), """
def {name}(groups, key, values):
    groups[key % {c}] = values
"""),
    ("bump", (COUNTS, STR), INT, (COUNTS,), """
def {name}(counts, key):
    counts[key] = counts.get(key, 0) + {a}
    return counts[key]
"""),
    ("wire", (NODE, NODE), NODE, (), """
def {name}(node, other):
    node.peer = other
    other.items = node.items
    return other
"""),
    ("drain", (ITER, INT), INT, (), """
def {name}(source, n):
    total = 0
    for value in source:
        total = (total * 5 + value) % 211
        if total % {c} == n % {c}:
            break
    return total
"""),
    ("walk", (INT, INTS), ITER, (), """
def {name}(n, values):
    for i in range(n % 6 + 1):
        for j in range({b}):
            n = (n * 11 + i + j) % 601
        yield n + (values[i % len(values)] if values else 0)
"""),
    ("swap", (ROWS, INT, INT), None, (), """
def {name}(rows, i, j):
    if rows:
        i, j = i % len(rows), j % len(rows)
        rows[i], rows[j] = rows[j], rows[i]
"""),
    ("share", (ROWS, INT), None, (), """
def {name}(rows, n):
    if len(rows) > 1:
        rows[n % len(rows)] = rows[0]
"""),
    ("draw", (INT,), INT, (), """
def {name}(n):
    total = 0
    for i in range(n % {c} + 1):
        total += random.randrange({a} + i + 1)
    return total
"""),
    ("peers", (NODES, INT), NODE, (), """
def {name}(nodes, n):
    for i in range(n % {c}):
        for j in range({b}):
            n = (n * 3 + i + j) % 401
    return nodes[n % len(nodes)] if nodes else Node(n)
"""),
    ("wrap", (INT, INTS), PAIR, (), """
def {name}(n, values):
    for i in range(n % {c}):
        for j in range({b}):
            n = (n * 3 + i + j) % 401
    return n, values
"""),
    ("twice", (INTS,), ROWS, (), """
def {name}(values):
    return [values, values, values[:]]
"""),
    ("tell", (INT,), INT, (), """
def {name}(n):
    for i in range(n % {c}):
        n = (n * 3 + i) % 401
    if n % {a} == 0:
        print("{name}", n)
    return n
"""),
    ("worst", (INTS, INT), INT, (), """
def {name}(values, n):
    try:
        for i in range(n % {c} + 1):
            for j in range({b}):
                n = (n * 3 + values[i] + j) % 401
    except IndexError as error:
        values.append(n % 50) if len(values) < 30 else values.clear()
        return len(str(error))
    finally:
        if values:
            values[0] = n % 50
    return n
"""),
    ("spare", (INTS, INT), INTS, (), """
def {name}(values, n):
    if n % 2:
        return list(values)
    return values
"""),
    ("pairs", (NODES, INT), PAIRS, (), """
def {name}(nodes, n):
    return [(node.size + n, node.items) for node in nodes]
"""),
]  # fmt: skip

# Classes: `Node` is always there; the parts are chosen one by one.
NODE_PARTS = [
    ("size_squared", (), INT, (), """
    @property
    def size_squared(self):
        total = 0
        for i in range(self.size % 5 + 2):
            for j in range(self.size % 3 + 2):
                total += i * j
        return total + self.size * self.size
"""),
    ("work", (INT,), INT, (), """
    def work(self, n):
        total = self.size
        for i in range(n % 6 + 2):
            for j in range({b}):
                total = (total * 7 + i + j) % 2003
        return total
"""),
    ("absorb", (INT,), INT, (INTS,), """
    def absorb(self, n):
        for i in range(n % {c}):
            for j in range({b}):
                n = (n * 3 + i) % 307
        self.items.append(n)
        self.size += 1
        return n
"""),
    ("shift", (INT,), None, (), """
    def shift(self, n):
        self.size = (self.size + n) % 503
        if self.peer is not None:
            self.peer.size = self.size + 1
"""),
    ("mine", (), INTS, (), """
    def mine(self):
        return self.items
"""),
    ("mark", (INT,), INT, (), """
    def mark(self, n):
        Node.marked = Node.marked + 1
        self.log.append(n)
        return len(self.log)
"""),
    ("itself", (INT,), NODE, (), """
    def itself(self, n):
        for i in range(n % {c}):
            for j in range({b}):
                n = (n * 3 + i) % 307
        if n % 2:
            return self
        return Node(n)
"""),
    ("longest", (INTS,), INTS, (), """
    def longest(self, values):
        work = 0
        for value in values:
            for j in range({b}):
                work = (work * 3 + value) % 307
        return values if len(values) > len(self.items) else self.items
"""),
]  # fmt: skip
NODE_OPERATORS = """
    def __eq__(self, other):
        return isinstance(other, Node) and self.size == other.size
    def __hash__(self):
        return hash(self.size)
|
    def __lt__(self, other):
        return (self.size, len(self.items)) < (other.size, len(other.items))
|
    def __iter__(self):
        return iter(self.items)
|
    def __getitem__(self, i):
        return self.items[i % len(self.items)] if self.items else i
|
    def __len__(self):
        return len(self.items)
|
    def __add__(self, other):
        result = Node(self.size + other.size)
        result.items = self.items
        return result
|
    def __iadd__(self, n):
        self.size += n
        self.items.append(n % 100)
        return self
|
    def __bool__(self):
        return self.size > 0
""".split("|")

HEADS = [
    """
class Node:
    marked = 0
    log = []
    def __init__(self, size, items=None):
        self.size = size
        self.items = [] if items is None else items
        self.peer = None
""",
    """
class Base:
    marked = 0
    log = []
    def describe(self, n):
        return n + self.size
class Node(Base):
    def __init__(self, size, items=None):
        super().__init__()
        self.size = size
        self.items = [size, {a}] if items is None else items
        self.peer = None
    def describe(self, n):
        return super().describe(n) * 2
""",
    """
@dataclasses.dataclass(eq=False)
class Node:
    size: int
    items: list = dataclasses.field(default_factory=list)
    peer: object = None
    marked = 0
    log = []
""",
    """
class Node:
    __slots__ = ("size", "items", "peer")
    marked = 0
    log = []
    def __init__(self, size, items=()):
        self.size, self.peer = size, None
        self.items = list(items)
""",
]
REPR = """
    def __repr__(self):
        return f"Node({self.size}, {self.items})"
"""


def numbers(rng: random.Random) -> dict[str, int]:
    return {"a": rng.randrange(1, 5), "b": rng.randrange(2, 6), "c": rng.randrange(3, 10)}


def node_class(rng: random.Random) -> tuple[str, list[Function], set[str]]:
    """The text of the class Node, its methods (called on a node; a property has no parameters), its operators."""
    text = rng.choice(HEADS).strip("\n") + "\n"
    methods = []
    for name, parameters, result, grows, body in NODE_PARTS:
        if rng.random() < 0.4:
            text += body.strip("\n") + "\n"
            heavy = "{b}" in body
            methods.append(Function(name, parameters, result, heavy, name in ("size_squared", "work"), grows, 1))
    operators = set()
    for part in NODE_OPERATORS:
        if rng.random() < 0.25:
            text += part.strip("\n") + "\n"
            operators.add(part.split("def ")[1].split("(")[0])
    return fill(text, rng) + REPR.strip("\n"), methods, operators


def fill(text: str, rng: random.Random) -> str:
    """Put numbers into a class, whose text may hold braces of its own."""
    for letter, number in numbers(rng).items():
        text = text.replace("{" + letter + "}", str(number))
    return text


def functions(rng: random.Random, types: set[str], heavy: int, impure: int) -> Iterable[tuple[str, Function]]:
    """Some helpers that use only these types as (text, signature), the heavy ones first."""

    def fitting(helpers: list) -> list:  # type: ignore[type-arg]
        found = [helper for helper in helpers if types.issuperset({*helper[1], helper[2] or INT})]
        return rng.sample(found, len(found))

    for name, parameters, result, body in fitting(HEAVY)[:heavy]:
        text = body.strip("\n").format(name=name, **numbers(rng))
        yield text, Function(name, parameters, result, heavy=True, raises="raise " in body)
    for name, parameters, result, grows, body in fitting(IMPURE)[:impure]:
        text = body.strip("\n").format(name=name, **numbers(rng))
        yield text, Function(name, parameters, result, heavy="{b}" in body, pure=False, grows=grows, level=1)
