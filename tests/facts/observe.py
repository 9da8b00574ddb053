"""Run a script and hold what its functions really do against what surgec claims of them.

    python3 tests/facts/observe.py effects.json report.json script.py ARGS…

`effects.json` comes from `surgec --emit effects=json script.py`. Around a sample of the calls of each function, what can be reached
from its arguments, its closure and the program's globals is noted by identity. After the call, each difference must be inside the claims:

- globals and closure variables that were assigned, and those that a function that was called reads;
- objects from before the call that changed: contents, attributes, the position of iterators and generators;
- output written (but for warnings), files opened, the shared random generator drawn from;
- the type of the result, of parameters and of shared variables, with all that they hold;
- whether the result, or something in it, was there before the call.

The script's output goes where it always goes. Violations go to the report as JSON: a list of texts, and counts.
"""

from __future__ import annotations

import collections
import dataclasses
import functools
import io
import json
import os
import random
import sys
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Calls that are looked at: the first ones of each function, then ever fewer.
FIRST_CALLS = 6
MOST_CALLS = 24
# Objects around a call past which it is not looked at, and seconds after which nothing is any more.
MOST_OBJECTS = 4000
SECONDS = 10.0

CONTENTS = "[]"
EVERYTHING = "*"
UNCHANGING = (int, float, complex, str, bytes, bool, type(None), range, type(Ellipsis), type(NotImplemented))
POSITIONS = (type(iter([])), type(iter(())), type(iter(range(0))), type(reversed([])))
ATOMS = {
    type(None): "none", bool: "bool", int: "int", float: "float", complex: "complex", str: "str", bytes: "bytes", range: "range",
}  # fmt: skip
Parts = dict[str, tuple[Any, ...]]


def parts_of(obj: Any) -> Parts | None:
    """What an object holds, by field; `None` where it holds nothing that this script follows."""
    kind = type(obj)
    if kind in UNCHANGING:
        return None
    if kind in (list, tuple, collections.deque):
        return {CONTENTS: tuple(obj)}
    if kind in (set, frozenset):
        return {CONTENTS: tuple(sorted(obj, key=id))}
    if kind is bytearray:
        return {CONTENTS: (bytes(obj),)}
    if issubclass(kind, dict) and kind.__module__ in ("builtins", "collections"):
        return {CONTENTS: tuple(dict.keys(obj)) + tuple(dict.values(obj))}
    if kind is memoryview:
        return {CONTENTS: (obj.obj,)}
    if kind in POSITIONS:
        # The position alone: how much is left depends on what the iterator reads.
        return {CONTENTS: obj.__reduce__()[2:]}
    if isinstance(obj, types.GeneratorType):
        frame = obj.gi_frame
        # The iterator behind a generator expression, `.0`, is part of it.
        values = [value for name, value in frame.f_locals.items() if name != ".0"] if frame else []
        return {CONTENTS: (frame.f_lasti if frame else None, *values)}
    if isinstance(obj, types.FunctionType):
        return function_parts(obj)
    if isinstance(obj, types.MethodType):
        return {"receiver": (obj.__self__,)}
    if isinstance(obj, functools.partial):
        return {CONTENTS: (obj.func, obj.args, obj.keywords)}
    if kind.__module__ == "__main__" or kind.__module__ in Program.modules:
        return instance_parts(obj)
    return None


def function_parts(function: types.FunctionType) -> Parts:
    """Defaults and attributes; closures are looked at as variables of the bodies that own them."""
    parts = {name: (value,) for name, value in vars(function).items()}
    parts["__defaults__"] = tuple(function.__defaults__ or ())
    return parts


def as_written(kind: type, name: str) -> str:
    """The name that the source has for an attribute which Python mangles: `__secret` for `_Safe__secret`."""
    for base in kind.__mro__:
        prefix = f"_{base.__name__.lstrip('_')}__"
        if name.startswith(prefix) and not name.endswith("__"):
            return name[len(prefix) - 2 :]
    return name


