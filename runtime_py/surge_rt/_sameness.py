"""Are a warm worker's definitions still those of the program?

A warm worker has made the program's functions, classes and sibling modules anew. What they hold may have changed in the
driver since, or come out differently there: defaults of parameters, variables of closures, attributes of classes and
functions, variables of sibling modules. Both sides describe what they have, name by name, in the same words; only where
the driver's descriptions are found in the worker does a region run there.

    work                 "def __main__.work:4 (list[3 ...])"
    helper.TABLE         "list[2 int1 int2]"
"""

from __future__ import annotations

import builtins
import os
import sys
from copyreg import dispatch_table
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType

from . import _state, load
from ._digest import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container
    from typing import Any

LARGEST = 50_000  # objects that are looked at: more would take longer than the regions that they are looked at for
ATOMS = frozenset(
    (type(None), bool, int, float, complex, str, bytes, bytearray, range, type(Ellipsis), type(NotImplemented))
)
HELD = {staticmethod: ("__func__",), classmethod: ("__func__",), property: ("fget", "fset", "fdel")}
BUILTIN = (BuiltinFunctionType, type(str.join), type(str.__len__))
CONTAINERS = (list, dict, set, bytearray)
BASES = (dict, list, tuple, set, frozenset, str, bytes, bytearray, int, float, complex)


class Unknown(Exception):
    """Something that cannot be described."""


def descriptions(namespace: dict[str, Any], here: list[object] | None = None) -> dict[str, bytes]:
    """A digest for each definition of the program, and for each variable of its sibling modules.

    Raises Unknown where some cannot be described, or where there are too many. With `here` they are for workers that this process
    has forked, which have its own objects: functions and classes that have been exchanged are told from those before, all
    that was looked at is added to the list, and what a copy could be told from is Unknown.
    """
    walk = _Walk(here)
    if here is None and _state.class_data:
        walk.sent = {kind for _, kind in load("_class_data").classes(namespace)}
    found = {}
    for name, value in list(namespace.items()):
        if _is_definition(value):
            found[name] = walk.digest(value)
        elif _is_from_library(value) and not _is_dunder(name):
            found[name] = _name_of(value)
    for module in sibling_modules():
        for name, value in list(vars(module).items()):
            if not _is_dunder(name) and type(value) is not ModuleType:
                found[f"{module.__name__}:{name}"] = walk.digest(value)
    found["warnings:filters"] = _warning_filters()
    return found


def _warning_filters() -> bytes:
    """A digest of what becomes of warnings. Those that are ignored before anything else is asked do not count.

    A worker that has fewer of these notices more, and what it notices goes back to the driver.
    """
    import warnings

    filters = [
        (action, _pattern(text), repr(kind), _pattern(where), line)
        for action, text, kind, where, line in warnings.filters
    ]
    first = next((place for place, entry in enumerate(filters) if entry[0] != "ignore"), len(filters))
    return sha256(repr((filters[first:], warnings.defaultaction)).encode()).digest()  # type: ignore[attr-defined]


def _pattern(pattern: Any) -> object:
    return (pattern.pattern, pattern.flags) if hasattr(pattern, "pattern") else pattern


def are_found(theirs: dict[str, bytes], ours: dict[str, bytes], data: Container[str] = ()) -> bool:
    """Whether the driver's definitions are those that were made here; `data` names what it has besides.

    A definition of the script itself that could not be made here is missed by whatever needs it, unless a builtin has the
    same name.
    """
    modules = {_module_of(name) for name in theirs if ":" in name}
    return all(
        ours.get(name) == digest or not (name in ours or ":" in name or hasattr(builtins, name))
        for name, digest in theirs.items()
    ) and not any(name in data or _module_of(name) in modules for name in ours if name not in theirs)


def _module_of(name: str) -> str:
    return name.partition(":")[0] + ":" if ":" in name else ""


def _is_definition(value: object) -> bool:
    kind = type(value)
    return issubclass(kind, (FunctionType, type)) or kind in HELD or _is_cache(kind)


def _is_from_library(value: object) -> bool:
    """Whether it may have come by an import: a module, or a function that is not written in Python."""
    kind = type(value)
    return kind is ModuleType or kind in BUILTIN or (kind.__module__ == "numpy" and callable(value))


