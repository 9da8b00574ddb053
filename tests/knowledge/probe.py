"""Calls library functions and compares what they do with what the tables say.

A call that an entry describes as pure, or as changing only a named argument, must leave everything else alone: the
other arguments, standard output, the process-wide random generator, the process's settings; and it must open no file.
Its result must be of the type that the entry gives, and a container may be one of the arguments, or part of one,
only where the type says so.
"""

import collections
import contextlib
import io
import itertools
import os
import random
import re
import sys
import types
from dataclasses import dataclass, field

from instances import INSTANCES

FLAGGED = (
    "open",
    "os.",
    "shutil.",
    "socket.",
    "subprocess.",
    "tempfile.",
    "glob.",
    "sqlite3.",
    "time.sleep",
    "ctypes.",
)
MUTABLE = (list, dict, set, bytearray, collections.deque, collections.UserDict, collections.UserList)
_events: list[str] = []
_listening = False


def _audit(event, _arguments):
    if _listening and event.startswith(FLAGGED):
        _events.append(event)


sys.addaudithook(_audit)


class Recorder:
    """A callable that remembers what it got and what it returned."""

    def __init__(self, function):
        self.function = function
        self.returned = []
        self.received = []

    def __call__(self, *args, **kwargs):
        self.received.append(args)
        value = self.function(*args, **kwargs)
        self.returned.append(value)
        return value


@dataclass
class Call:
    """One call: the receiver of a method (or None), and the arguments."""

    function: object
    receiver: object = None
    args: list = field(default_factory=list)
    kwargs: dict = field(default_factory=dict)

    def run(self):
        return self.function(*self.args, **self.kwargs)


def state(value, depth=0):
    """What can be seen of a value, in a form that can be compared later."""
    if depth > 6 or isinstance(value, (type, types.ModuleType, types.FunctionType, Recorder)):
        return id(value)
    kind = type(value)
    if isinstance(value, (list, tuple, collections.deque, collections.UserList)):
        return kind, [state(item, depth + 1) for item in value]
    if isinstance(value, (dict, collections.UserDict, collections.ChainMap)):
        return kind, [(state(key, depth + 1), state(value[key], depth + 1)) for key in list(value)]
    if isinstance(value, (set, frozenset)):
        return kind, sorted(map(repr, value))
    if isinstance(value, random.SystemRandom):
        return kind
    if isinstance(value, random.Random):
        return kind, value.getstate()
    if isinstance(value, (io.StringIO, io.BytesIO)):
        return kind, value.getvalue(), value.tell()
    if isinstance(value, memoryview):
        return kind, value.tobytes()
    if hasattr(value, "hexdigest") and not getattr(value, "name", "").startswith("shake"):
        return kind, value.hexdigest()
    if hasattr(value, "__next__"):
        return id(value)
    if kind.__module__ == "ipaddress":
        # Networks keep what they have worked out under public names.
        return kind, repr(value)
    parts = vars(value) if hasattr(value, "__dict__") else {}
    # Objects may fill private caches when they are read; that is invisible.
    return kind, repr(value), [(key, state(part, depth + 1)) for key, part in parts.items() if not key.startswith("_")]


def process_state():
    """What the process keeps for everybody."""
    import decimal
    import locale
    import warnings

    context = decimal.getcontext()
    return (
        random.getstate(), os.getcwd(), dict(os.environ), sys.getrecursionlimit(), locale.setlocale(locale.LC_ALL),
        list(warnings.filters), context.prec, context.rounding, list(sys.path),
    )  # fmt: skip


def contents(value):
    """The elements of a container as a list, or None for anything that is no container or is used up by looking."""
    if isinstance(value, (str, bytes, int, float, type)) or hasattr(value, "__next__") or hasattr(value, "read"):
        return list(value) if isinstance(value, (str, bytes)) else None
    try:
        return list(value)
    except (TypeError, ValueError):  # No container, or a memoryview that was released.
        return None


def pairs(value):
    """The keys and values of the dictionary that a value would make."""
    try:
        made = dict(value) if not isinstance(value, collections.UserDict) else dict(value.data)
    except (TypeError, ValueError):
        return [], []
    return list(made), list(made.values())


@dataclass
class Before:
    """What a call had at hand before it ran."""

    call: Call
    elements: list
    keywords: dict
    own_keys: list
    own_elements: list
    existing: list


