"""What may be sent to workers that were not forked for the region: what arrives as it was, and runs none of the program's code on its way.

Pickling an object may call methods of its class: `__reduce__`, `__getstate__`, and, where these are missing, `__getattr__`; putting it together
again calls others: `__setstate__`, `__new__`, the `__setitem__` of a dictionary. In the script nobody calls them. So an object of a class of the
program travels only where its class leaves all of that to Python (`runs_here`, `runs_there`); a method, where it is found under its name; and what is
found by a hash, where that is sure to be found again (`checked`). Workers that are kept get less: builtin containers, arrays of numbers (`_arrays`), and objects of plain classes of the program, of which all is in
their attributes. A set may come out in another order than it went in, and is not sent to them at all.
"""

from __future__ import annotations

import sys
from copyreg import __newobj__, dispatch_table  # type: ignore[attr-defined]
from gc import get_referents
from itertools import chain
from operator import attrgetter
from types import (
    BuiltinFunctionType,
    FunctionType,
    MemberDescriptorType,
    MethodType,
    MethodWrapperType,
    ModuleType,
    WrapperDescriptorType,
)

try:
    from _pickle import Pickler, dumps, loads
except ImportError:
    from pickle import Pickler, dumps, loads

from . import _state, _work, load
from ._rows import SLOWED_BY_DICTIONARY  # pickling asks for it
from ._work import PROTOCOL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# Methods that pickling calls, of the object or of its class; the others are called where the object is put together again.
READ_HOOKS = ("__reduce__", "__reduce_ex__", "__getstate__", "__getnewargs__", "__getnewargs_ex__", "__getattr__", "__getattribute__", "__class__")  # fmt: skip
MADE_HOOKS = ("__setstate__", "__new__")
CONTAINER_HOOKS = ("__iter__", "items", "keys", "__getitem__", "__len__")  # the same for subclasses of containers
FILLING_HOOKS = ("append", "extend", "__setitem__")  # by which subclasses of containers are filled again
CALLED_HOOKS = ("__init__", "add", "update")  # and objects of other subclasses, whose class is called
HOMES_OF_HOOKS = ("dataclasses", "enum", "typing", "collections")  # whose own do what Python would do
HOMES_OF_PLAIN_BASES = ("abc", "enum", "typing", "_collections_abc", "collections.abc")
NEW_ALONE = (object, list, dict, tuple, int, float, complex, str, bytes)  # of which a copy is made without `__init__`
METHODS = (MethodType, BuiltinFunctionType, MethodWrapperType)
REFERRED = (FunctionType, BuiltinFunctionType, type)  # these travel by name
PLAIN = frozenset(("complex", "deque", "defaultdict", "OrderedDict", "Counter", "Context", "Decimal", "Fraction", "date", "datetime", "timedelta", "time", "range", "slice", "ellipsis", "NotImplementedType"))  # fmt: skip
HOMES_OF_PLAIN = ("builtins", "collections", "decimal", "fractions", "datetime")
EMPTY_SET, FROZEN_SET = (
    b"\x8f\x94",
    b"\x91\x94",
)  # how pickle begins a set and ends a frozen one, each with the note of it

# Elements whose place in a set is the same in each process with the same seed for hashes; before CPython 3.12, that of None is not.
STEADY = frozenset((int, float, complex, str, bytes, bool))

_approved: dict[type, bool] = {}
_hashes: dict[type, bool] = {}  # whether a class of the program says itself what its hash is
_met: set[type] = set()  # those of them of which objects have been pickled lately
# Classes whose objects are taken apart here, and what slots these have. Pickle would do the same, and leave a mark on the class that the
# program may see: and taking that off a thousand times makes attributes slow for good (CPython 3.13).
_slots: dict[type, tuple[tuple[str, Any], ...]] = {}


class _Approving(Pickler):
    """Lets objects pass whose class is approved."""

    def reducer_override(self, value: Any) -> Any:
        """Pickle as usual, or not at all."""
        kind = type(value)
        if _hashes.get(kind) is not False:
            _note_hash(kind)
        layout = _layouts.get(kind)
        if layout is not None:
            values = layout.values(value)  # AttributeError: not one of these
            if len(get_referents(value)) == layout.count:
                return __newobj__, (kind,), (layout.names, values), None, None, fill
            return _with_dictionary(value, layout.names[0], values[0])
        slots = _slots.get(kind)
        if slots is not None:
            return _taken_apart_by(value, kind, slots)
        if kind in METHODS and not is_found_by_name(value):
            raise _work.Unshippable
        approved = _approved.get(kind)
        if approved is None:
            if _is_plain_dtype(value):
                return NotImplemented
            approved = _approved[kind] = is_approved(kind)
        if not approved:
            raise _work.Unshippable
        if kind in _taken_apart:
            _layouts[kind] = _layout_of(value, kind)
            return _taken_apart_by(value, kind, ())  # it has been asked for its dictionary
        slots = _slots.get(kind)
        return NotImplemented if slots is None else _taken_apart_by(value, kind, slots)


