"""Make a program smaller while something stays true of it.

Statements are removed, blocks replaced by what is inside them, expressions by one of their parts, as long as `holds`
says yes. The result is the text of a program again.
"""

from __future__ import annotations

import ast
import copy
import time
from collections.abc import Callable, Iterator

BODIES = ("body", "orelse", "finalbody")


def minimise(text: str, holds: Callable[[str], bool], seconds: float = 120.0) -> str:
    """The smallest program found within the time for which `holds` is true; `text` itself must be one."""
    end = time.monotonic() + seconds
    current = ast.unparse(ast.parse(text)) + "\n"
    if not holds(current):
        return text
    while time.monotonic() < end:
        smaller = statements_removed(current, holds, end)
        smaller = simplified(smaller, holds, end)
        if smaller == current:
            break
        current = smaller
    return current


def accepted(tree: ast.Module, holds: Callable[[str], bool]) -> str | None:
    try:
        text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        compile(text, "candidate", "exec")
    except (SyntaxError, ValueError, TypeError):
        return None
    return text if holds(text) else None


def blocks(tree: ast.AST) -> list[tuple[ast.AST, str]]:
    """Every list of statements, as its owner and field, outermost first."""
    return [
        (node, field)
        for node in ast.walk(tree)
        for field in BODIES
        if isinstance(getattr(node, field, None), list) and getattr(node, field)
    ]


def statements_removed(text: str, holds: Callable[[str], bool], end: float) -> str:
    """Remove runs of statements from each block, long runs first."""
    number = 0
    while True:
        found = blocks(ast.parse(text))
        if number >= len(found):
            return text
        size = max(1, len(getattr(*found[number])) // 2)
        while size and time.monotonic() < end:
            start = 0
            while time.monotonic() < end:
                tree = ast.parse(text)
                known = blocks(tree)
                if number >= len(known):
                    break
                owner, field = known[number]
                block = getattr(owner, field)
                if start >= len(block):
                    break
                removed = block[start : start + size]
                inside = [s for statement in removed for s in getattr(statement, "body", [])]
                candidates = (
                    [[], inside]
                    if len(removed) == 1 and isinstance(removed[0], (ast.For, ast.If, ast.Try, ast.While, ast.With))
                    else [[]]
                )
                smaller = None
                for instead in candidates:
                    trial = copy.deepcopy(tree)
                    owner, field = blocks(trial)[number]
                    left = [*block[:start], *instead, *block[start + size :]]
                    if not left and field == "body" and not isinstance(owner, ast.Module):
                        left = [ast.Pass()]
                    if left and isinstance(left[0], ast.Pass) and len(block) == 1 and isinstance(block[0], ast.Pass):
                        continue
                    setattr(owner, field, left)
                    smaller = accepted(trial, holds)
                    if smaller is not None:
                        break
                if smaller is None:
                    start += size
                else:
                    text = smaller
            size //= 2
        if time.monotonic() >= end:
            return text
        number += 1


def simplified(text: str, holds: Callable[[str], bool], end: float) -> str:
    """Replace expressions by their parts or by a number."""
    number = 0
    while time.monotonic() < end:
        tree = ast.parse(text)
        places = list(expressions(tree))
        if number >= len(places):
            return text
        smaller = None
        for index in range(len(replacements(getattr_at(*places[number])))):
            trial = ast.parse(text)
            owner, field, position = list(expressions(trial))[number]
            replace_at(owner, field, position, replacements(getattr_at(owner, field, position))[index])
            smaller = accepted(trial, holds)
            if smaller is not None and len(smaller) < len(text):
                break
            smaller = None
            if time.monotonic() >= end:
                return text
        if smaller is None:
            number += 1
        else:
            text = smaller
    return text


def expressions(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Every place of an expression that could be a smaller one."""
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            values = value if isinstance(value, list) else [value]
            for position, item in enumerate(values):
                if isinstance(item, ast.expr) and not isinstance(item, (ast.Name, ast.Constant)):
                    if not isinstance(getattr(item, "ctx", None), (ast.Store, ast.Del)):
                        yield node, field, position if isinstance(value, list) else None


def getattr_at(owner: ast.AST, field: str, position: int | None) -> ast.expr:
    value = getattr(owner, field)
    found: ast.expr = value if position is None else value[position]
    return found


def replace_at(owner: ast.AST, field: str, position: int | None, new: ast.expr) -> None:
    if position is None:
        setattr(owner, field, new)
    else:
        getattr(owner, field)[position] = new


def replacements(expression: ast.expr) -> list[ast.expr]:
    """What an expression may be replaced by: its direct parts, shortest first, and a number."""
    parts = [child for child in ast.iter_child_nodes(expression) if isinstance(child, ast.expr)]
    parts.sort(key=lambda part: len(ast.dump(part)))
    fewer: list[ast.expr] = []
    if isinstance(expression, (ast.List, ast.Tuple, ast.Set)):
        for index in range(len(expression.elts)):
            shorter = copy.deepcopy(expression)
            del shorter.elts[index]
            fewer.append(shorter)
    return [ast.Constant(1), *parts, *fewer]