def instance_parts(obj: Any) -> Parts | None:
    """The attributes of an instance of one of the program's classes, and what it holds as a container."""
    if isinstance(obj, type):
        return None
    parts: Parts = {}
    for base in type(obj).__mro__:
        for name in base.__dict__.get("__slots__", ()):
            try:
                parts[name] = (object.__getattribute__(obj, name),)
            except AttributeError:
                continue
    try:
        own = object.__getattribute__(obj, "__dict__")
        parts.update((as_written(type(obj), name), (value,)) for name, value in own.items())
    except AttributeError:
        pass
    if isinstance(obj, (list, tuple)):
        parts[CONTENTS] = tuple(tuple.__iter__(obj) if isinstance(obj, tuple) else list.__iter__(obj))
    elif isinstance(obj, dict):
        parts[CONTENTS] = tuple(dict.keys(obj)) + tuple(dict.values(obj))
    return parts


def same(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    """Whether two parts hold the same objects, or equal ones that nobody can tell apart."""
    return len(before) == len(after) and all(
        a is b or (type(a) is type(b) and type(a) in UNCHANGING and repr(a) == repr(b)) for a, b in zip(before, after)
    )


class TooMuch(Exception):
    """There is too much to note."""


class Snapshot:
    """Objects that can be reached from some roots, each with what it holds. Keeps them alive, so that identities last."""

    def __init__(self, roots: list[Any]) -> None:
        self.objects: dict[int, tuple[Any, Parts]] = {}
        pending = list(roots)
        while pending:
            obj = pending.pop()
            if id(obj) in self.objects:
                continue
            parts = parts_of(obj)
            if parts is None:
                continue
            self.objects[id(obj)] = (obj, parts)
            if len(self.objects) > MOST_OBJECTS:
                raise TooMuch
            for held in parts.values():
                pending.extend(held)

    def changes(self) -> Iterator[tuple[Any, str]]:
        """Objects that hold something else by now, with the field that differs."""
        for obj, parts in self.objects.values():
            now = parts_of(obj) or {}
            for field in parts.keys() | now.keys():
                if field not in parts or field not in now or not same(parts[field], now[field]):
                    yield obj, field

    def reachable(self, root: Any) -> set[int]:
        """Identities of what could be reached from one object."""
        seen: set[int] = set()
        pending = [root]
        while pending:
            obj = pending.pop()
            if id(obj) not in seen and id(obj) in self.objects:
                seen.add(id(obj))
                for held in self.objects[id(obj)][1].values():
                    pending.extend(held)
        return seen


class Claims:
    """The claims of one program."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.functions = facts["functions"]
        self.variables = facts["variables"]
        self.objects = facts["objects"]
        self.modules = facts["modules"]
        self.calls = {tuple(edge) for edge in facts["calls"]}
        self.by_place: dict[tuple[int, int, str], int | None] = {}
        for index, function in enumerate(self.functions):
            name = "<lambda>" if function["kind"] == "lambda" else function["name"]
            place = (function["module"], function["line"], name)
            # Two of one name on one line cannot be told apart.
            self.by_place[place] = None if place in self.by_place else index
        self.globals = {(v["module"], v["name"]): n for n, v in enumerate(self.variables) if v["global"]}

        own = [(n, v) for n, v in enumerate(self.variables) if v["shared"] and not v["global"]]
        self.closures = {(v["function"], v["name"]): n for n, v in own}

    def matches(self, obj: Any, number: int) -> bool:
        """Whether an object of the program may be this abstract one."""
        claimed = self.objects[number]
        kind, name = claimed["kind"], claimed["name"]
        if kind == "library":
            return self.matches_library(obj, name)
        if kind == "instance":
            return any(base.__name__ == name for base in type(obj).__mro__)
        if kind == "class":
            return isinstance(obj, type) and obj.__name__ == name
        if kind == "function":
            # What `functools.wraps` made has another name than its code.
            return (
                isinstance(obj, types.FunctionType) and obj.__code__.co_firstlineno == self.functions[int(name)]["line"]
            )
        if kind in ("module", "library-module"):
            return isinstance(obj, types.ModuleType)
        return not isinstance(obj, (list, dict, set, types.GeneratorType)) or kind == "record"

    def matches_library(self, obj: Any, name: str) -> bool:
        # The tables have names of their own for some types, such as iterators: only those that hold things are certain.
        known = (list, dict, set, tuple, frozenset, bytearray, collections.deque, collections.defaultdict, collections.Counter,
                 collections.OrderedDict)  # fmt: skip
        own = type(obj)
        if own in known:
            return name in {f"{base.__module__}.{base.__qualname__}" for base in own.__mro__[:-1]}
        if own.__module__ == "__main__" or own.__module__ in Program.modules:
            return name in {f"{base.__module__}.{base.__qualname__}" for base in own.__mro__[:-1]}
        return not any(name == f"{base.__module__}.{base.__qualname__}" for base in known)

    def conforms(self, obj: Any, value: dict[str, Any], seen: set[Any]) -> str | None:
        """What about an object, or something that it holds, is outside of an abstract value; `None` where all is inside."""
        # The streams are ours here.
        if "any" in value["atoms"] or isinstance(obj, Counting):
            return None
        if type(obj) in ATOMS:
            return None if ATOMS[type(obj)] in value["atoms"] else f"a {type(obj).__name__}"
        candidates = [number for number in value["objects"] if self.matches(obj, number)]
        if not candidates:
            return None if "other" in value["atoms"] and not parts_of(obj) else f"a {type(obj).__name__}"
        key = (id(obj), tuple(candidates))
        if key in seen:
            return None
        seen.add(key)
        return self.holds(obj, candidates, seen)

    def holds(self, obj: Any, candidates: list[int], seen: set[Any]) -> str | None:
        """Whether what an object holds is inside what these abstract ones hold together."""
        objects = [self.objects[number] for number in candidates]
        if isinstance(obj, dict):
            checks = [(key, "key", "a key") for key in dict.keys(obj)] + [
                (v, "element", "a value") for v in dict.values(obj)
            ]
        elif type(obj) in (list, tuple, set, frozenset, collections.deque):
            checks = [(element, "element", "an element") for element in obj]
        else:
            return self.attributes_hold(obj, objects, seen)
        for part, where, called in checks[:200]:
            wrong = self.conforms(part, self.joined([claimed[where] for claimed in objects]), seen)
            if wrong:
                return f"{wrong} as {called} of a {type(obj).__name__}"
        return None

    def attributes_hold(self, obj: Any, objects: list[dict[str, Any]], seen: set[Any]) -> str | None:
        if not all(claimed["kind"] == "instance" for claimed in objects):
            return None
        for name, (part, *_) in (instance_parts(obj) or {}).items():
            known = [claimed["attributes"][name] for claimed in objects if name in claimed["attributes"]]
            if name == CONTENTS or not known:
                continue
            wrong = self.conforms(part, self.joined(known), seen)
            if wrong:
                return f"{wrong} as attribute {name} of a {type(obj).__name__}"
        return None

    def joined(self, values: list[dict[str, Any]]) -> dict[str, Any]:
        atoms = {atom for value in values for atom in value["atoms"]}
        objects = sorted({number for value in values for number in value["objects"]})
        return {"atoms": atoms, "objects": objects}


@dataclasses.dataclass
class Activation:
    """A call that is being looked at."""

    function: int
    frame: types.FrameType
    arguments: list[Any]
    snapshot: Snapshot
    variables: dict[int, Any]
    output: int
    files: tuple[int, int]
    drawn: Any
    called: set[int] = dataclasses.field(default_factory=set)


MISSING = object()


class Program:
    """The program while it runs: which calls are looked at, and what was found."""

    modules: set[str] = set()

    def __init__(self, claims: Claims, folder: Path, namespace: dict[str, Any]) -> None:
        self.claims = claims
        self.folder = folder
        self.namespace = namespace
        self.functions: dict[types.CodeType, int | None] = {}
        self.counts: collections.Counter[int] = collections.Counter()
        self.stack: list[Activation] = []
        self.violations: dict[str, str] = {}
        self.totals: collections.Counter[str] = collections.Counter()
        self.opened = [0, 0]
        self.busy = False
        self.deadline = time.monotonic() + SECONDS
        self.labels = {str(folder / label): number for number, label in enumerate(claims.modules)}
        self.written = 0

    # ---- events ----

    def profile(self, frame: types.FrameType, event: str, argument: Any) -> None:
        """What `sys.setprofile` calls."""
        if self.busy or event not in ("call", "return"):
            return
        self.busy = True
        try:
            if event == "call":
                self.enter(frame)
            elif self.stack and self.stack[-1].frame is frame:
                self.leave(self.stack.pop(), argument)
        finally:
            self.busy = False

    def number_of(self, code: types.CodeType) -> int | None:
        if code not in self.functions:
            module = self.labels.get(code.co_filename)
            place = (module, code.co_firstlineno, code.co_name)
            self.functions[code] = None if module is None else self.claims.by_place.get(place)
        return self.functions[code]

    def enter(self, frame: types.FrameType) -> None:
        number = self.number_of(frame.f_code)
        if number is None:
            return
        claimed = self.claims.functions[number]
        for activation in self.stack:
            activation.called.add(number)
        if claimed["kind"] == "module" or claimed["generator"] or claimed["async"]:
            return
        self.counts[number] += 1
        count = self.counts[number]
        wanted = count <= FIRST_CALLS or (count & (count - 1) == 0 and count < 1 << MOST_CALLS)
        if not wanted or time.monotonic() > self.deadline:
            return
        names = [self.claims.variables[var]["name"] for var in claimed["parameters"]]
        if not set(names) <= frame.f_locals.keys():
            self.totals["parameters that are cells or unnamed"] += 1
            return
        arguments = [frame.f_locals[name] for name in names]
        variables = self.variables_around(frame)
        try:
            snapshot = Snapshot([*arguments, *variables.values()])
        except (TooMuch, RuntimeError):
            self.totals["calls with too much around them"] += 1
            return
        self.totals["calls looked at"] += 1
        for var, argument in zip(claimed["parameters"], arguments):
            self.check_value(
                self.claims.variables[var]["value"], argument, f"parameter {self.place(number)} {self.name(var)}"
            )
        self.stack.append(
            Activation(
                number, frame, arguments, snapshot, variables, self.position(), tuple(self.opened), self.random()
            )
        )

    def leave(self, call: Activation, result: Any) -> None:
        claimed = self.claims.functions[call.function]
        after = self.variables_around(call.frame)
        self.check_variables(call, claimed, after)
        self.check_reads(call, claimed)
        self.check_changes(call, claimed)
        self.check_effects(call, claimed)
        for var, obj in after.items():
            if self.claims.variables[var]["shared"]:
                self.check_value(self.claims.variables[var]["value"], obj, f"variable {self.name(var)}")
        # An exception leaves a function with None as well, which only widens what is checked.
        if result is not None:
            self.check_value(claimed["result"], result, f"result of {self.place(call.function)}")
            self.check_origins(call, claimed, result)

    # ---- what is around a call ----

    def variables_around(self, frame: types.FrameType) -> dict[int, Any]:
        """Values of the program's globals, and of the free variables of a frame, by number."""
        found = {}
        for name, obj in [*self.namespace.items()]:
            var = self.claims.globals.get((0, name))
            if var is not None and not isinstance(obj, types.ModuleType):
                found[var] = obj
        number = self.number_of(frame.f_code)
        for name in frame.f_code.co_freevars:
            var = self.owner_of(number, name)
            if var is not None and name in frame.f_locals:
                found[var] = frame.f_locals[name]
        return found

    def owner_of(self, number: int | None, name: str) -> int | None:
        """The variable that a free name of a function means: that of the nearest body around it."""
        while number is not None and self.claims.functions[number]["outer"] != number:
            number = self.claims.functions[number]["outer"]
            if (number, name) in self.claims.closures:
                return self.claims.closures[number, name]
        return None

    def position(self) -> int:
        return self.written

    def random(self) -> int:
        return hash(random.getstate())

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and not self.busy and isinstance(arguments[0], (str, bytes)):
            flags = arguments[2] or 0
            name = os.fsdecode(arguments[0])
            if name.endswith((".py", ".pyc")) or "site-packages" in name:
                return
            writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if isinstance(flags, int) else 0
            self.opened[1 if writes else 0] += 1

    # ---- checks ----

    def check_variables(self, call: Activation, claimed: dict[str, Any], after: dict[int, Any]) -> None:
        allowed = {*claimed["writes"], *claimed["call_writes"]}
        for var in call.variables.keys() | after.keys():
            before, now = call.variables.get(var, MISSING), after.get(var, MISSING)
            if var not in allowed and not same((before,), (now,)):
                self.report(f"{self.place(call.function)} assigns {self.name(var)}", f"to {now!r:.80}")

    def check_reads(self, call: Activation, claimed: dict[str, Any]) -> None:
        """Globals that are read by the functions that ran during the call."""
        allowed = set(claimed["reads"])
        if "unknown" in claimed["effects"]:
            return
        for number in call.called:
            for var in self.claims.functions[number]["reads"]:
                known = self.claims.variables[var]
                # What an activation of an inner function reads of this one is its own business.
                if known["global"] and var not in allowed:
                    self.report(f"{self.place(call.function)} reads {self.name(var)}", f"through {self.place(number)}")

    def check_changes(self, call: Activation, claimed: dict[str, Any]) -> None:
        writes = claimed["heap_writes"]
        if writes["everything"] or "unknown" in claimed["effects"]:
            self.totals["calls that may change everything"] += 1
            return
        for obj, field in call.snapshot.changes():
            if not self.may_change(call, writes, obj, field):
                self.report(
                    f"{self.place(call.function)} changes a {type(obj).__name__} at {field}", f"now {obj!r:.80}"
                )

    def may_change(self, call: Activation, writes: dict[str, Any], obj: Any, field: str) -> bool:
        def covers(claimed: str) -> bool:
            return claimed in (field, EVERYTHING)

        if writes["any"] and any(
            o["escaped"] and self.claims.matches(obj, n) for n, o in enumerate(self.claims.objects)
        ):
            return True
        if any(covers(place["field"]) and self.claims.matches(obj, place["object"]) for place in writes["locations"]):
            return True
        for touch in writes["parameters"]:
            if not covers(touch["field"]) or touch["parameter"] >= len(call.arguments):
                continue
            if touch["object"] is not None and not self.claims.matches(obj, touch["object"]):
                continue
            argument = call.arguments[touch["parameter"]]
            # A bound method stands for what it is bound to, and a view for what it views.
            if isinstance(argument, (types.MethodType, types.BuiltinMethodType)):
                argument = argument.__self__
            if (
                obj is argument
                or obj is getattr(argument, "obj", argument)
                or (touch["deep"] and id(obj) in call.snapshot.reachable(argument))
            ):
                return True
        return False

    def check_effects(self, call: Activation, claimed: dict[str, Any]) -> None:
        words = set(claimed["effects"])
        if "unknown" in words:
            return
        what = self.place(call.function)
        if self.position() != call.output and "prints" not in words:
            self.report(f"{what} prints", "")
        # Output may be a file.
        if self.opened[1] > call.files[1] and "writes-file" not in words:
            self.report(f"{what} opens a file for writing", "")
        if self.opened[0] > call.files[0] and not words & {"reads-file", "writes-file", "imports"}:
            self.report(f"{what} opens a file", "")
        if self.random() != call.drawn and not {"random", "draws", "seeded"} & words:
            self.report(f"{what} draws random numbers", "")

    def check_value(self, value: dict[str, Any], obj: Any, what: str) -> None:
        wrong = self.claims.conforms(obj, value, set())
        if wrong:
            self.report(f"{what} is {wrong}", f"{obj!r:.80}")

    def check_origins(self, call: Activation, claimed: dict[str, Any], result: Any) -> None:
        """Whether the result, or something mutable in it, was there before the call although it is said to be new."""
        origins = claimed["result"]["origins"]
        if self.is_old(call, result) and not self.may_be_from(call, origins, result):
            self.report(f"{self.place(call.function)} returns an old {type(result).__name__}", f"{result!r:.80}")
        elif not self.is_old(call, result) and origins["fresh"]:
            try:
                parts = Snapshot([result]).objects
            except (TooMuch, RuntimeError):
                return
            for part, _ in parts.values():
                allowed = claimed["result_parts"]
                if self.is_old(call, part) and not self.may_be_from(call, allowed, part, parts_too=True):
                    text = f"{self.place(call.function)} returns something with an old {type(part).__name__} in it"
                    self.report(text, f"{part!r:.80}")

    def is_old(self, call: Activation, obj: Any) -> bool:
        lasting = (tuple, frozenset, types.FunctionType, types.MethodType)
        return id(obj) in call.snapshot.objects and not isinstance(obj, lasting)

    def may_be_from(self, call: Activation, origins: dict[str, Any], obj: Any, parts_too: bool = False) -> bool:
        if origins["outside"]:
            return True
        arguments = dict(enumerate(call.arguments))
        if any(arguments.get(p) is obj for p in origins["parameters"]):
            return True
        inside = [*origins["parts"], *(origins["parameters"] if parts_too else ())]
        return any(p in arguments and id(obj) in call.snapshot.reachable(arguments[p]) for p in inside)

    # ---- reporting ----

    def name(self, var: int) -> str:
        known = self.claims.variables[var]
        return f"{known['name']} of {self.claims.functions[known['function']]['name']}"

    def place(self, number: int) -> str:
        claimed = self.claims.functions[number]
        return f"{claimed['name']} (line {claimed['line']})"

    def report(self, text: str, detail: str) -> None:
        self.violations.setdefault(text, detail)


class Counting(io.TextIOBase):
    """A stream that counts what is written through it."""

    def __init__(self, inner: Any, count: Callable[[], None]) -> None:
        self.inner = inner
        self.count = count

    def write(self, text: str) -> int:
        self.count()
        return int(self.inner.write(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def flush(self) -> None:
        self.inner.flush()


def run(facts: Path, report: Path, script: Path) -> None:
    """Run the script as `python script.py` would, looked at all the time."""
    claims = Claims(json.loads(facts.read_text()))
    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=str(script), __builtins__=__builtins__)
    sys.modules["__main__"] = module
    folder = script.resolve().parent
    sys.path[0] = str(folder)
    Program.modules = {Path(label).with_suffix("").as_posix().replace("/", ".") for label in claims.modules}
    program = Program(claims, folder, module.__dict__)
    code = compile(script.read_bytes(), str(folder / script.name), "exec", dont_inherit=True)

    def wrote() -> None:
        # No claim names warnings that the interpreter gives by itself: the runtime sends their items to the driver.
        if sys._getframe(2).f_globals.get("__name__") != "warnings":
            program.written += 1

    sys.stdout, sys.stderr = Counting(sys.stdout, wrote), Counting(sys.stderr, wrote)
    sys.addaudithook(program.audit)
    sys.setprofile(program.profile)
    try:
        exec(code, module.__dict__)
    finally:
        sys.setprofile(None)
        found = {"violations": program.violations, "totals": program.totals}
        report.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    facts_file, report_file, script_file = map(Path, sys.argv[1:4])
    sys.argv[:] = [sys.argv[3], *sys.argv[4:]]
    run(facts_file, report_file, script_file)
