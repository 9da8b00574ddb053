"""Types of generated values, names for variables, and what a generated function or class promises to its callers."""

from __future__ import annotations

import dataclasses

INT, FLOAT, STR = "int", "float", "str"
INTS, FLOATS, WORDS = "list[int]", "list[float]", "list[str]"
ROWS = "list[list[int]]"
COUNTS, GROUPS = "dict[str, int]", "dict[int, list[int]]"
PAIR, PAIRS = "tuple[int, list[int]]", "list[tuple[int, list[int]]]"
IDS = "set[int]"
ITER = "iterator of int"
NODE, NODES = "node", "list[node]"
CALLS = "list of functions of one int"

SCALARS = (INT, FLOAT, STR)
MUTABLE = (INTS, FLOATS, WORDS, ROWS, COUNTS, GROUPS, PAIRS, IDS, NODE, NODES)
# How often a new variable has each type.
WEIGHTS = {
    INT: 8, FLOAT: 3, STR: 3, INTS: 9, FLOATS: 2, WORDS: 2, ROWS: 8, COUNTS: 4, GROUPS: 5,
    PAIR: 2, PAIRS: 3, IDS: 2, ITER: 2, NODE: 5, NODES: 4, CALLS: 1,
}  # fmt: skip

# How likely a program uses some types at all: one that uses everything is a program about which nothing can be proved.
FEATURES = {
    (FLOAT, FLOATS): 0.5, (STR, WORDS): 0.4, (ROWS,): 0.65, (COUNTS, STR, WORDS): 0.25, (GROUPS,): 0.35,
    (PAIR, PAIRS): 0.3, (IDS,): 0.25, (ITER,): 0.2, (NODE,): 0.35, (NODES, NODE): 0.25, (CALLS,): 0.1,
}  # fmt: skip

NAMES = {
    INT: ["total", "count", "size", "best", "offset", "score", "step", "width", "seed", "limit"],
    FLOAT: ["ratio", "mean", "weight", "rate", "error", "scale"],
    STR: ["name", "label", "line", "text", "key", "word"],
    INTS: ["values", "items", "row", "numbers", "column", "queue", "buffer", "sizes"],
    FLOATS: ["ratios", "weights", "samples"],
    WORDS: ["names", "lines", "labels", "words"],
    ROWS: ["grid", "rows", "table", "matrix", "board"],
    COUNTS: ["counts", "scores", "index", "totals"],
    GROUPS: ["groups", "buckets", "graph", "edges"],
    PAIR: ["entry", "pair", "record"],
    PAIRS: ["entries", "pairs", "records"],
    IDS: ["seen", "ids", "marks"],
    ITER: ["stream", "source", "feed"],
    NODE: ["node", "box", "cell", "root", "tank"],
    NODES: ["nodes", "boxes", "cells", "tanks"],
    CALLS: ["steps", "rules", "hooks"],
}


@dataclasses.dataclass(frozen=True)
class Function:
    """How a function may be called: by name (or, for a method, on a node), with what, for what.

    `grows` lists the types that a call may make longer, which must not happen while one of them is iterated over.
    `level` bounds the work: functions call only those of a lower level.
    """

    name: str
    parameters: tuple[str, ...]
    result: str | None
    heavy: bool = False
    pure: bool = True
    grows: tuple[str, ...] = ()
    level: int = 0
    raises: bool = False


@dataclasses.dataclass
class Variable:
    """One variable of the generated program. A constant is read and mutated, but never assigned again."""

    name: str
    type: str
    constant: bool = False


class NotWanted(Exception):
    """An expression of a type that this program does without."""
