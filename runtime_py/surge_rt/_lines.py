"""Compile the driver so that every line and column in it is the original's.

The driver is the user's source with regions edited in, so each of its lines came from a line of the original.
`LINES` says which. Columns are shifted by the difference of indentation where the text of both lines is the same,
and dropped where it is not, so that a traceback never underlines the wrong text.
"""

from __future__ import annotations

import ast
import os
from types import CodeType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NO_COLUMN = -1


def compile_driver(folder: str, path: str, runs: Iterable[Sequence[int]]) -> CodeType:
    """Compile `__main__.py` of the package in `folder` under the name `path`, without its prelude."""
    with open(os.path.join(folder, "__main__.py"), "rb") as file:
        source = file.read()
    tree = ast.parse(source, path)
    _drop_prelude(tree)
    with open(os.path.join(folder, "original.py"), "rb") as file:
        original = file.read()
    lines = _line_table(runs, len(source.splitlines()) + 2)
    shifts = _column_shifts(source.splitlines(), original.splitlines(), lines)
    for node in ast.walk(tree):
        if hasattr(node, "lineno"):
            _move(node, lines, shifts)
    return compile(tree, path, "exec", dont_inherit=True)


def _drop_prelude(tree: ast.Module) -> None:
    """Remove the line that called `enter`: the first line that holds a call of that name."""
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            called = node.value.func
            if isinstance(called, ast.Attribute) and called.attr == "enter":
                line = node.lineno
                tree.body = [kept for kept in tree.body if kept.lineno != line]
                return


def _line_table(runs: Iterable[Sequence[int]], size: int) -> list[int]:
    """The original's line for each line of the driver; lines outside all runs belong to the line before them."""
    table = [0] * (size + 1)
    for first, original, count, step in runs:
        for offset in range(count):
            if first + offset <= size:
                table[first + offset] = original + offset * step
    previous = 1
    for line, original in enumerate(table):
        previous = table[line] = original or previous
    return table


def _column_shifts(driver: list[bytes], original: list[bytes], lines: list[int]) -> list[int | None]:
    """How far left each line of the driver moves to stand where the original has it; None when texts differ."""
    shifts: list[int | None] = [None] * len(lines)
    for number, text in enumerate(driver, 1):
        line = lines[number]
        if line <= len(original):
            before = original[line - 1]
            here, there = text.lstrip(), before.lstrip()
            if here.rstrip() == there.rstrip():
                shifts[number] = (len(text) - len(here)) - (len(before) - len(there))
    return shifts


def _move(node: ast.AST, lines: list[int], shifts: list[int | None]) -> None:
    """Give one node the original's position."""
    first, last = node.lineno, node.end_lineno  # type: ignore[attr-defined]
    node.lineno = lines[first]  # type: ignore[attr-defined]
    node.end_lineno = max(lines[last], lines[first])  # type: ignore[attr-defined]
    start, end = shifts[first], shifts[last]
    if start is None or end is None or lines[last] < lines[first]:
        node.col_offset = node.end_col_offset = NO_COLUMN  # type: ignore[attr-defined]
        return
    node.col_offset -= start  # type: ignore[attr-defined]
    node.end_col_offset -= end  # type: ignore[attr-defined]