class _Hashing(_Approving):
    """Lets no object of the program pass, whose hash may be its address."""

    def reducer_override(self, value: Any) -> Any:
        """Pickle as usual, or not at all."""
        if is_of_program(type(value)):
            raise _work.Unshippable
        return super().reducer_override(value)


class _Layout:
    """The attributes that the objects of a class have, all of them, where these may have no dictionary yet and are not to get one.

    The names come from the first object of the class. No class has them as well (`_layout_of`), so that an object that gives a value
    for each of them has an attribute of each; and it has no others where it refers to nothing else. An object with a dictionary
    refers to two things: that and its class.
    """

    __slots__ = ("count", "names", "values")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.count = len(names) + 1  # what an object without a dictionary refers to: their values, and its class
        self.values: Any = attrgetter(*names)


_taken_apart: set[type] = set()
_layouts: dict[type, _Layout] = {}


def begin() -> None:
    """Look at classes again: one may have got an attribute of a name that its objects have."""
    _met.clear()
    if _state.class_data:
        _layouts.clear()


def _with_dictionary(value: Any, name: str, part: Any) -> Any:
    """How to make an object that refers to something else than it should: it has a dictionary, or other attributes."""
    if any(type(other) is dict and other.get(name) is part for other in get_referents(value)):
        return _taken_apart_by(value, type(value), ())
    raise _work.Unshippable


def _layout_of(value: Any, kind: type) -> _Layout:
    names = tuple(vars(value))
    if len(names) < 2 or any("__slots__" in vars(base) for base in kind.__mro__ if is_of_program(base)):
        raise _work.Unshippable
    if any(name in vars(base) for base in kind.__mro__ for name in names):
        raise _work.Unshippable
    return _Layout(names)


def fill(value: Any, state: tuple[tuple[str, ...], tuple[Any, ...]]) -> None:
    """Give an object its attributes, on the other side."""
    for name, part in zip(*state):
        object.__setattr__(value, name, part)


def _taken_apart_by(value: Any, kind: type, slots: tuple[tuple[str, Any], ...]) -> Any:
    """How to make an object of a class that leaves this to Python: with its elements, if it is a named tuple, and its attributes."""
    arguments = (kind, *tuple.__iter__(value)) if issubclass(kind, tuple) else (kind,)
    held = value.__dict__ if kind.__dictoffset__ else None
    if not slots:
        return __newobj__, arguments, held or None
    filled = {}
    for name, slot in slots:
        try:
            filled[name] = slot(value)
        except AttributeError:
            continue
    return __newobj__, arguments, (held, filled)


def _slots_of(kind: type) -> tuple[tuple[str, Any], ...]:
    """The names under which instances keep what is in slots, and how to get it without asking the class."""
    found: dict[str, Any] = {}
    for base in kind.__mro__:
        for name, member in vars(base).items():
            if type(member) is MemberDescriptorType:
                found.setdefault(name, member.__get__)
    return tuple(found.items())


_running: dict[type, bool] = {}
_plain: dict[type, bool] = {}


class Reading(_Approving):
    """Lets no object pass that would run code of the program; those of approved classes arrive without a dictionary of their own."""

    def reducer_override(self, value: Any) -> Any:
        """Pickle as usual, or not at all."""
        kind = type(value)
        if _hashes.get(kind) is not False:
            _note_hash(kind)
        runs = _running.get(kind)
        if runs is None:
            runs = _running[kind] = not issubclass(kind, REFERRED) and (runs_here(kind) or runs_there(kind))
        if runs or (kind in METHODS and not is_found_by_name(value)):
            raise _work.Unshippable
        plain = _plain.get(kind)
        if plain is None:
            plain = _plain[kind] = not issubclass(kind, REFERRED) and is_of_program(kind) and is_approved(kind)
        if plain:
            try:
                return super().reducer_override(value)
            except (_work.Unshippable, AttributeError):
                pass  # not all objects of its class have the same attributes
        return NotImplemented


class ReadingForHashes(Reading):
    """Besides, lets no object of the program pass whose hash is its address, which is another one there."""

    def reducer_override(self, value: Any) -> Any:
        """Pickle as usual, or not at all."""
        kind = type(value)
        if type.__getattribute__(kind, "__hash__") is object.__hash__ and is_of_program(kind):
            raise _work.Unshippable
        return super().reducer_override(value)


