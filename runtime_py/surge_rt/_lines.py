"""Compile the driver so that every line and column in it is the original's.

The driver is the user's source with regions edited in, so each of its lines came from a line of the original.
`LINES` says which. Columns are shifted by the difference of indentation where the text of both lines is the same,
and dropped where it is not, so that a traceback never underlines the wrong text.
"""

from __future__ import annotations

import ast
import os
import sys
from types import CodeType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CO_OPTIMIZED = 1  # code of functions, which classes and modules are not
COMPREHENSIONS = frozenset(("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"))
NO_COLUMN = -1
NO_FRAME = "<elements>"  # the name of code that has no frame in the original


def compile_driver(folder: str, name: str, path: str, runs: Iterable[Sequence[int]]) -> CodeType:
    """Compile the driver `name` of the package in `folder` under the name `path`, without its prelude."""
    return compile_rewritten(os.path.join(folder, name), os.path.join(folder, "original.py"), path, runs)


def compile_rewritten(rewritten: str, unchanged: str, path: str, runs: Iterable[Sequence[int]]) -> CodeType:
    """Compile the file `rewritten` as if it were `path`, whose text is in the file `unchanged`."""
    with open(rewritten, "rb") as file:
        source = file.read()
    tree = ast.parse(source, path)
    _drop_prelude(tree)
    with open(unchanged, "rb") as file:
        original = file.read()
    lines = _line_table(runs, len(source.splitlines()) + 2)
    shifts = _column_shifts(source.splitlines(), original.splitlines(), lines)
    frames: dict[str, str | None] = {}
    elements: dict[str, str | None] = {}
    functions: set[str] = set()
    for node in ast.walk(tree):
        if hasattr(node, "lineno"):
            _move(node, lines, shifts)
        _note_comprehension(node, frames, elements)
        _note_function(node, functions)
    code = compile(tree, path, "exec", dont_inherit=True)
    if elements or functions:
        code = _with_places(code, "", "", (elements, functions))
    return _with_frames(code, frames, functions) if frames or functions else code


def _note_comprehension(node: ast.AST, frames: dict[str, str | None], elements: dict[str, str | None]) -> None:
    """Note what the frame of a comprehension is called, by the parameter of the lambda that stands for it, and where its elements stand.

    `[*surge_rt.values(…, lambda surge_items: (…))]` was a list comprehension. None: it has no frame of its own. A generator
    expression is called what it was.
    """
    inlined = sys.version_info >= (3, 12)
    if isinstance(node, (ast.List, ast.Set)) and len(node.elts) == 1 and isinstance(node.elts[0], ast.Starred):
        call: ast.AST = node.elts[0].value
        name = place = None if inlined else "<listcomp>" if isinstance(node, ast.List) else "<setcomp>"
    elif isinstance(node, ast.DictComp):
        call, name, place = node.generators[0].iter, None, None if inlined else "<dictcomp>"
    else:
        call, name, place = node, None, "<genexpr>"
    if isinstance(call, ast.Call) and call.args and isinstance(call.args[-1], ast.Lambda):
        function = call.func
        parameters = call.args[-1].args.args
        if isinstance(function, ast.Attribute) and function.attr == "values" and len(parameters) == 1:
            elements.setdefault(parameters[0].arg, place)  # what is around a call comes first
            if call is not node:
                frames[parameters[0].arg] = name


def _note_function(node: ast.AST, functions: set[str]) -> None:
    """Note the function in `surge_rt.states(function, …)`: it was a loop, and so has no frame of its own."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "states":
        function, runtime = node.args[0] if node.args else None, node.func.value
        if isinstance(function, ast.Name) and isinstance(runtime, ast.Name) and "surge_rt" in runtime.id:
            functions.add(function.id)


def _with_places(
    code: CodeType, before: str, after: str, generated: tuple[dict[str, str | None], set[str]]
) -> CodeType:
    """The same code, whose functions are called what they are in the original: `__qualname__`, which exceptions show.

    What is around them is `before`, and was `after`.
    """
    elements, functions = generated
    own = _only_parameter(code)
    constants = list(code.co_consts)
    for index, constant in enumerate(code.co_consts):
        if not isinstance(constant, CodeType):
            continue
        name: str | None = constant.co_name
        called = getattr(constant, "co_qualname", before + constant.co_name)
        if _only_parameter(constant) in elements or name in functions:
            name = None
        elif own in elements and name == "<genexpr>":
            name = elements[own]
        now = None if name is None else called if not called.startswith(before) else after + name
        is_function = constant.co_flags & CO_OPTIMIZED and constant.co_name not in COMPREHENSIONS
        separator = ".<locals>." if is_function else "."
        within = after if now is None else now + separator
        constant = _with_places(constant, called + separator, within, generated)
        if now is not None and now != called:
            if hasattr(constant, "co_qualname"):
                constant = constant.replace(co_qualname=now)
            else:
                constants = [now if type(text) is str and text == called else text for text in constants]
        constants[index] = constant
    return code.replace(co_consts=tuple(constants))


def _only_parameter(code: CodeType) -> str:
    """The parameter of a lambda that has one."""
    return code.co_varnames[0] if code.co_name == "<lambda>" and code.co_argcount == 1 else ""


def _with_frames(code: CodeType, frames: dict[str, str | None], functions: set[str]) -> CodeType:
    """The same code, with the frames of comprehensions called as in the original, or marked as none of its own."""
    own = _only_parameter(code)
    constants = []
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            constant = _with_frames(constant, frames, functions)
            if constant.co_name in functions:
                constant = constant.replace(co_name=NO_FRAME)
            if own in frames and constant.co_name == "<genexpr>":
                constant = constant.replace(co_name=frames[own] or NO_FRAME)
        constants.append(constant)
    return code.replace(co_consts=tuple(constants))


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
