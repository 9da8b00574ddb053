"""Reads the knowledge tables and checks the grammar of their signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # before Python 3.11
    import tomli as tomllib

FOLDER = Path(__file__).resolve().parents[2] / "src" / "knowledge"

EFFECTS = {
    "prints", "input", "reads-file", "writes-file", "renames", "random", "time", "sleeps", "environment", "state", "exits",
    "network", "process", "threads", "dynamic", "identity", "unknown", "progress", "inherited", "governs", "limits",
}  # fmt: skip
COSTS = {"linear", "heavy"}
SIMPLE = {"int", "float", "bool", "complex", "str", "bytes", "none", "any", "imm", "num", "fresh", "sumof0", "self"}
CONTAINERS = {"list": 1, "set": 1, "frozenset": 1, "iter": 1, "steered": 1, "dict": 2}
TOP_KEYS = {
    "module",
    "package",
    "default",
    "optional",
    "functions",
    "values",
    "arity",
    "keywords",
    "passes",
    "since",
    "until",
    "exceptions",
    "types",
}
TYPE_KEYS = {
    "mutable",
    "sealed",
    "plain",
    "slice",
    "view",
    "own",
    "reading",
    "iterates",
    "item",
    "operators",
    "static",
    "attributes",
    "methods",
    "arity",
    "keywords",
    "passes",
}
NAME = r"[A-Za-z_][A-Za-z0-9_]*"
TOKEN = re.compile(rf"\s*({NAME}(?:\.{NAME})*|\.\.\.|[\[\],|])")


@dataclass(frozen=True)
class Signature:
    """What a call does: effect words, arguments changed, arguments called, cost, result type as written.

    `keeps` is what the changed containers take in, keys and elements, each as a list of types; None where that is not said.
    """

    effects: frozenset[str]
    mutates: tuple[str, ...]
    calls: tuple[str, ...]
    cost: str
    result: str
    result_type: list[Type]
    keeps: tuple[list[Type], list[Type]] | None = None
    out: int | None = None  # the position of the argument that takes the result, where it is given

    @property
    def pure(self) -> bool:
        return "pure" in self.effects


def load() -> dict[str, dict]:
    """All tables by module name."""
    tables = {}
    for path in sorted(FOLDER.glob("*.toml")):
        with path.open("rb") as file:
            tables[path.stem] = tomllib.load(file)
    return tables


def parse_signature(text: str, known_type) -> Signature:
    """Parses `effects -> type`; raises ValueError with the reason."""
    left, arrow, right = text.partition(" -> ")
    if not arrow or left.strip() != left or right.strip() != right:
        raise ValueError(f"no ` -> ` in {text!r}")
    effects: set[str] = set()
    mutates, calls, cost, keeps, out = [], [], "", None, None
    words = left.split(" ")
    position = 0
    while position < len(words):
        word = words[position]
        position += 1
        if word in ("mutates", "calls"):
            if position == len(words):
                raise ValueError(f"`{word}` without an argument in {text!r}")
            target = words[position]
            position += 1
            if not re.fullmatch(rf"\d|{NAME}", target) or target in EFFECTS | COSTS:
                raise ValueError(f"`{word} {target}` in {text!r}")
            (mutates if word == "mutates" else calls).append(target)
        elif word == "out":
            if position == len(words) or not words[position].isdigit():
                raise ValueError(f"`out` without a position in {text!r}")
            out = int(words[position])
            position += 1
        elif word == "keeps":
            if keeps or not mutates or position == len(words):
                raise ValueError(f"`keeps` in {text!r}")
            keeps = ([], [])
            if words[position] != "none":
                key, colon, element = words[position].rpartition(":")
                keeps = (parse_type(key, known_type) if colon else [], parse_type(element, known_type))
            position += 1
        elif word in COSTS:
            if cost:
                raise ValueError(f"two costs in {text!r}")
            cost = word
        elif word == "pure" or word in EFFECTS:
            if word in effects:
                raise ValueError(f"`{word}` twice in {text!r}")
            effects.add(word)
        else:
            raise ValueError(f"unknown word {word!r} in {text!r}")
    if "pure" in effects and (len(effects) > 1 or mutates):
        raise ValueError(f"`pure` with another effect in {text!r}")
    if not effects and not mutates:
        raise ValueError(f"no effect in {text!r}")
    result_type = parse_type(right, known_type)
    for word in re.findall(r"(?<![\w.])call(\w+)", right):
        if word not in calls:
            raise ValueError(f"`call{word}` without `calls {word}` in {text!r}")
    return Signature(frozenset(effects), tuple(mutates), tuple(calls), cost, right, result_type, keeps, out)


def applies(sharp: Signature | None, args: list, kwargs: dict) -> bool:
    """Whether the sharper signature for this number of positional arguments holds for a call."""
    if sharp is None or any(value is None for value in args):
        return False
    named = {*sharp.calls, *sharp.mutates, *re.findall(r"(?<![\w.])(?:arg|elem|call)(\w+)", sharp.result)}
    return set(kwargs) <= named


def sharper(signatures: dict, args: list, kwargs: dict, allowed: list[str] | None) -> Signature:
    """The signature of a package's function for a call: by `2`, `2?`, `2+seed`, `1+0` or, for all others, None."""
    for key in sorted((key for key in signatures if key is not None), key=lambda key: "+" not in key):
        count, _, required = key.partition("+")
        takes_none = count.endswith("?")
        if int(count.rstrip("?")) != len(args) or (not takes_none and any(value is None for value in args)):
            continue
        if required.isdigit():
            if type(args[int(required)]) not in (int, str):
                continue
        elif required and type(kwargs.get(required)) is not int:
            continue
        named = {required, *signatures[key].calls}
        names = [text.lstrip("+").partition("=")[0] for text in allowed or () if required or text[0] != "+"]
        if allowed is None or set(kwargs) <= named | set(names):
            return signatures[key]
    return signatures[None]


