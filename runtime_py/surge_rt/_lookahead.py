"""Copies of containers, open files and random generators in which the rounds of a loop can be looked ahead, unseen by the program."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections import deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_DRAWS = {
    "betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss", "getrandbits", "lognormvariate",
    "normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange", "sample", "triangular",
    "uniform", "vonmisesvariate", "weibullvariate",
}  # fmt: skip


class CannotLook(Exception):
    """There is no way to look ahead in this object without a trace."""


def copies_of(things: tuple[Any, ...], held: list[Any]) -> None:
    """Fill `held` with copies of these; what draws from one random generator goes on to draw from one copy of it."""
    generators: dict[int, Any] = {}
    for thing in things:
        held.append(copy_of(thing, generators))


def copy_of(thing: Any, generators: dict[int, Any] | None = None) -> Any:
    """A copy that holds the same objects, reads the same file from the same place, or draws the same numbers."""
    kind = type(thing)
    generators = {} if generators is None else generators
    random = sys.modules.get("random")
    if random is not None:
        shared = getattr(random, "_inst", None)
        if kind is random.Random:
            return _generator(thing, generators)
        if thing is random and type(shared) is random.Random and _is_untouched(random, shared):
            return _generator(shared, generators)
        if getattr(thing, "__self__", None) is shared is not None and type(shared) is random.Random:
            return getattr(_generator(shared, generators), thing.__name__)
    numpy = sys.modules.get("numpy.random")
    if numpy is not None and (kind is numpy.Generator or kind is numpy.RandomState):
        return _numpy_generator(numpy, thing, generators)
    if kind is list or kind is deque or kind is dict:
        return thing.copy()
    if kind is io.StringIO or kind is io.BytesIO:
        other = kind(thing.getvalue())
        other.seek(thing.tell())
        return other
    if kind is io.BufferedReader or kind is io.TextIOWrapper:
        try:
            return _reopened(thing)
        except (OSError, ValueError, AttributeError, LookupError, io.UnsupportedOperation):
            raise CannotLook("a file that cannot be opened twice") from None
    raise CannotLook(f"a {kind.__name__} cannot be looked ahead in")


def _generator(generator: Any, generators: dict[int, Any]) -> Any:
    """A generator in the same state; the same one each time."""
    if generator.__dict__.keys() - {"gauss_next"}:
        raise CannotLook("a generator with attributes of its own")
    copy = generators.get(id(generator))
    if copy is None:
        copy = generators[id(generator)] = type(generator)(0)
        copy.setstate(generator.getstate())
    return copy


def _numpy_generator(numpy: Any, generator: Any, generators: dict[int, Any]) -> Any:
    """The same for a generator of NumPy. Two that draw from one source of bits go on to draw from one copy of it."""
    kind = type(generator)
    bits = generator.bit_generator if kind is numpy.Generator else generator._bit_generator
    source = type(bits)
    if source not in (numpy.PCG64, numpy.PCG64DXSM, numpy.MT19937, numpy.Philox, numpy.SFC64):
        raise CannotLook("a generator of another make")
    copy = generators.get(id(bits))
    if copy is None:
        copy = generators[id(bits)] = source(0)
        copy.state = bits.state
    again = kind(copy)
    if kind is numpy.RandomState:  # which keeps half of its latest two normal numbers
        again.set_state(generator.get_state(legacy=False))
    return again


def _is_untouched(random: Any, shared: Any) -> bool:
    """Whether the functions of the module are still the methods of its generator."""
    return all(
        getattr(function, "__self__", None) is shared for name, function in vars(random).items() if name in _DRAWS
    )


def _reopened(file: Any) -> Any:
    """The same regular file, open for reading a second time, at the same place."""
    kind = type(file)
    buffer = file.buffer if kind is io.TextIOWrapper else file
    if type(buffer) is not io.BufferedReader or type(buffer.raw) is not io.FileIO:
        raise CannotLook("a file that is not only read")
    known = os.fstat(file.fileno())
    if not stat.S_ISREG(known.st_mode):
        raise CannotLook("input that has to be waited for")
    place = file.tell()
    again = _open_again(file.fileno(), buffer.raw.name)
    try:
        if not os.path.samestat(os.fstat(again), known):
            raise CannotLook("a file that has been replaced")
        other = open(again, "rb")  # noqa: SIM115
    except BaseException:
        os.close(again)
        raise
    if kind is io.TextIOWrapper:
        other = io.TextIOWrapper(other, file.encoding, file.errors)  # type: ignore[assignment]
    try:
        other.seek(place)
    except BaseException:
        other.close()
        raise
    return other


def _open_again(number: int, name: Any) -> int:
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    own = f"/proc/self/fd/{number}"
    if os.path.exists(own):
        return os.open(own, flags)
    if not isinstance(name, (str, bytes)):
        raise CannotLook("a file without a name")
    return os.open(name, flags)
