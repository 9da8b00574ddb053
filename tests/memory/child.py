"""Runs one program under tracemalloc and prints, as JSON, its peak and what its global variables hold at the end.

Usage: child.py PROGRAM [ARGS]. Modules that the program imports are imported before, so that only what the program itself
allocates counts. Objects that exist anyway (constants of the code, small integers, single characters) are left out of the
sizes of variables, as the estimate leaves them out.
"""

import ast
import gc
import importlib
import json
import os
import sys
import tracemalloc
import types

SMALL = range(-5, 257)
# What packages import when it is first needed.
LATER = {"numpy": ("random", "linalg", "fft", "ma")}
CODE = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)


def import_first(tree):
    """Imports what the program imports."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        for name in names:
            importlib.import_module(name)
            for part in LATER.get(name, ()):
                importlib.import_module(f"{name}.{part}")


def constants_of(code, found):
    """The ids of the constants of a code object and of those in it."""
    for value in code.co_consts:
        found.add(id(value))
        if isinstance(value, types.CodeType):
            constants_of(value, found)
        elif isinstance(value, (tuple, frozenset)):
            found.update(id(part) for part in value)
    for name in code.co_names + code.co_varnames + code.co_cellvars + code.co_freevars:
        found.add(id(name))


def exists_anyway(value):
    """Whether there is one such object for all."""
    if value is None or isinstance(value, (bool, type(Ellipsis))):
        return True
    if type(value) is int:
        return value in SMALL
    if type(value) is str:
        return len(value) < 2 and value <= "\xff"
    return type(value) in (tuple, bytes, frozenset) and not value


def held(value, constants):
    """The bytes of everything that a value leads to, each object once."""
    seen, todo, total = set(), [value], 0
    while todo:
        value = todo.pop()
        if id(value) in seen or id(value) in constants or exists_anyway(value) or isinstance(value, CODE):
            continue
        seen.add(id(value))
        if type(value).__module__.split(".")[0] == "pandas":
            # `getsizeof` counts a text as often as it is there.
            total += int(getattr(value.memory_usage(), "sum", value.memory_usage)())
            columns = [value[name] for name in value.columns] if value.ndim == 2 else [value]
            todo.extend(element for column in columns if column.dtype in (object, "str") for element in column)
            continue
        total += sys.getsizeof(value)
        if isinstance(value, dict):
            todo.extend(value.keys())
            todo.extend(value.values())
        elif isinstance(value, (list, tuple, set, frozenset)) or type(value).__name__ == "deque":
            todo.extend(value)
        for name in getattr(type(value), "__slots__", ()):
            if hasattr(value, name):
                todo.append(getattr(value, name))
        # Looking at `__dict__` would create it where it is not there yet.
        if type(value).__module__ == "__main__" and not hasattr(type(value), "__slots__"):
            todo.extend(gc.get_referents(value))
    return total


def main():
    path = sys.argv[1]
    sys.argv = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        source = file.read()
    tree = ast.parse(source)
    import_first(tree)
    code = compile(source, path, "exec")
    report, sys.stdout = sys.stdout, open(os.devnull, "w")
    namespace = {"__name__": "__main__", "__file__": path, "__doc__": None}
    sys.modules["__main__"].__dict__.update(namespace)
    namespace = sys.modules["__main__"].__dict__
    mine = set(namespace)
    gc.collect()
    gc.disable()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    try:
        exec(code, namespace)
    except SystemExit:
        pass
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    constants = set()
    constants_of(code, constants)
    for module in list(sys.modules.values()):
        if module is not sys.modules["__main__"]:
            constants.update(id(value) for value in vars(module).values() if isinstance(value, str))
    variables = {}
    for name, value in namespace.items():
        if name in mine or isinstance(value, CODE):
            continue
        length = len(value) if isinstance(value, (list, tuple, dict, set, str, bytes, bytearray, range)) else None
        variables[name] = {"size": held(value, constants), "length": length}
    json.dump({"peak": peak, "variables": variables}, report)


main()