class _ApprovingWithoutNan(_Approving):
    """Besides, lets no NaN pass."""

    def persistent_id(self, value: Any) -> None:
        """Refuse NaN; everything else is pickled as usual."""
        if isinstance(value, float) and value != value:
            raise _work.Unshippable


def pack(value: object, hashed: bool = False) -> bytes | None:
    """Pickle what tasks read in workers that are kept; None where something in it is not certain to arrive as it is.

    hashed: results depend on hashes, which text has in common with its copies, and objects may not have.
    """
    begin()
    try:
        table = _work.reducers(True)  # arrays that share memory would come apart
        data = _work.dump(value, table, _Hashing if hashed else _Approving)
        if (EMPTY_SET in data or FROZEN_SET in data) and _holds_a_set(value):
            return None
        check_keys(value)
        if _state.nan_identity and _work.may_hold_nan(data):
            data = _work.dump(value, table, _ApprovingWithoutNan)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return None
    return data


def _holds_a_set(value: object) -> bool:
    """Whether there is a set in what was pickled; the pickle has bytes that may be one, or a part of a number."""
    return any(kind is set or kind is frozenset for level in _levels([value]) for kind in set(map(type, level)))


def _levels(level: list[Any]) -> Iterator[list[Any]]:
    """Objects, what these refer to, what that refers to, and so on, each of them once; numbers and texts are left out."""
    seen: set[int] = set()
    while level:
        yield level
        new = [part for part in level if type(part) not in REFERRED and id(part) not in seen]
        seen.update(map(id, new))
        level = [part for part in chain.from_iterable(map(get_referents, new)) if not _is_atom(type(part))]


def _is_atom(kind: type) -> bool:
    return kind is float or kind is int or kind is str or kind is bool


def _note_hash(kind: type) -> None:
    """Note that an object of this class travels, if its hash is what the program says."""
    hashes = _hashes.get(kind)
    if hashes is None:
        hashes = _hashes[kind] = not issubclass(kind, REFERRED) and says_its_hash(kind)
    if hashes:
        _met.add(kind)


def says_its_hash(kind: type) -> bool:
    """Whether objects of a class have a hash that the program computes, of what may change."""
    found = type.__getattribute__(kind, "__hash__")
    if found is None or type(found) is WrapperDescriptorType or not is_of_program(kind):
        return False
    if getattr(found, "__module__", None) in HOMES_OF_HOOKS:
        return False
    frozen = getattr(getattr(kind, "__dataclass_params__", None), "frozen", False)
    is_generated = getattr(getattr(found, "__code__", None), "co_filename", None) == "<string>"
    return not (frozen and is_generated)


def check_keys(value: object) -> None:
    """Raises Unshippable where what has just been pickled has keys, or members of sets, with a hash that the program computes.

    A dictionary knows what that was when the key came; a copy of it asks anew.
    """
    if not _met:
        return
    keys: list[Any] = []
    for level in _levels([value]):
        for part in level:
            if isinstance(part, dict):
                keys += [key for key in dict.keys(part) if not _is_atom(type(key))]
            elif isinstance(part, (set, frozenset)):
                keys += part
    if any(type(part) in _met for level in _levels(keys) for part in level):
        raise _work.Unshippable


def check_sets(value: object) -> None:
    """Raises Unshippable where a set, put together again, may have another order: that depends on what was in it before."""
    for level in _levels([value]):
        for part in level:
            if type(part) in (set, frozenset) and not _keeps_order(part):
                raise _work.Unshippable


def _keeps_order(members: Any) -> bool:
    found = list(members)
    level = found
    while level:
        if not STEADY.issuperset(kind for kind in set(map(type, level)) if kind is not tuple):
            return len(found) < 2
        level = list(chain.from_iterable(part for part in level if type(part) is tuple))
    return found == list(loads(dumps(members, PROTOCOL)))


def is_found_by_name(method: Any) -> bool:
    """Whether an object has this method of it under its name, by which pickle looks it up: not where `super()` gave it, for example."""
    owner = getattr(method, "__self__", None)
    if owner is None or type(owner) is ModuleType:
        return True
    function = method.__func__ if type(method) is MethodType else method
    name: Any = getattr(function, "__name__", None)
    is_class = issubclass(type(owner), type)
    if not is_class:
        try:
            if name in object.__getattribute__(owner, "__dict__"):
                return False
        except AttributeError:
            pass
    for base in (owner if is_class else type(owner)).__mro__:
        if name in vars(base):
            held = vars(base)[name]
            return held is function or getattr(held, "__func__", None) is function or not is_of_program(base)
    return False


