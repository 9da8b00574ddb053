"""The state of a loop as plain data, and back: what existed when the loop began is restored in place.

Before its first round, the objects that the state may lead to are numbered, in an order that only depends on the program (`Entry`).
A program that runs again finds the same objects under the same numbers. A checkpoint (`encode`) holds the contents of those that the loop may
change, and of all that it made since; it mentions objects by number. `restore` fills the numbered ones in place, so that everybody who knows
them sees the change, and makes the others anew. What cannot come back exactly as it was raises `Unsaveable`.
"""

from __future__ import annotations

import sys
from collections import Counter, OrderedDict, defaultdict, deque
from functools import partial
from types import (
    BuiltinFunctionType,
    CodeType,
    FunctionType,
    GetSetDescriptorType,
    MemberDescriptorType,
    MethodType,
    ModuleType,
)

from . import _state, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

# Types of values that cannot change and hold nothing that can; one is as good as another that is equal.
_ATOMS: set[type] = {
    int,
    float,
    complex,
    str,
    bytes,
    bool,
    type(None),
    range,
    type(Ellipsis),
    type(NotImplemented),
    slice,
}
_ATOM_NAMES = {
    ("decimal", "Decimal"),
    ("fractions", "Fraction"),
    ("datetime", "datetime"),
    ("datetime", "date"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("pathlib", "PosixPath"),
    ("pathlib", "WindowsPath"),
    ("pathlib", "PurePosixPath"),
    ("pathlib._local", "PosixPath"),
    ("re", "Pattern"),
}
_CODE = (
    FunctionType,
    BuiltinFunctionType,
    ModuleType,
    CodeType,
    MethodType,
    MemberDescriptorType,
    GetSetDescriptorType,
    type,
    staticmethod,
    classmethod,
    property,
)
_DICTS: dict[type, str] = {dict: "dict", OrderedDict: "OrderedDict", Counter: "Counter", defaultdict: "defaultdict"}
_ITERATORS = {"list_iterator", "tuple_iterator", "enumerate", "zip", "reversed", "list_reverseiterator"}
_VIEWS = {"dict_keys", "dict_values", "dict_items"}
_CONSTANTS = {
    ("_csv", "writer"),
    ("_csv", "reader"),
    ("csv", "DictWriter"),
    ("csv", "DictReader"),
    ("builtins", "super"),
}
_EMPTY = "empty cell"


class Unsaveable(Exception):
    """A part of the state that no checkpoint can bring back exactly."""


def is_atom(kind: type) -> bool:
    """Whether values of this type are saved as they are."""
    if kind in _ATOMS:
        return True
    if (kind.__module__, kind.__qualname__) in _ATOM_NAMES or _is_numpy_scalar(kind):
        _ATOMS.add(kind)
        return True
    return False


def _is_numpy_scalar(kind: type) -> bool:
    numpy = sys.modules.get("numpy")
    return (
        numpy is not None
        and kind.__module__ == "numpy"
        and issubclass(kind, numpy.generic)
        and not issubclass(kind, (numpy.void, numpy.object_))
    )


def _is_flat(value: tuple) -> bool:  # type: ignore[type-arg]
    """Whether a tuple consists of atoms and of tuples that do."""
    return all(is_atom(kind) or kind is tuple for kind in set(map(type, value))) and all(
        _is_flat(part) for part in value if type(part) is tuple
    )


def _is_plain(value: Any) -> bool:
    return is_atom(type(value)) or (type(value) is tuple and _is_flat(value))


def _kind_of(value: Any) -> str:
    """What is done with an object that is no atom: a word, or `opaque`."""
    kind = type(value)
    if kind in (list, tuple, deque, bytearray):
        return kind.__name__
    if kind in _DICTS:
        return "dict"
    if isinstance(value, _CODE):
        return "code"
    if kind is partial:
        return "partial"
    if kind is object:
        return "constant"
    module, name = kind.__module__, kind.__qualname__
    if module == "array" and name == "array":
        return "array"
    if module == "random" and name == "Random":
        return "Random"
    if module == "numpy" and name == "ndarray":
        return "ndarray"
    if module.startswith("numpy.random") and name in ("Generator", "RandomState"):
        return name
    if module == "_io" and name in ("StringIO", "BytesIO"):
        return name
    if module == "_io":
        return "file"
    if (module, name) in _CONSTANTS or isinstance(value, (frozenset, set)):
        return "set" if isinstance(value, (frozenset, set)) else "constant"
    if module == "builtins" and name in _ITERATORS:
        return "iterator"
    if module == "builtins" and name in _VIEWS:
        return "view"
    if isinstance(value, tuple):
        return "record" if hasattr(kind, "_fields") and not hasattr(value, "__dict__") else "opaque"
    if _is_enum(kind):
        return "enum"
    return "instance" if _is_program_class(kind) else "opaque"


def _is_enum(kind: type) -> bool:
    enum = sys.modules.get("enum")
    return enum is not None and issubclass(kind, enum.Enum)


_program_classes: dict[type, bool] = {}


def _is_program_class(kind: type) -> bool:
    """Whether instances are what the program's own class statements say: attributes, and nothing besides."""
    known = _program_classes.get(kind)
    if known is None:
        metaclass = type(kind)
        known = metaclass is type or (metaclass.__module__, metaclass.__name__) == ("abc", "ABCMeta")
        for base in kind.__mro__:
            if base is object or (base.__module__, base.__name__) in (
                ("abc", "ABC"),
                ("typing", "Generic"),
                ("typing", "Protocol"),
            ):
                continue
            known = known and is_of_program(base.__module__) and "__del__" not in vars(base)
        _program_classes[kind] = known
    return known


def is_of_program(module: Any) -> bool:
    """Whether a module of this name is one of the program's own."""
    if type(module) is not str:
        return False
    if module == "__main__":
        return True
    parts = module.replace(".", "/")
    return f"{parts}.py" in _state.local_files or f"{parts}/__init__.py" in _state.local_files


def _slots(value: Any) -> list[tuple[str, Any]]:
    """The slots of an object that have a value, by name."""
    found = []
    for base in reversed(type(value).__mro__):
        for name, member in vars(base).items():
            if type(member).__name__ == "member_descriptor":
                try:
                    found.append((name, member.__get__(value, base)))
                except AttributeError:
                    continue
    return found


def _set_slot(value: Any, name: str, content: Any) -> None:
    for base in type(value).__mro__:
        member: Any = vars(base).get(name)
        if type(member).__name__ == "member_descriptor":
            member.__set__(value, content)
            return


def _place(file: Any) -> Any:
    """Where a file is read; those that are written are the business of `Files`."""
    if file.closed or file.writable() or not file.seekable():
        return None
    try:
        return file.tell()
    except OSError:
        raise Unsaveable("a file that is read line by line") from None


def advanced_by(items: Any) -> Iterable[Any]:
    """The files that going over `items` reads: their place follows from the number of items, and may be ahead of it."""
    name = type(items).__name__
    if _kind_of(items) == "file":
        yield items
    elif name in ("enumerate", "zip"):
        for part in items.__reduce__()[1]:
            yield from advanced_by(part)
    elif name == "reader":
        import gc

        for part in gc.get_referents(items):  # which it shows to nobody else
            yield from advanced_by(part)
    elif name == "DictReader":
        yield from advanced_by(items.reader)


def _spawned(generator: Any) -> int:
    """How many generators were made from one of NumPy's."""
    source = generator.bit_generator
    seeds = getattr(source, "seed_seq", None) or getattr(source, "_seed_seq", None)
    return getattr(seeds, "n_children_spawned", 0)


def _cells(function: FunctionType) -> list[Any]:
    contents = []
    for cell in function.__closure__ or ():
        try:
            contents.append(cell.cell_contents)
        except ValueError:
            contents.append(_EMPTY)
    return contents


def _parts(value: Any, kind: str) -> Iterable[Any]:
    """What an object holds, in an order that only depends on the program."""
    if kind in ("list", "tuple", "deque", "record"):
        return value  # type: ignore[no-any-return]
    if kind == "dict":
        return [*value.keys(), *value.values()]
    if kind == "instance":
        return [*getattr(value, "__dict__", {}).values(), *(content for _, content in _slots(value)), type(value)]
    if kind == "view":
        return list(value)
    if kind == "iterator":
        return list(value.__reduce__()[1])
    if kind == "partial":
        return [value.func, *value.args, *value.keywords.values()]
    if kind == "code":
        return _parts_of_code(value)
    if kind == "ndarray" and value.base is not None:
        return [value.base]
    if kind == "opaque" and type(value).__name__ == "memoryview":
        return [value.obj]
    return ()


def _parts_of_code(value: Any) -> Iterable[Any]:
    if isinstance(value, FunctionType):
        return [*_cells(value), *(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values()]
    if isinstance(value, MethodType):
        return [value.__self__, value.__func__]
    if isinstance(value, (staticmethod, classmethod)):
        return [value.__func__]
    if isinstance(value, property):
        return [value.fget, value.fset, value.fdel]
    if isinstance(value, type) and is_of_program(value.__module__):
        return [content for name, content in vars(value).items() if not name.startswith("__")]
    return ()


class Entry:
    """The objects that existed when the loop began, by number."""

    def __init__(self, roots: list[Any], others: list[Any], advanced: Iterable[Any] = ()) -> None:
        self.objects: list[Any] = []
        self.kinds: list[str] = []
        self.numbers: dict[int, int] = {}
        self._seen: dict[int, Any] = {}
        self._walk(roots)
        self.saved = len(self.objects)  # the loop may change these; those behind them it may mention
        self._walk(others)
        self.advanced = {self.numbers[id(file)] for file in advanced if id(file) in self.numbers}
        self.shapes = {
            number: (value.shape, value.dtype.str, value.strides)
            for number, value in enumerate(self.objects)
            if self.kinds[number] == "ndarray"
        }
        self.spawned = {
            number: _spawned(value) for number, value in enumerate(self.objects) if self.kinds[number] == "Generator"
        }
        self._seen.clear()

    def _walk(self, roots: list[Any]) -> None:
        pending = list(reversed(roots))
        while pending:
            value = pending.pop()
            if _is_plain(value) or id(value) in self.numbers or id(value) in self._seen:
                continue
            kind = _kind_of(value)
            if kind == "opaque" or (kind == "set" and not all(map(_is_plain, value))):
                raise Unsaveable(_name(value))  # what it holds cannot be numbered
            if kind in ("tuple", "view", "iterator"):
                self._seen[id(value)] = value
            else:
                self.numbers[id(value)] = len(self.objects)
                self.objects.append(value)
                self.kinds.append(kind)
            parts = _parts(value, kind)
            kinds = set(map(type, parts))
            if not kinds <= _ATOMS:
                pending.extend(reversed([part for part in parts if not is_atom(type(part))]))

    def summary(self) -> tuple[Any, ...]:
        """What is the same whenever the program runs."""
        return (
            self.saved,
            len(self.objects),
            [f"{type(value).__module__}.{type(value).__qualname__}" for value in self.objects],
        )


class Encoder:
    """One state, as lists of plain data."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.records: dict[int, tuple[Any, ...]] = {}
        self._new: dict[int, int] = {}
        self._alive: list[Any] = []
        self._pending: list[tuple[int, Any]] = []

    def all(self) -> dict[int, tuple[Any, ...]]:
        """The contents of everything that is saved, by number."""
        for number in range(self.entry.saved):
            self._record(number, self.entry.objects[number], True)
        while self._pending:
            number, value = self._pending.pop()
            self._record(number, value, False)
        return self.records

    def items(self, values: Iterable[Any]) -> tuple[list[Any], list[int]]:
        """Values, objects among them by number, and the positions of these."""
        values = list(values)
        if set(map(type, values)) <= _ATOMS:
            self._check_nan(values)
            return values, []
        numbered = []
        for at, value in enumerate(values):
            if not _is_plain(value):
                values[at] = self._number(value)
                numbered.append(at)
        self._check_nan(values)
        return values, numbered

    def _check_nan(self, values: list[Any]) -> None:
        if _state.nan_identity and any(type(value) is float and value != value for value in values):
            raise Unsaveable("a NaN, which the program may look for as the same object")

    def _number(self, value: Any) -> int:
        number = self.entry.numbers.get(id(value))
        if number is None:
            number = self._new.get(id(value))
        if number is None:
            number = len(self.entry.objects) + len(self._new)
            self._new[id(value)] = number
            self._alive.append(value)
            self._pending.append((number, value))
        return number

    def _record(self, number: int, value: Any, existed: bool) -> None:
        kind = self.entry.kinds[number] if existed else _kind_of(value)
        self.records[number] = (kind, *self._content(value, kind, number, existed))

    def _content(self, value: Any, kind: str, number: int, existed: bool) -> tuple[Any, ...]:
        if kind in ("list", "tuple"):
            return self.items(value)
        if kind == "deque":
            return (*self.items(value), value.maxlen)
        if kind == "dict":
            return self._dict(value)
        if kind == "bytearray":
            return (bytes(value),)
        if kind == "array":
            return (value.typecode, value.tobytes())
        if kind == "instance":
            return self._instance(value)
        if kind == "record":
            return (*self.items(value), self._number(type(value)))
        if kind == "enum":
            return (self._number(type(value)), value.name)
        if kind == "Random":
            return (value.getstate(),)
        if kind == "ndarray":
            return (self._array(value, number, existed),)
        if kind in ("StringIO", "BytesIO"):
            return (value.__getstate__(),)
        if kind == "file" and existed:
            return (None if number in self.entry.advanced else _place(value),)
        if kind == "Generator" and existed:
            if self.entry.spawned[number] != _spawned(value):
                raise Unsaveable("a generator of random numbers that has made others")
            return (value.bit_generator.state,)
        if kind == "RandomState" and existed:
            return (value.get_state(legacy=False),)
        if kind == "code":
            return self._code(value, existed)
        if existed and kind in ("constant", "partial"):
            return ()
        raise Unsaveable(_name(value))

    def _dict(self, value: Any) -> tuple[Any, ...]:
        keys = list(value.keys())
        if not all(map(_is_plain, keys)):
            raise Unsaveable(f"a {_name(value)[2:]} whose keys are objects")
        self._check_nan(keys)
        factory = value.default_factory if type(value) is defaultdict else None
        return (_DICTS[type(value)], keys, *self.items(value.values()), *self.items([factory]))

    def _instance(self, value: Any) -> tuple[Any, ...]:
        attributes = getattr(value, "__dict__", {})
        slots = _slots(value)
        names = [*attributes, *(name for name, _ in slots)]
        if not all(type(name) is str for name in names):
            raise Unsaveable(_name(value))
        values, numbered = self.items([*attributes.values(), *(content for _, content in slots)])
        return (self._number(type(value)), names, len(attributes), values, numbered)

    def _array(self, value: Any, number: int, existed: bool) -> Any:
        flags = value.flags
        if value.dtype.hasobject:
            raise Unsaveable("an array of objects")
        if existed:
            if self.entry.shapes[number] != (value.shape, value.dtype.str, value.strides):
                raise Unsaveable("an array that changes its shape in place")
            return value
        # A view of what only this view knows is as good as an array of its own.
        lonely = value.base is None or (type(value.base) is type(value) and sys.getrefcount(value.base) <= 3)
        if not (lonely and load("_arrays").is_ordinary(flags) and (flags.c_contiguous or flags.f_contiguous)):
            raise Unsaveable("an array that shares its memory with another")
        return value

    def _code(self, value: Any, existed: bool) -> tuple[Any, ...]:
        if existed:
            return self.items(_cells(value)) if isinstance(value, FunctionType) else ([], [])
        module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
        if isinstance(value, ModuleType):
            module, name = value.__name__, ""
        if _look_up(module, name) is not value:
            raise Unsaveable(_name(value))
        return (module, name)


def _same_keys(ours: list[Any], keys: list[Any]) -> bool:
    return ours == keys and all(
        type(a) is type(b) and (type(a) is not float or repr(a) == repr(b)) for a, b in zip(ours, keys)
    )


def _look_up(module: Any, name: Any) -> Any:
    """The object of that name in a module, or None."""
    found = sys.modules.get(module) if type(module) is str else None
    for part in name.split(".") if found is not None and name else ():
        found = getattr(found, part, None)
    return found


def _name(value: Any) -> str:
    """How messages call an object."""
    kind = type(value)
    name = (
        kind.__qualname__ if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}.{kind.__qualname__}"
    )
    return f"a {name}"


class Decoder:
    """Objects from a state: those that exist are filled in place, the others are made."""

    def __init__(self, entry: Entry, records: dict[int, tuple[Any, ...]]) -> None:
        self.entry = entry
        self.records = records
        self.made: dict[int, Any] = dict(enumerate(entry.objects))

    def restore(self) -> None:
        """Make and fill all objects."""
        new = sorted(number for number in self.records if number >= len(self.entry.objects))
        for word in ("code", "enum"):
            for number in new:
                if self.records[number][0] == word:
                    self.made[number] = self._shell(self.records[number])
        for number in new:
            if self.records[number][0] not in ("code", "enum", "tuple", "record"):
                self.made[number] = self._shell(self.records[number])
        for number, record in self.records.items():
            if record[0] not in ("tuple", "record", "enum"):
                self._fill(self.object(number), record, number < len(self.entry.objects))

    def items(self, values: list[Any], numbered: list[int]) -> list[Any]:
        """Values with the objects in their places."""
        values = list(values)
        for at in numbered:
            values[at] = self.object(values[at])
        return values

    def object(self, number: int) -> Any:
        """The object of that number; tuples are made when they are asked for."""
        if number not in self.made:
            record = self.records[number]
            parts = self.items(record[1], record[2])
            kind = tuple if record[0] == "tuple" else self.object(record[3])
            self.made[number] = tuple.__new__(kind, parts)
        return self.made[number]

    def _shell(self, record: tuple[Any, ...]) -> Any:
        kind = record[0]
        if kind == "code":
            if record[1] not in sys.modules:
                __import__(record[1])
            return _look_up(record[1], record[2])
        if kind == "enum":
            return self.object(record[1])[record[2]]
        if kind == "list":
            return []
        if kind == "dict":
            name = record[1]
            return next(made for made, known in _DICTS.items() if known == name)()
        if kind == "deque":
            return deque(maxlen=record[3])
        if kind == "bytearray":
            return bytearray()
        if kind == "array":
            from array import array

            return array(record[1])
        if kind == "Random":
            from random import Random

            return Random(0)
        if kind in ("StringIO", "BytesIO"):
            import io

            return getattr(io, kind)()
        if kind == "ndarray":
            return record[1]
        made = self.object(record[1])
        return object.__new__(made)

    def _fill(self, value: Any, record: tuple[Any, ...], existed: bool) -> None:
        kind = record[0]
        if kind == "list":
            value[:] = self.items(record[1], record[2])
        elif kind == "deque":
            value.clear()
            value.extend(self.items(record[1], record[2]))
        elif kind == "dict":
            self._fill_dict(value, record)
        elif kind == "bytearray":
            value[:] = record[1]
        elif kind == "array":
            del value[:]
            value.frombytes(record[2])
        elif kind == "instance":
            self._fill_instance(value, record)
        elif kind == "Random":
            value.setstate(record[1])
        elif kind == "ndarray" and existed and load("_arrays").is_ordinary(value.flags):
            value[...] = record[1]
        elif kind in ("StringIO", "BytesIO"):
            value.__setstate__(record[1])
        elif kind == "file" and record[1] is not None:
            value.seek(record[1])
        elif kind == "Generator":
            value.bit_generator.state = record[1]
        elif kind == "RandomState":
            value.set_state(record[1])
        elif kind == "code" and existed and isinstance(value, FunctionType):
            for cell, content in zip(value.__closure__ or (), self.items(record[1], record[2])):
                if type(content) is not str or content != _EMPTY:
                    cell.cell_contents = content

    def _fill_dict(self, value: Any, record: tuple[Any, ...]) -> None:
        _, _, keys, values, numbered, factory, factory_numbered = record
        values = self.items(values, numbered)
        if type(value) is defaultdict:
            value.default_factory = self.items(factory, factory_numbered)[0]
        if not _same_keys(list(value), keys):
            value.clear()  # else whoever goes over it is at the same place afterwards
        for key, content in zip(keys, values):
            type(value).__setitem__(value, key, content)

    def _fill_instance(self, value: Any, record: tuple[Any, ...]) -> None:
        _, _, names, count, values, numbered = record
        values = self.items(values, numbered)
        if hasattr(value, "__dict__"):
            value.__dict__.clear()
            value.__dict__.update(zip(names[:count], values[:count]))
        for name, content in zip(names[count:], values[count:]):
            _set_slot(value, name, content)