def reachable(value, depth=0):
    """The mutable containers in a value, itself included."""
    found = [value] if isinstance(value, MUTABLE) else []
    inside = []
    if isinstance(value, (dict, collections.UserDict)):
        inside = [part for pair in value.items() for part in pair]
    elif isinstance(value, (list, tuple, set, frozenset, collections.deque, collections.UserList)):
        inside = list(value)
    if depth < 5:
        for part in inside:
            found += reachable(part, depth + 1)
    return found


def before(call):
    receiver = call.receiver
    if isinstance(receiver, (dict, collections.UserDict, collections.ChainMap)):
        keys, elements = pairs(receiver)
    else:
        keys, elements = contents(receiver) or [], contents(receiver) or []
    existing = reachable([receiver, *call.args, *call.kwargs.values()])[1:]
    keywords = {key: contents(value) for key, value in call.kwargs.items()}
    return Before(call, [contents(value) for value in call.args], keywords, keys, elements, existing)


def among(value, candidates):
    """Whether the value is one of the candidates: the same object, or an equal one where it cannot change."""
    if isinstance(value, MUTABLE):
        return any(value is other for other in candidates)
    return any(value is other or (type(value) is type(other) and value == other) for other in candidates)


def resolve(stem, name):
    """The class that a type name in the table of a module means."""
    owner, _, last = name.rpartition(".")
    for module in (owner, stem, "builtins") if owner else (stem, "builtins"):
        sample = INSTANCES.get(f"{module}.{last}")
        cls = getattr(sys.modules.get(module), last, None)
        if isinstance(cls, type):
            return cls
        if sample is not None:
            return type(sample())
    return None


def matches(value, union, was, stem):
    """Whether a result is what a type expression says."""
    return any(_matches_one(value, alternative, was, stem) for alternative in union)


def _matches_one(value, kind, was, stem):
    name, call = kind.name, was.call
    simple = {
        "int": int,
        "float": float,
        "bool": bool,
        "complex": complex,
        "str": str,
        "bytes": bytes,
        "none": type(None),
    }
    if name in ("any", "num", "sumof0"):
        return True
    if name in simple:
        return isinstance(value, simple[name])
    if name == "imm":
        return not isinstance(value, MUTABLE)
    if name == "fresh":
        return not any(part is old for part in reachable(value) for old in was.existing)
    if name == "type":
        return isinstance(value, type)
    if name == "self":
        return value is call.receiver
    if name.startswith("self."):
        if name == "self.item":
            if type(value) is not tuple or len(value) != 2:
                return False
            return among(value[0], was.own_keys) and among(value[1], was.own_elements)
        # A call that changes the object may return what it has just put into it.
        after = pairs(call.receiver)[1] if isinstance(call.receiver, dict) and name == "self.elem" else []
        return among(value, was.own_keys if name == "self.key" else was.own_elements + after)
    if name in ("copy0", "deepcopy0"):
        return type(value) is type(call.args[0]) and (name == "copy0" or value == call.args[0])
    for prefix in ("arg", "elem", "call", "key", "val"):
        if re.fullmatch(rf"{prefix}\w+", name):
            return _matches_argument(value, prefix, name[len(prefix) :], was)
    if name in ("list", "set", "frozenset", "dict", "tuple", "iter", "steered"):
        return _matches_container(value, kind, was, stem)
    cls = resolve(stem, name)
    if cls is None or not isinstance(value, cls) or is_existing(value, was):
        return False
    if len(kind.parameters) == 1 and isinstance(value, MUTABLE):
        return all(matches(item, kind.parameters[0], was, stem) for item in value)
    if len(kind.parameters) == 2 and isinstance(value, (dict, collections.UserDict)):
        keys, values = pairs(value)
        return all(matches(item, kind.parameters[0], was, stem) for item in keys) and all(
            matches(item, kind.parameters[1], was, stem) for item in values
        )
    return True


def is_existing(value, was):
    """Whether a container was there before the call: as an argument, or as part of one."""
    return isinstance(value, MUTABLE) and any(value is old for old in was.existing)


def _matches_argument(value, prefix, word, was):
    call = was.call
    if word in ("all", "kw"):
        chosen = list(range(len(call.args))) if word == "all" else []
        values = [call.args[index] for index in chosen] + list(call.kwargs.values())
        inside = [was.elements[index] for index in chosen] + list(was.keywords.values())
    elif word.isdigit():
        # An argument that stands in the table by its position may be passed by keyword.
        values = call.args[int(word) : int(word) + 1] or list(call.kwargs.values())
        inside = was.elements[int(word) : int(word) + 1] or list(was.keywords.values())
    else:
        values = [call.kwargs[word]] if word in call.kwargs else []
        inside = [was.keywords[word]] if word in call.kwargs else []
    if prefix == "arg":
        return among(value, values)
    if prefix == "elem":
        # What a one-shot iterator holds cannot be told without using it up.
        return any(items is None or among(value, items) for items in inside)
    if prefix == "call":
        return any(isinstance(one, Recorder) and among(value, one.returned) for one in values)
    return any(among(value, pairs(one)[prefix == "val"]) for one in values)