def _name_of(value: object) -> bytes:
    """What tells such a thing from another one, without a look at what it belongs to."""
    names = [getattr(value, name, None) for name in ("__module__", "__qualname__", "__name__")]
    return f"{type(value).__name__} {names}".encode("utf-8", "surrogatepass")


def _is_cache(kind: type) -> bool:
    return kind.__name__ == "_lru_cache_wrapper"


def _is_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def sibling_modules() -> list[ModuleType]:
    """The modules of the program beside the script that have been imported."""
    if not _state.local_files:
        return []
    folder = os.path.dirname(os.path.abspath(_state.original))
    files = {os.path.realpath(os.path.join(folder, name)) for name in _state.local_files}
    # Following links takes 50 µs a file, and hundreds of modules may be loaded: only those of the right name are followed.
    names = {os.path.basename(name) for name in _state.local_files}
    found = []
    for module in list(sys.modules.values()):
        file = vars(module).get("__file__") if type(module) is ModuleType else None
        if isinstance(file, str) and os.path.basename(file) in names and os.path.realpath(file) in files:
            found.append(module)
    return found


class _Walk:
    """Describes one object after the other."""

    def __init__(self, here: list[object] | None = None) -> None:
        self.here = here
        self.sent: set[type] = set()  # classes of which some attributes are sent and need not be the same
        self.left = LARGEST
        self.programs = {"__main__"} | {module.__name__ for module in sibling_modules()}
        self.words: list[str] = []
        self.known: dict[int, int] = {}
        self.kept: list[object] = []

    def digest(self, value: object) -> bytes:
        """What describes one definition, with all that it holds."""
        self.words, self.known, self.kept = [], {}, []
        try:
            self.describe(value)
        except RecursionError:
            raise Unknown from None
        if self.here is not None:
            self.here += self.kept
        return sha256("\0".join(self.words).encode("utf-8", "surrogatepass")).digest()

    def describe(self, value: Any) -> None:
        """Add the words for one object."""
        self.left -= 1
        if self.left < 0:
            raise Unknown
        kind = type(value)
        if kind in ATOMS:
            self.words.append(f"{kind.__name__} {value!r}")
            return
        if kind is frozenset and self.here is not None:
            self.words.append(f"#{id(value)}")  # an equal one may have another order
            self.kept.append(value)
        if kind is tuple or kind is frozenset:  # equal constants may be one object here and two there
            self.several(kind.__name__, value)
            return
        number = self.known.get(id(value))
        if number is not None:
            self.words.append(f"@{number}")
            return
        self.known[id(value)] = len(self.known)
        self.kept.append(value)
        if self.here is not None:
            self.told_apart(value, kind)
        if kind is FunctionType:
            self.function(value)
        elif issubclass(kind, type):
            self.class_(value)
        elif kind is ModuleType:
            self.words.append(f"module {value.__name__}")
        elif kind is MethodType:
            self.several("method", (value.__func__, value.__self__))
        elif kind is BuiltinFunctionType:
            self.words.append(f"builtin {value.__module__}.{value.__qualname__}")
            if type(value.__self__) is not ModuleType:
                self.describe(value.__self__)
        elif kind in HELD:
            self.several(kind.__name__, [getattr(value, name) for name in HELD[kind]])
        elif _is_cache(kind):
            self.several("cache", (value.__wrapped__,))
        else:
            self.instance(value, kind)

    def told_apart(self, value: object, kind: type) -> None:
        """Note which function or class this is, as long as it lives; Unknown for what a task could compare with a copy of it."""
        if kind is FunctionType or issubclass(kind, type):
            self.words.append(f"#{id(value)}")
        elif kind in CONTAINERS:
            if _state.tells_apart or kind is set:
                raise Unknown
        elif (kind.__module__ in self.programs and not _is_enumeration(kind)) or kind.__name__ == "ndarray":
            raise Unknown

    def several(self, word: str, values: Any) -> None:
        """A collection; the elements of sets in an order of their descriptions, unless their own is the same in all processes."""
        self.words.append(f"{word}[{len(values)}")
        if word in ("set", "frozenset"):
            words = [self.apart(value) for value in values]
            self.words += words if os.environ.get("PYTHONHASHSEED", "random") != "random" else sorted(words)
            return
        for value in values:
            self.describe(value)

    def apart(self, value: object) -> str:
        """The words for an element of a set, in one."""
        words, self.words = self.words, []
        self.describe(value)
        words, self.words = self.words, words
        return "\1".join(words)

    def mapping(self, entries: Any) -> None:
        """Pairs in their order."""
        pairs = list(entries)
        self.words.append(f"{{{len(pairs)}")
        for key, value in pairs:
            self.describe(key)
            self.describe(value)

    def function(self, value: FunctionType) -> None:
        """A function: what stands where, and what it holds besides its code."""
        self.words.append(f"def {value.__module__}.{value.__qualname__}")
        if value.__module__ not in self.programs:
            return
        code = value.__code__
        self.words.append(str(code.co_firstlineno))
        if code.co_name == "<lambda>":  # of which several may stand in a line
            self.words.append(_text_of(code))
        self.describe(value.__defaults__)
        self.describe(value.__kwdefaults__)
        for name, cell in zip(code.co_freevars, value.__closure__ or ()):
            self.words.append(name)
            try:
                held = cell.cell_contents
            except ValueError:
                continue
            self.describe(held)
        self.mapping(vars(value).items())

    def class_(self, value: type) -> None:
        """A class: its functions, and the values of its attributes."""
        self.words.append(f"class {value.__module__}.{value.__qualname__}")
        if value.__module__ not in self.programs:
            return
        for base in value.__bases__:
            self.describe(base)
        for name, held in list(type.__dict__["__dict__"].__get__(value).items()):
            if value in self.sent and name in _state.class_data:
                continue
            if (not _is_dunder(name) or type(held) is FunctionType or type(held) in HELD) and name != "_abc_impl":
                self.words.append(name)
                self.describe(held)

    def instance(self, value: Any, kind: type) -> None:
        """Any other object; nothing of the program's own code is asked."""
        self.words.append(f"object {kind.__module__}.{kind.__qualname__}")
        base = next((base for base in BASES if issubclass(kind, base)), None)
        if base is dict:
            self.mapping(dict.items(value))
        elif base in (list, tuple, set, frozenset):
            self.several(base.__name__, list(base.__iter__(value)))
        elif base is not None:
            self.words.append(base.__repr__(value))
        if kind.__module__ in self.programs or base is not None:
            self.attributes(value, kind)
            return
        if kind.__module__ in ("builtins", "itertools") and kind is not object:
            self.described_by_name(value, kind)
            return
        self.describe(_parts(value))

    def described_by_name(self, value: Any, kind: type) -> None:
        """Descriptors of slots and of builtin methods; iterators and generators cannot be described."""
        if not hasattr(kind, "__get__"):
            raise Unknown
        self.words.append(value.__name__)

    def attributes(self, value: object, kind: type) -> None:
        """What an instance holds in its dictionary and in its slots."""
        try:
            held = object.__getattribute__(value, "__dict__")
        except AttributeError:
            held = {}
        self.mapping(dict.items(held))
        for parent in kind.__mro__:
            for name, slot in list(type.__dict__["__dict__"].__get__(parent).items()):
                if type(slot).__name__ != "member_descriptor":
                    continue
                try:
                    part = slot.__get__(value)
                except AttributeError:
                    continue
                self.words.append(name)
                self.describe(part)


def _text_of(code: CodeType) -> str:
    """What a piece of code does, in words; sets among its constants may have any order."""
    constants = []
    for value in code.co_consts:
        if type(value) is CodeType:
            constants.append(_text_of(value))
        elif type(value) is frozenset:
            constants.append(str(sorted(map(repr, value))))
        else:
            constants.append(repr(value))
    return f"{code.co_code.hex()} {code.co_names} {code.co_varnames} {code.co_freevars} {constants}"


def _is_enumeration(kind: type) -> bool:
    enum = sys.modules.get("enum")
    return enum is not None and issubclass(kind, enum.Enum)


def _parts(value: Any) -> Any:
    """What pickle would store of an object of a library."""
    try:
        reduce = dispatch_table.get(type(value))
        reduced = reduce(value) if reduce is not None else value.__reduce_ex__(4)
        if type(reduced) is not tuple:
            return reduced
        return (*reduced[:3], *(None if part is None else list(part) for part in reduced[3:5]))
    except KeyboardInterrupt:
        raise
    except BaseException:
        raise Unknown from None
