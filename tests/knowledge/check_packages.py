"""Checks the tables about packages by calling their functions: NumPy, pandas, SciPy, and whatever else is installed.

Run it under pytest with an interpreter that has the packages; `./test packages` makes one. A table whose package is missing
is skipped with a message. Each entry that says `pure` is called with several arguments. A call must leave its arguments,
the process-wide random generators, the settings and the streams alone, and open no file. Memory may be shared between its result
and an argument only where the result type names that argument, and the result must be of the type that the table says.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import itertools
import random
import sys
import warnings
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
import package_samples  # noqa: E402
import tables  # noqa: E402

TABLES = {name: table for name, table in tables.load().items() if "package" in table}
PACKAGES = sorted({table["package"] for table in TABLES.values()})
np = pytest.importorskip("numpy", reason="NumPy is not installed: the tables about packages are not checked")

_events: list[str] = []
_listening = False
FILES = ("open", "os.", "shutil.", "socket.", "subprocess.", "tempfile.")


def _audit(event: str, arguments: tuple) -> None:
    if not (_listening and event.startswith(FILES)):
        return
    if event == "open" and str(arguments[0]).endswith((".py", ".pyc", ".so")):
        return  # an import inside the function
    if event not in ("os.listdir", "os.scandir", "os.putenv"):
        _events.append(event)


sys.addaudithook(_audit)


def installed(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def arrays_in(value: object, depth: int = 0) -> list:
    """The arrays in a value, at any depth."""
    if isinstance(value, np.ndarray):
        return [value]
    if depth < 4 and isinstance(value, (list, tuple)):
        return [array for part in value for array in arrays_in(part, depth + 1)]
    return package_samples.arrays_of(value)


def state(value: object) -> object:
    """What can be seen of an argument, to be compared later."""
    if isinstance(value, np.ndarray):
        return value.shape, value.strides, value.dtype, value.flags.writeable, value.tobytes()
    if isinstance(value, (list, tuple)):
        return type(value), [state(part) for part in value]
    if isinstance(value, dict):
        return [(key, state(part)) for key, part in value.items()]
    return package_samples.state_of(value)


def process_state() -> object:
    kind, keys, *rest = np.random.get_state()
    return random.getstate(), kind, keys.tobytes(), rest, np.geterr(), repr(np.get_printoptions())


def fits(result: object, types: list, arguments: list) -> bool:
    return any(fits_one(result, one, arguments) for one in types)


def fits_one(result: object, one: object, arguments: list) -> bool:
    """Whether a result is of one of the types of an entry."""
    name, parts = one.name, one.parameters
    if name in ("any", "fresh", "num"):
        return True
    if name == "self" or name.startswith("arg"):
        named = arguments if name in ("self", "argall") else arguments[int(name[3:]) : int(name[3:]) + 1]
        return any(result is argument for argument in named) or any(
            np.may_share_memory(array, other) for array in arrays_in(result) for other in arrays_in(named)
        )
    if name.startswith("elem"):
        return True
    if name.startswith("copy"):
        return type(result) is type(arguments[int(name[4:])])
    exact = {"int": int, "float": float, "bool": bool, "str": str, "bytes": bytes, "complex": complex}
    if name in exact:
        return type(result) is exact[name]
    if name in ("none", "None"):
        return result is None
    if name == "type":
        return isinstance(result, type)
    if name in (
        "DataFrame",
        "Series",
        "GroupBy",
        "Window",
        "ColumnWindow",
        "Locator",
        "DatetimeProperties",
    ) and package_samples.table_kind(result):
        return package_samples.table_kind(result) == name
    if name == "imm" and package_samples.is_cell(result):
        return True
    if name == "imm":
        immutable = (np.generic, np.dtype, int, float, complex, str, bytes, bool, type(None), type)
        return isinstance(result, immutable) and not isinstance(result, (np.void, np.object_))
    if name in ("ndarray", "numpy.ndarray"):
        return type(result) is np.ndarray and not result.dtype.hasobject
    if name in ("tuple", "list"):
        if not isinstance(result, tuple if name == "tuple" else list):
            return False
        if name == "tuple" and not one.dots:
            return len(result) == len(parts) and all(fits(r, p, arguments) for r, p in zip(result, parts))
        return all(fits(item, parts[0], arguments) for item in result)
    if name == "dict":
        return isinstance(result, dict)
    if name in ("set", "frozenset"):
        return type(result).__name__ == name
    if name in ("iter", "steered"):
        return hasattr(result, "__next__")
    # A bit generator and the generator around it count as one object.
    made = "Generator" if isinstance(result, np.random.BitGenerator) else type(result).__name__
    made = "dtype" if isinstance(result, np.dtype) else made
    made = "Graph" if made == "DiGraph" else made
    made = "DegreeView" if made.endswith("DegreeView") else made
    made = made.removesuffix("Class").lower() if made in ("MGridClass", "OGridClass") else made
    made = "Distribution" if made.endswith(("_gen", "_frozen")) else made
    if name.startswith("sklearn.base."):
        has = {"Estimator": "fit", "Steps": "steps", "Splitter": "split", "Slicer": "split"}[name.rpartition(".")[2]]
        return type(result).__module__.startswith("sklearn.") and hasattr(result, has)
    if isinstance(result, type):
        return result.__name__ == name
    return made == name.rpartition(".")[2]


def may_share(types: list) -> set:
    """The arguments that a result type names, at any depth: numbers, "self", "all"."""
    found: set = set()
    for one in types:
        if one.name in ("self", "any"):
            found |= {"self", "all"} if one.name == "any" else {"self"}
        elif one.name == "argall":
            found.add("all")
        elif one.name.startswith(("arg", "elem")) and one.name[3:].isdigit():
            found.add(int(one.name[3:]))
        for part in one.parameters:
            found |= may_share(part)
    return found


def hands_out(types: list) -> set:
    """For an iterator, what its items may be parts of, by name; "new" for what it makes."""
    found: set = set()
    for one in types:
        if one.name == "iter":
            found |= {"new"} | may_share(one.parameters[0])
            if "self.elem" in str(one):
                found.add("self")
    return found


def run(call: package_samples.Call, signature: tables.Signature) -> tuple[bool, list[str]]:
    """Whether a call could be made, and what it did that its entry does not say."""
    global _listening
    everything = [*call.args, *call.kwargs.values(), *([] if call.receiver is None else [call.receiver])]
    takes_result = call.args[signature.out] if signature.out is not None and len(call.args) > signature.out else None
    everything = [value for value in everything if value is not takes_result]
    before, process = [state(value) for value in everything], process_state()
    out, err = io.StringIO(), io.StringIO()
    _events.clear()
    with warnings.catch_warnings(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        warnings.simplefilter("ignore")
        _listening = True
        try:
            result = call.function(*call.args, **call.kwargs)
        except Exception:
            return False, []
        finally:
            _listening = False
    problems = []
    if [state(value) for value in everything] != before:
        problems.append("changed an argument")
    own = [value for value in everything if value is not result]
    before_writing = [state(value) for value in own]
    package_samples.write_into(result)
    if "frames" in package_samples.kinds(result) and [state(value) for value in own] != before_writing:
        problems.append("returned what shows in an argument when it is changed")
    if process_state() != process:
        problems.append("changed random generators or settings")
    if out.getvalue() or err.getvalue():
        problems.append("printed")
    if _events:
        problems.append(f"did {_events}")
    if takes_result is None and not fits(
        result, signature.result_type, [*call.args] if call.receiver is None else [call.receiver, *call.args]
    ):
        problems.append(f"returned a {type(result).__name__}, not {signature.result}: {result!r}"[:300])
    shared = may_share(signature.result_type)
    for at, argument in enumerate(call.args):
        if "all" in shared or at in shared or argument is takes_result:
            continue
        others = arrays_in(argument)
        if any(np.shares_memory(array, other) for array in arrays_in(result) for other in others):
            problems.append(f"shares memory with argument {at}")
    shown = hands_out(signature.result_type) if hasattr(result, "__next__") else set()
    if shown and not shown & {"self", "all"}:
        rounds: list[list] = []
        with contextlib.suppress(Exception):
            rounds.extend(arrays_in(item) for item in itertools.islice(result, 8))
        pairs = itertools.combinations(rounds, 2)
        if any(np.shares_memory(array, other) for one, two in pairs for array in one for other in two):
            problems.append("gives arrays that share memory with those that it gives later")
    if call.receiver is not None and "self" not in shared:
        others = arrays_in(call.receiver)
        if any(np.shares_memory(array, other) for array in arrays_in(result) for other in others):
            problems.append("shares memory with the object")
    return True, problems


def entries(stem: str, table: dict):
    """Every entry of a table that can be called, with the signature for a number of arguments."""
    for name, text in table.get("functions", {}).items():
        yield name, None, text, table.get("arity", {}).get(name, {})
    for type_name, entry in table.get("types", {}).items():
        for name, text in entry.get("methods", {}).items():
            owner = None if name in entry.get("static", []) else type_name
            full = f"{type_name}.{name}"
            yield full, owner, text, entry.get("arity", {}).get(name, {})


def is_quiet(signature: tables.Signature, table: dict) -> bool:
    """Whether a call has no effect: an image may be read from its file, but those here are in memory."""
    reads = table["package"] == "pillow" and signature.effects == {"reads-file"} and not signature.mutates
    return signature.pure or reads


def allowed_keywords(table: dict, name: str) -> list[str] | None:
    """The keywords with which the sharper signatures of an entry hold, where it says so."""
    owner, _, method = name.rpartition(".")
    entry = table["types"][owner] if owner else table
    return entry.get("keywords", {}).get(method)


def known_type(name: str) -> bool:
    return True


@pytest.mark.parametrize("stem", sorted(TABLES))
def test_pure_entries_do_what_they_say(stem: str) -> None:
    if not installed(stem):
        pytest.skip(f"{stem} is not installed")
    table, module = TABLES[stem], importlib.import_module(stem)
    problems, uncalled, called = [], [], 0
    for name, owner, text, by_count in entries(stem, table):
        signatures = {None: tables.parse_signature(text, known_type)}
        signatures.update({count: tables.parse_signature(text, known_type) for count, text in by_count.items()})
        allowed = allowed_keywords(table, name)
        if not any(is_quiet(signature, table) for signature in signatures.values()):
            continue
        if not package_samples.exists(module, stem, name):
            if f"{stem}.{name}" not in package_samples.ELSEWHERE:
                problems.append(f"{stem}.{name} does not exist")
            continue
        done, wrong = 0, {}
        for call in package_samples.calls(stem, module, name, owner):
            signature = tables.sharper(signatures, call.args, call.kwargs, allowed)
            if not is_quiet(signature, table):
                continue
            could, found = run(call, signature)
            done += could
            for one in found:  # one of a kind is enough
                wrong.setdefault(one[:20], f"{stem}.{name}{call.text}: {one}")
        problems += wrong.values()
        called += bool(done)
        if not done and f"{stem}.{name}" not in package_samples.NOT_CALLED:
            uncalled.append(f"{stem}.{name}")
    print(f"{stem}: {called} entries called")
    assert not problems, "\n".join(problems)
    assert not uncalled, "no sample call succeeds: " + " ".join(uncalled)


def test_what_is_missing_is_said() -> None:
    missing = [package for package in PACKAGES if not installed(package)]
    if missing:
        pytest.skip("not installed: " + ", ".join(missing))


def test_values_are_of_their_types() -> None:
    problems = []
    for stem, table in TABLES.items():
        if not installed(stem):
            continue
        module = importlib.import_module(stem)
        for name, text in table.get("values", {}).items():
            if not fits(getattr(module, name), tables.parse_type(text, known_type), []):
                problems.append(f"{stem}.{name} is no {text}")
    assert not problems, "\n".join(problems)


def test_attributes_are_of_their_types() -> None:
    problems = []
    for stem, table in TABLES.items():
        if not installed(stem):
            continue
        for type_name, entry in table.get("types", {}).items():
            for sample, name in itertools.product(
                package_samples.instances(stem, type_name), entry.get("attributes", {})
            ):
                if not hasattr(type(sample), name) and not hasattr(sample, name):
                    if f"{stem}.{type_name}.{name}" not in package_samples.ELSEWHERE:
                        problems.append(f"{stem}.{type_name}.{name} does not exist")
                    continue
                types = tables.parse_type(entry["attributes"][name], known_type)
                try:
                    value = getattr(sample, name)
                except (ValueError, AttributeError):
                    continue  # the transpose of what has less than two dimensions; an accessor of other columns
                if not fits(value, types, [sample]):
                    problems.append(f"{stem}.{type_name}.{name} is no {entry['attributes'][name]}")
    assert not problems, "\n".join(problems)