def _matches_container(value, kind, was, stem):
    name, parameters = kind.name, kind.parameters
    if name in ("iter", "steered"):
        if not hasattr(value, "__next__") or any(value is one for one in was.call.args):
            return False
        items = [item for item, _ in zip(value, range(50))]
        return all(matches(item, parameters[0], was, stem) for item in items)
    if type(value) is not {"list": list, "set": set, "frozenset": frozenset, "dict": dict, "tuple": tuple}[name]:
        return False
    if is_existing(value, was):
        return False
    if name == "dict":
        return all(
            matches(key, parameters[0], was, stem) and matches(item, parameters[1], was, stem)
            for key, item in value.items()
        )
    if name == "tuple" and not kind.dots:
        return len(value) == len(parameters) and all(
            map(matches, value, parameters, [was] * len(value), [stem] * len(value))
        )
    return all(matches(item, parameters[0], was, stem) for item in value)


def wrong_arguments(was, received, stem):
    """What the called arguments got that the table does not say."""
    call = was.call
    others = [*call.args, *call.kwargs.values(), call.receiver]
    inside = [*was.elements, *was.keywords.values(), was.own_elements, was.own_keys]
    # `starmap` and `merge` unpack the elements.
    usual = others + [item for items in inside for item in items or ()]
    usual += [part for item in usual for part in contents(item) or ()]
    problems = []
    for function in others:
        if not isinstance(function, Recorder):
            continue
        for args in function.received:
            if received is None:
                good = all(among(one, usual + function.returned) for one in args)
            else:
                good = len(args) == len(received) and all(
                    map(matches, args, received, [was] * len(args), [stem] * len(args))
                )
            if not good:
                problems.append(f"passes {args!r:.200}")
    return problems


def wrong_kept(signature, was, stem):
    """What changed containers hold after the call that the table does not say."""
    problems = []
    keys, elements = signature.keeps
    for word in signature.mutates:
        if word == "self":
            holder, old_keys, old = was.call.receiver, was.own_keys, was.own_elements
        else:
            holder, old_keys, old = was.call.args[int(word)], [], was.elements[int(word)]
        now_keys, now = pairs(holder) if isinstance(holder, dict) else ([], contents(holder) or [])
        problems += [
            f"now holds {one!r:.200}"
            for known, kinds, found in ((old_keys, keys, now_keys), (old, elements, now))
            for one in found
            if not among(one, known) and not matches(one, kinds, was, stem)
        ]
    return problems


def compare(make_call, signatures, stem, received=None):
    """Runs a call and returns what contradicts the signatures, and whether the call succeeded."""
    global _listening
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            # Modules are imported lazily, and caches filled, in a first run; an iterator may fail only when it is used.
            value = make_call().run()
            if hasattr(value, "__next__"):
                collections.deque(itertools.islice(value, 50), 0)
        except Exception as error:
            return [f"raises {error!r}"], False
    call = make_call()
    was = before(call)
    free = {word for signature in signatures for word in signature.mutates}
    watched = {"self": call.receiver, **dict(enumerate(call.args)), **call.kwargs}
    states = {str(word): state(value) for word, value in watched.items() if str(word) not in free and "all" not in free}
    process = process_state()
    out = io.StringIO()
    _events.clear()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        _listening = True
        try:
            value = call.run()
        finally:
            _listening = False
    problems = []
    for index, one in enumerate(signatures):
        if index:  # An iterator can be looked at only once.
            again = make_call()
            was = before(again)
            value = again.run()
        if not matches(value, one.result_type, was, stem):
            problems.append(f"result {value!r:.200} is no `{one.result}`")
        if one.keeps is not None:
            problems += wrong_kept(one, was, stem)
    problems += wrong_arguments(was, received, stem)
    # Compared only now, because an iterator does its work while it is consumed.
    for word, old in states.items():
        if state(watched[int(word) if word.isdigit() else word]) != old:
            problems.append(f"changes {word}")
    if out.getvalue():
        problems.append(f"prints {out.getvalue()!r:.100}")
    if _events:
        problems.append(f"raises audit events {sorted(set(_events))}")
    if process_state() != process:
        problems.append("changes the process: random state, settings, directory or environment")
    return problems, True
