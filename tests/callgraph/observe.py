"""Who calls whom in one run of a script: `python observe.py OUTPUT FOLDER SCRIPT`.

Writes a list of pairs of places, (file, first line, name), as JSON. The caller is the nearest function of the program on the stack, so
that what a library calls back counts as called by whoever called the library. Bodies of classes and comprehensions belong to the function
around them, as they do for surgec.
"""

from __future__ import annotations

import json
import os
import sys
from types import CodeType, FrameType
from typing import Any

Place = tuple[str, int, str]
PARTS = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}
OPTIMIZED = 1  # in co_flags: the code of functions, not of modules and classes


def owners(code: CodeType, label: str, owner: Place | None, found: dict[Place, Place]) -> None:
    """From the place of each code object to that of the function to which it belongs."""
    place = (label, code.co_firstlineno, code.co_name)
    is_part = owner is not None and (code.co_name in PARTS or not code.co_flags & OPTIMIZED)
    found[place] = owner if is_part and owner is not None else place
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            owners(constant, label, found[place], found)


def main(output: str, folder: str, script: str) -> None:
    folder = os.path.realpath(folder)
    known: dict[Place, Place] = {}
    for where, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".py"):
                path = os.path.join(where, name)
                label = os.path.relpath(path, folder)
                with open(path, encoding="utf-8") as file:
                    owners(compile(file.read(), path, "exec", dont_inherit=True), label, None, known)

    def place_of(frame: FrameType) -> Place | None:
        code = frame.f_code
        path = os.path.realpath(code.co_filename)
        if not path.startswith(folder + os.sep):
            return None
        return known.get((os.path.relpath(path, folder), code.co_firstlineno, code.co_name))

    edges: set[tuple[Place, Place]] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event != "call":
            return
        callee = place_of(frame)
        caller = None
        above = frame.f_back
        while above is not None and caller is None and callee is not None:
            caller = place_of(above)
            above = above.f_back
        # A part of a function within itself, and what the interpreter calls at its end, is called by nobody.
        is_part = callee is not None and (frame.f_code.co_name in PARTS or not frame.f_code.co_flags & OPTIMIZED)
        if caller is not None and callee is not None and not is_part:
            edges.add((caller, callee))

    path = os.path.join(folder, script)
    sys.path[0] = folder
    sys.argv = [script]
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    namespace = {"__name__": "__main__", "__file__": path, "__builtins__": __builtins__}
    sys.setprofile(note)
    try:
        exec(code, namespace)
    finally:
        sys.setprofile(None)
    with open(output, "w", encoding="utf-8") as file:
        json.dump(sorted(edges), file)


if __name__ == "__main__":
    main(*sys.argv[1:])
