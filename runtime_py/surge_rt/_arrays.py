"""Arrays of NumPy and images of Pillow between processes: which travel, and when workers may not be forked.

An array travels where it arrives as it left: its own memory or all of one array's, in one piece, in C or Fortran order.
Reductions add in the order of memory, so an array of another layout would give other last digits. Two arrays of one log that
share memory would come apart, and objects inside arrays are nobody's to copy: such logs stay in their process.
"""

from __future__ import annotations

import sys

from . import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

IMAGE_MODES = ("1", "L", "RGB", "RGBA", "LA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F")
IMAGE_PARTS = {"_im", "im", "_mode", "_size", "palette", "info", "_readonly", "readonly", "_exif"}
SHOWN = -1  # under this number stands an image that shows memory of an array, or None where there are arrays
KINDS = "biufcSUmM"  # numbers, text, times: no structures, no objects
OLDEST = (1, 24)  # before, an array of lists of several lengths was one of objects, without a word
ERRORS = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
PRINTED = {
    "edgeitems": 3, "threshold": 1000, "floatmode": "maxprec", "precision": 8, "suppress": False, "linewidth": 75,
    "nanstr": "nan", "infstr": "inf", "sign": "-", "formatter": None, "legacy": False, "override_repr": None,
}  # fmt: skip
OLDEST_PANDAS = 3
# Of the flags of an array: aligned and writeable, and that NumPy warns of writing, and already of asking whether it is writeable.
ORDINARY, WARNS = 0x500, 0x80000000
THREADED = ("pyarrow", "numexpr", "numba")  # what pandas may compute with

_known_frames: tuple[int, list[type]] = (0, [])  # looked up for so many loaded modules


def table(is_log: bool, refused: type[Exception]) -> dict[type, Any] | None:
    """How objects are pickled where NumPy is loaded, None elsewhere."""
    numpy, images = sys.modules.get("numpy"), sys.modules.get("PIL.Image")
    has_arrays = numpy is not None and hasattr(numpy, "ndarray")
    if not has_arrays and images is None:
        return None
    import copyreg

    def refuse(value: Any) -> Any:
        raise refused

    special: dict[type, Any] = dict.fromkeys(_frames(), refuse)
    owners: dict[int, Any] = {}
    if images is not None:
        special.update(dict.fromkeys(_below(images.Image), refuse))
        special[images.Image] = _image_reducer(owners, is_log, refused)
    if numpy is not None and has_arrays:
        # A structured scalar is a view of the array that it was taken from.
        special.update({numpy.ndarray: _reducer(numpy.ndarray, owners, is_log, refused), numpy.void: refuse})
    return {**copyreg.dispatch_table, **special}


def _below(kind: type) -> list[type]:
    """All classes that are made from one."""
    found: list[type] = [kind]
    for known in found:
        below: list[type] = type.__subclasses__(known)
        found += [one for one in below if one not in found]
    return found


def _image_reducer(owners: dict[int, Any], is_log: bool, refused: type[Exception]) -> Callable[[Any], Any]:
    """How images of Pillow travel: those that are in memory alone, without a palette, and that nobody gave attributes.

    An image that shows memory of an array comes apart from it, so that no array may be in the same log.
    """

    def reduce(image: Any) -> Any:
        plain = image.mode in IMAGE_MODES and image.__dict__.keys() <= IMAGE_PARTS and image.palette is None
        if not plain or image._exif is not None or not all(map(_is_plain_note, image.info.items())):
            raise refused
        if image.readonly and is_log and owners.setdefault(SHOWN, image) is None:
            raise refused
        return image.__reduce_ex__(2)

    return reduce


def _is_plain_note(item: tuple[Any, Any]) -> bool:
    parts = [*item, *item[1]] if type(item[1]) is tuple else [*item]
    return all(type(part) in (str, bytes, int, float, tuple) for part in parts)


def _frames() -> list[type]:
    """The classes of pandas whose objects stay in their process: how they lie in memory, and what they share, would not arrive."""
    global _known_frames
    pandas = sys.modules.get("pandas")
    if pandas is None or not hasattr(pandas, "api"):
        return []
    count = len(sys.modules)
    if _known_frames[0] != count:
        found = [pandas.DataFrame, pandas.Series, pandas.Index, pandas.api.extensions.ExtensionArray]
        for known in found:
            found += [one for one in type.__subclasses__(known) if one not in found]
        _known_frames = count, found
    return _known_frames[1]


def _reducer(ndarray: type, owners: dict[int, Any], is_log: bool, refused: type[Exception]) -> Callable[[Any], Any]:
    def reduce(array: Any) -> Any:
        if is_log and owners.setdefault(SHOWN, None) is not None:
            raise refused
        flags, dtype = array.flags, array.dtype
        if dtype.kind not in KINDS or not dtype.isnative or dtype.metadata or not is_ordinary(flags):
            raise refused
        if not (flags.c_contiguous or flags.f_contiguous):
            raise refused
        owner = array
        while type(owner.base) is ndarray:
            owner = owner.base
        if owner.base is not None or (is_log and owners.setdefault(id(owner), array) is not array):
            raise refused
        if array.base is None:
            return array.__reduce__()
        return whole_view, (array.copy("A"),)

    return reduce


def is_ordinary(flags: Any) -> bool:
    """Whether an array with these flags is aligned, and may be written to without a word."""
    return bool(flags.num & (ORDINARY | WARNS) == ORDINARY)


def whole_view(array: Any) -> Any:
    """A view of a whole array, for what was one: it does not own its memory."""
    return array[...]


def obstacle(forks: bool) -> str:
    """Why no region may run in parallel while NumPy is loaded; empty when one may."""
    numpy = sys.modules["numpy"]
    version = getattr(numpy, "__version__", "").split(".")
    if len(version) < 2 or not (version[0].isdigit() and version[1].isdigit()):
        return "a NumPy without a version"
    if (int(version[0]), int(version[1])) < OLDEST:
        return "a NumPy older than 1.24"
    if not forks:
        printed = numpy.get_printoptions()
        if numpy.geterr() != ERRORS or any(printed.get(key, value) != value for key, value in PRINTED.items()):
            return "a new process would not see how NumPy is to handle errors and print arrays"
    reason = load("_openmp").obstacle() if forks else ""
    if reason:
        return str(reason)
    return _obstacle_of_frames(forks) if "pandas" in sys.modules else ""


def _obstacle_of_frames(forks: bool) -> str:
    """Why no region may run in parallel while pandas is loaded; empty when one may."""
    version = getattr(sys.modules["pandas"], "__version__", "").split(".")
    if not version[0].isdigit() or int(version[0]) < OLDEST_PANDAS:
        return "a pandas older than 3, whose columns may show what others write"
    if not forks:
        return "a new process would not have the options of pandas"
    for library in THREADED:
        if library in sys.modules:
            return f"{library} is loaded, which has threads of its own"
    return ""
