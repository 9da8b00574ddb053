"""What a worker does with one chunk, and how its result is packed and unpacked."""

from __future__ import annotations

import gc
import sys

try:
    from _pickle import Pickler, Unpickler, dumps, loads  # the C module alone: importing pickle would cost milliseconds
except ImportError:
    from pickle import Pickler, Unpickler, dumps, loads

from . import _state, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from ._known import Known

    Result = tuple[list[Any], dict[int, str]]

PROTOCOL = 5


class Refused(BaseException):
    """Raised inside a task that tries something a log cannot carry."""


class _Leaves:
    """What a task returns whose item leaves the loop: see `LEAVES`."""


LEAVES = _Leaves()  # the original statements run again in the driver, and leave the loop there
UNLIKE = "read differently in a worker"  # the failure that items are which a worker took from a file: see _files
LEFT = "leaves the loop"  # the failure that such an item is for its chunk


class Unshippable(Exception):
    """A log holds something that pickling would not bring over exactly."""


def run_items(task: Callable[..., Any], needs: tuple[Any, ...], items: Sequence[Any]) -> Result:
    """One log per item; an item that raises leaves None in its place and its offset and reason beside the logs."""
    logs: list[Any] = []
    failures: dict[int, str] = {}
    append = logs.append
    count = len(items)
    while len(logs) < count:
        try:
            for item in items[len(logs) :]:
                append(task(item, *needs))
        except Refused as refusal:
            failures[len(logs)] = str(refusal)
            append(None)
        except BaseException:
            failures[len(logs)] = "raised"
            append(None)
    if any(log is LEAVES for log in logs):
        return up_to_the_leaving_item(logs, failures)
    return logs, failures


def runner(task: Callable[..., Any]) -> Callable[..., Result]:
    """What computes items of this task, one log for each."""
    site = getattr(task, "surge", None)
    leaves = site is not None and (site.seeds or site.grows)
    return load("_left").run if leaves else run_items


def up_to_the_leaving_item(logs: list[Any], failures: dict[int, str]) -> Result:
    """The first item that leaves the loop goes to the driver; nobody will ask for those behind it."""
    first = next(offset for offset, log in enumerate(logs) if log is LEAVES)
    count = len(logs)
    kept = {offset: reason for offset, reason in failures.items() if offset < first}
    return logs[:first] + [None] * (count - first), {**kept, **dict.fromkeys(range(first, count), LEFT)}


def run_chunk(task: Callable[..., Any], needs: tuple[Any, ...], items: Sequence[Any]) -> Result:
    """The values that one chunk of items emits; a failure is one of the whole chunk."""
    try:
        return task(items, *needs), {}
    except Refused as refusal:
        return [], {0: str(refusal)}
    except BaseException:
        return [], {0: "raised"}


class _Checking(Pickler):
    """Looks at every object on its way, and lets no set pass, and no NaN.

    A set's order does not survive pickling, and a NaN is equal to nothing but itself: `nan in values` asks whether it is
    the same object.
    """

    def persistent_id(self, value: Any) -> int | None:
        """Refuse sets and NaN; everything else is pickled as usual."""
        if isinstance(value, (set, frozenset)) or (_state.nan_identity and isinstance(value, float) and value != value):
            raise Unshippable
        return None


class _Referring(Pickler):
    """Names objects that were there before the region began by their address."""

    known: Known

    def persistent_id(self, value: Any) -> int | None:
        """The address of what was there before; what is new is pickled."""
        return self.known.address(value)


class _CheckingReferring(_Referring, _Checking):
    """Both: sets and NaN that were there before may pass."""

    def persistent_id(self, value: Any) -> int | None:
        """The address of what was there before; of what is new, refuse sets and NaN."""
        address = self.known.address(value)
        if address is None:
            _Checking.persistent_id(self, value)
        return address


class _Finding(Unpickler):
    """Puts the driver's own objects in the place of their addresses."""

    known: Known

    def persistent_load(self, address: int) -> Any:
        """The object that is named."""
        return self.known.object_at(address)


class _CheckingInput(Pickler):
    """Lets no NaN pass: tasks would not find in one place what they took from another."""

    def persistent_id(self, value: Any) -> None:
        """Refuse NaN; everything else is pickled as usual."""
        if isinstance(value, float) and value != value:
            raise Unshippable