def parse_type(text: str, known_type) -> list[Type]:
    """The alternatives of a type expression; `known_type(name)` says whether a type of that name is in the tables."""
    tokens, position = [], 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            raise ValueError(f"cannot read the type {text!r} at {position}")
        tokens.append(match.group(1))
        position = match.end()
    union, rest = _union(tokens, 0, text, known_type)
    if rest != len(tokens):
        raise ValueError(f"left over {tokens[rest:]} in the type {text!r}")
    return union


@dataclass(frozen=True)
class Type:
    """One alternative of a type expression: a name, and one union per parameter."""

    name: str
    parameters: tuple[list[Type], ...] = ()
    dots: bool = False


def _union(tokens: list[str], at: int, text: str, known_type) -> tuple[list[Type], int]:
    single, at = _single(tokens, at, text, known_type)
    union = [single]
    while at < len(tokens) and tokens[at] == "|":
        single, at = _single(tokens, at + 1, text, known_type)
        union.append(single)
    return union, at


def _single(tokens: list[str], at: int, text: str, known_type) -> tuple[Type, int]:
    if at == len(tokens) or not re.match(r"[A-Za-z_]", tokens[at]):
        raise ValueError(f"a type is missing in {text!r}")
    name = tokens[at]
    at += 1
    parameters, dots = [], False
    if at < len(tokens) and tokens[at] == "[":
        while True:
            if tokens[at + 1 : at + 2] == ["..."]:
                at, dots = at + 2, True
            else:
                union, at = _union(tokens, at + 1, text, known_type)
                parameters.append(union)
            if at == len(tokens):
                raise ValueError(f"`[` is not closed in {text!r}")
            if tokens[at] == "]":
                at += 1
                break
            if tokens[at] != ",":
                raise ValueError(f"`,` expected in {text!r}")
    count = len(parameters)
    if name == "tuple":
        good = count > 0 and (not dots or count == 1)
    elif name in CONTAINERS:
        good = count == CONTAINERS[name] and not dots
    elif name in SIMPLE or re.fullmatch(
        rf"self\.(elem|key|item)|(arg|elem|call)(\d|all|{NAME})|argkw|(key|val)\d|(deep)?copy\d", name
    ):
        good = count == 0
    else:
        good = known_type(name) and count <= 2 and not dots
    if not good:
        raise ValueError(f"`{name}` is no known type, or has the wrong number of parameters, in {text!r}")
    return Type(name, tuple(parameters), dots), at