def is_approved(kind: type) -> bool:
    """Whether an object of this class is sure to arrive in a worker as it is, and runs no code of the program on its way."""
    if issubclass(kind, REFERRED):
        return kind in REFERRED or _is_plain_metaclass(kind)
    if not is_of_program(kind):
        return (kind.__name__ in PLAIN and kind.__module__ in HOMES_OF_PLAIN) or _is_of_numpy(kind)
    if kind in dispatch_table:
        return False
    names: tuple[str, ...] = READ_HOOKS + MADE_HOOKS
    if any("__slots__" in vars(base) for base in kind.__mro__ if is_of_program(base)):
        names += ("__setattr__",)  # by which slots are filled
    for base in kind.__mro__:
        if not is_of_program(base):
            if base is tuple and hasattr(kind, "_fields"):
                continue  # a named tuple, whose elements are all there is to it
            if base is not object and base.__module__ not in ("enum", "abc", "typing"):
                return False
        elif hooks(base, names):
            return False
    if SLOWED_BY_DICTIONARY and kind.__dictoffset__ and not issubclass(kind, tuple) and not _is_enumeration(kind):
        _taken_apart.add(kind)
    elif not _is_enumeration(kind):
        _slots[kind] = _slots_of(kind)
    return True


def _is_of_numpy(kind: type) -> bool:
    """Whether this is NumPy's array, of which `_arrays` says which travel, or one of its numbers."""
    numpy = sys.modules.get("numpy")
    if numpy is None or not hasattr(numpy, "ndarray"):
        return False
    return kind is numpy.ndarray or (kind.__module__ == "numpy" and issubclass(kind, (numpy.number, numpy.bool_)))


def _is_plain_dtype(value: Any) -> bool:
    """Whether this says what an array consists of, in a way that arrives as it is."""
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(value, getattr(numpy, "dtype", ())):
        return False
    dtype: Any = value
    return dtype.kind in load("_arrays").KINDS and dtype.isnative and not dtype.metadata


def _is_plain_metaclass(kind: type) -> bool:
    return kind.__module__ in ("abc", "enum", "typing", "numpy")


def _is_enumeration(kind: type) -> bool:
    enum = sys.modules.get("enum")
    return enum is not None and issubclass(kind, enum.Enum)


def is_of_program(kind: type) -> bool:
    """Whether a class may be one of the program's own."""
    if kind.__module__ == "__main__" or kind.__module__ in _state.modules:
        return True
    file = getattr(sys.modules.get(kind.__module__), "__file__", None)
    return file is not None and any(file.endswith(name) for name in _state.local_files)


def hooks(kind: type, names: tuple[str, ...]) -> list[str]:
    """Which of these methods a class of the program has of its own."""
    held = vars(kind)
    if _is_named_tuple(held):
        return []
    return [name for name in names if name in held and getattr(held[name], "__module__", None) not in HOMES_OF_HOOKS]


def _is_named_tuple(held: Any) -> bool:
    """Whether this is what `collections.namedtuple` has put into a class, which then has no other methods."""
    code = getattr(held.get("__getnewargs__"), "__code__", None)
    home = sys.modules.get("collections")
    return code is not None and home is not None and code.co_filename == home.__file__


def runs_here(kind: type) -> bool:
    """Whether pickling an object of this class would run code of the program."""
    try:
        if kind in dispatch_table:
            return True
        bases = [base for base in kind.__mro__ if is_of_program(base)]
        names: tuple[str, ...] = READ_HOOKS
        if any(base in (dict, list, tuple, set, frozenset) for base in kind.__mro__):
            names += CONTAINER_HOOKS
        return any(hooks(base, names) for base in bases)
    except Exception:
        return True  # a class that does not even tell what it is


def runs_there(kind: type) -> bool:
    """Whether putting an object of this class together again would run code of the program, or leaves out what an exception knows of others."""
    if issubclass(kind, BaseException):
        return True
    try:
        bases = [base for base in kind.__mro__ if is_of_program(base)]
        names: tuple[str, ...] = MADE_HOOKS
        others = [base for base in kind.__mro__ if base not in bases and base.__module__ not in HOMES_OF_PLAIN_BASES]
        if any(issubclass(base, (list, dict)) for base in others):
            names += FILLING_HOOKS
        if not all(base in NEW_ALONE for base in others):
            names += FILLING_HOOKS + CALLED_HOOKS
        if any("__slots__" in vars(base) for base in bases) and not hasattr(kind, "__setstate__"):
            names += ("__setattr__",)  # by which slots are filled
        return any(hooks(base, names) for base in bases)
    except Exception:
        return True