def pack(value: object, sets: bool, is_log: bool = False, known: Known | None = None) -> bytes:
    """Pickle a value; with `sets`, fail where it holds one. A log must not hold a NaN either, where that could show.

    What is `known` travels as its address.
    """
    table = reducers(is_log)
    if not sets:
        data = dump(value, table, Pickler if known is None else _Referring, known)
        if not (is_log and _state.nan_identity and may_hold_nan(data)):
            return data
    return dump(value, table, _Checking if known is None else _CheckingReferring, known)


def pack_input(value: object, hashed: bool = False) -> bytes:
    """Pickle what a task reads in a process that was not forked.

    Fails where it holds a NaN that could be looked for, where pickling it, or putting it together again, would run code of the program, where a
    key of a dictionary may have another hash by now, and, where the result depends on hashes, where an object's hash is its address, or the
    order of a set is not certain to be the same.
    """
    approved = load("_approved")
    approved.begin()
    data = dump(value, reducers(False), approved.ReadingForHashes if hashed else approved.Reading)
    approved.check_keys(value)
    if approved.EMPTY_SET in data or approved.FROZEN_SET in data:
        approved.check_sets(value)
    if _state.nan_identity and may_hold_nan(data):
        dump(value, None, _CheckingInput)
    return data


def reducers(is_log: bool) -> dict[type, Any] | None:
    """How arrays and pictures travel, where the program has any."""
    if "numpy" not in sys.modules and "PIL.Image" not in sys.modules:
        return None
    from ._arrays import table

    return table(is_log, Unshippable)


def may_hold_nan(data: bytes) -> bool:
    """Whether a pickle has the first two bytes of a NaN anywhere: as pickle writes floats, or as NumPy does."""
    for sign in (b"G\x7f", b"G\xff"):
        place = data.find(sign)
        while place >= 0:
            if data[place + 2 : place + 3] >= b"\xf0":
                return True
            place = data.find(sign, place + 1)
    return "numpy" in sys.modules and any(
        bytes((last, sign)) in data for sign in (0x7F, 0xFF) for last in range(0xF0, 0x100)
    )


def dump(
    value: object, table: dict[type, Any] | None, kind: type[Pickler] = Pickler, known: Known | None = None
) -> bytes:
    """The pickle that this kind of pickler makes; `table` says how objects of some types travel."""
    if table is None and kind is Pickler:
        return dumps(value, PROTOCOL)
    from io import BytesIO

    buffer = BytesIO()
    pickler = kind(buffer, PROTOCOL)
    if table is not None:
        pickler.dispatch_table = table
    if known is not None:
        pickler.known = known  # type: ignore[attr-defined]
    pickler.dump(value)
    return buffer.getvalue()


def pack_result(result: Result, per_item: bool, sets: bool, known: Known | None = None) -> bytes:
    """Pickle a chunk's result; logs that cannot be shipped become failures."""
    try:
        return pack(result, sets, True, known)
    except BaseException as error:
        logs, failures = result[:2]
        more = len(result) > 2
        if not per_item:
            return dumps(([], {0: _shipping_problem(error)}), PROTOCOL)
        if more:
            # Entries of caches as well: those of the items before the first that cannot be sent are not told apart.
            return dumps(([None] * len(logs), dict.fromkeys(range(len(logs)), _shipping_problem(error))), PROTOCOL)
    for offset, log in enumerate(logs):
        if offset not in failures:
            try:
                unpack(pack(log, sets, True, known), known)
            except BaseException as error:
                failures[offset] = _shipping_problem(error)
                logs[offset] = None
    if known is not None:
        return pack((logs, failures), False, True, known)
    return dumps((logs, failures), PROTOCOL)


def _shipping_problem(error: BaseException) -> str:
    return "holds a set, a NaN, a view or a picture" if isinstance(error, Unshippable) else "not picklable"


def unpack(payload: bytes | bytearray | memoryview, known: Known | None = None) -> Any:
    """The other side of `pack_result`.

    Nothing that is being unpickled can be garbage yet, so the collector need not look at it again and again meanwhile.
    """
    if not gc.isenabled():
        return _load(payload, known)
    gc.disable()
    try:
        return _load(payload, known)
    finally:
        gc.enable()


def _load(payload: bytes | bytearray | memoryview, known: Known | None) -> Any:
    if known is None:
        return loads(payload)
    from io import BytesIO

    finder = _Finding(BytesIO(payload))
    finder.known = known
    return finder.load()
