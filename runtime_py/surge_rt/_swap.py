"""Give functions their original code back where their regions do not run in parallel.

A function whose regions all rest, and every function inside a worker, costs what it cost in the original script:
its code object is exchanged for that of the original, found by its place and its line.
"""

from __future__ import annotations

from types import CodeType, FunctionType

from . import _depth, _state, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

NESTED_BEFORE_SWAP = 200

_twins: dict[CodeType, tuple[CodeType, frozenset[str]]] | None = None
_borrowed: list[tuple[FunctionType, CodeType]] = []


def begin_task(kind: str, between: int = 0) -> int:
    """A task of a site of this kind starts in the driver itself, through so many calls; what `end_task` needs."""
    allowed = _depth.allow(between, kind)  # this frame is gone by then
    _state.busy += 1
    _state.nested = 0
    load("_warned").listen()
    return allowed


def end_task(allowed: int) -> bool:
    """A task in the driver has ended; functions that borrowed their original code give it back.

    True when it warned from its own lines, which the program does not have: its items then run as they were written.
    """
    _depth.restore(allowed)
    _state.busy -= 1
    give_back(_borrowed)
    return bool(load("_warned").settle())


def note_nested() -> None:
    """A region was met inside another; when that is frequent, spare it the trouble."""
    _state.nested += 1
    if _state.nested == NESTED_BEFORE_SWAP:
        _borrowed.extend(_swap(lambda names: True))


def borrow() -> list[tuple[FunctionType, CodeType]]:
    """Give functions that could only start segments their original code for a while; what `give_back` needs to end that.

    Functions with loops keep theirs: by the time that they are called, a processor may be free again.
    """
    segments = {site.name for site in _state.sites if site.kind == "segment"}  # type: ignore[attr-defined]
    return _swap(segments.issuperset)


def borrow_all() -> list[tuple[FunctionType, CodeType]]:
    """Give all functions their original code, as in a worker, while threads run tasks; what `give_back` needs to end that."""
    return _swap(lambda names: True)


def give_back(borrowed: list[tuple[FunctionType, CodeType]]) -> None:
    """Give functions the code back that they had when they borrowed the original's."""
    for function, code in borrowed:
        function.__code__ = code
    if borrowed:
        borrowed.clear()
        site_rests()


def prepare() -> None:
    """Find the original code before workers are forked, so that each of them finds it ready."""
    _find_twins()


def use_original_everywhere() -> None:
    """In a worker: no region will ever run in parallel here."""
    if _state.driver_code is not None:
        _swap(lambda names: True)


def site_rests(hot: Any = None) -> None:
    """A site has gone to rest for good: functions with no other site get their original code.

    With a `hot` one, that is entered all the time, those where it is, too, where no other site has paid so far.
    """
    if _state.checkpoints:
        return  # the original writes none
    resting = {site.name for site in _state.sites if site.skip > 1 << 40}  # type: ignore[attr-defined]
    _swap(resting.issuperset)
    if hot is not None:
        given_up = resting | {site.name for site in _state.sites if site.has_not_paid()}  # type: ignore[attr-defined]
        _swap(lambda names: hot.name in names and given_up.issuperset(names))


def _swap(wanted) -> list[tuple[FunctionType, CodeType]]:  # type: ignore[no-untyped-def]
    """Exchange the code of every reachable function whose regions are `wanted`; what was exchanged."""
    done: list[tuple[FunctionType, CodeType]] = []
    twins = _find_twins()
    if not twins:
        return done
    roots = list(_state.namespace.values())
    for unit in _state.units:
        roots += unit.namespace.values()
    for function in _functions(roots, set()):
        code = function.__code__
        twin = twins.get(code)
        if twin is not None and wanted(twin[1]):
            done.append((function, code))
            function.__code__ = twin[0]
    return done


def _find_twins() -> dict[CodeType, tuple[CodeType, frozenset[str]]]:
    """Each code object of the driver that has regions, with the original's and the names of the regions' tasks."""
    global _twins
    if _twins is None:
        _twins = {}
        if isinstance(_state.driver_code, CodeType):
            _add_twins(_twins, _state.driver_code, _original)
        for unit in _state.units:
            _add_twins(_twins, unit.code, unit.original)
    return _twins


def _original() -> CodeType:
    return load("_program").original_code(_state.package, _state.original)  # type: ignore[no-any-return]


def _add_twins(
    twins: dict[CodeType, tuple[CodeType, frozenset[str]]], driver: CodeType, original: Callable[[], CodeType]
) -> None:
    """Add those of one module; its original is compiled only if there are any."""
    names = frozenset(site.name for site in _state.sites)  # type: ignore[attr-defined]
    places = [(place, code, _task_names(code, names)) for place, code in _places(driver, ())]
    if any(used for _, _, used in places):
        originals = dict(_places(original(), ()))
        for place, code, used in places:
            twin = originals.get(place)
            if used and twin is not None and twin.co_freevars == code.co_freevars:
                # The very same name of the file, by which tracebacks know calls that repeat.
                twins[code] = (twin.replace(co_filename=code.co_filename), used)


def add_unit(unit: _state.Unit) -> None:
    """Note a module that has just begun to be imported; its functions have originals, too."""
    global _twins
    _state.units.append(unit)
    _twins = None


def _places(code: CodeType, path: tuple[str, ...]) -> Iterator[tuple[tuple[object, ...], CodeType]]:
    """Every named function inside `code`, with its path of names and its line."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            inner = (*path, constant.co_name)
            if not constant.co_name.startswith("<"):
                yield (inner, constant.co_firstlineno), constant
            yield from _places(constant, inner)


def _task_names(code: CodeType, names: frozenset[str]) -> frozenset[str]:
    """The tasks that `code`, or a function inside it, refers to."""
    found = names.intersection(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found |= _task_names(constant, names)
    return found


def _functions(values: list[object], seen: set[int]) -> Iterator[FunctionType]:
    """The functions of the program that can be reached from `values`: directly, in its classes, inside wrappers.

    No object is asked for its class or its attributes, as `isinstance` and `getattr` would: its own code may count that.
    """
    while values:
        value: Any = values.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        kind = type(value)
        if kind is FunctionType:
            yield value
            values += [cell.cell_contents for cell in value.__closure__ or () if _is_set(cell)]
        elif issubclass(kind, type):
            held = _NAMES_OF_CLASS(value)
            module = held.get("__module__")
            if type(module) is str and (module == "__main__" or module in _state.modules):
                values += list(held.values())
        elif issubclass(kind, (staticmethod, classmethod)):
            values.append(_FUNCTION_OF[staticmethod if issubclass(kind, staticmethod) else classmethod](value))
        elif issubclass(kind, property):
            values += [part(value) for part in _PARTS_OF_PROPERTY]
        try:
            wrapped = object.__getattribute__(value, "__dict__")
        except AttributeError:
            continue
        if type(wrapped) is dict and "__wrapped__" in wrapped:
            values.append(wrapped["__wrapped__"])


_NAMES_OF_CLASS = type.__dict__["__dict__"].__get__
_FUNCTION_OF = {kind: kind.__dict__["__func__"].__get__ for kind in (staticmethod, classmethod)}
_PARTS_OF_PROPERTY = [property.__dict__[name].__get__ for name in ("fget", "fset", "fdel")]


def _is_set(cell: object) -> bool:
    try:
        cell.cell_contents  # type: ignore[attr-defined]  # noqa: B018
    except ValueError:
        return False
    return True
