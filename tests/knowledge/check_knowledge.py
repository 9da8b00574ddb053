"""Checks the knowledge tables against the running interpreter: their grammar, their names, and their effects.

Run it with `python3 tests/knowledge/check_knowledge.py` (Python 3.9 or later, before 3.11 with tomli), or under pytest.
"""

import importlib
import re
import sys
import types
from enum import Enum
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import probe  # noqa: E402
import samples  # noqa: E402
import tables  # noqa: E402
from instances import INSTANCES  # noqa: E402

ALL_TABLES = tables.load()
# Those about packages are checked by check_packages.py, where the packages are installed.
TABLES = {stem: table for stem, table in ALL_TABLES.items() if "package" not in table}
VERSION = sys.version_info[:2]

# These modules are listed completely: every public function, class, method and attribute of the interpreter.
COMPLETE = (
    "array bisect builtins bz2 calendar cmath collections copy csv datetime decimal fractions functools gzip "
    "hashlib heapq io itertools json lzma math operator os os.path pathlib random re statistics string struct sys "
    "time zlib"
).split()

# Left out on purpose, so that the compiler takes them for unknown: each is explained in its file.
LEFT_OUT = {"re.DEBUG", "csv.DictReader.fieldnames"}
# Names that are no library function: made by the interactive session, or by the module system.
NOT_PUBLIC = {"builtins.__build_class__", "sys.last_exc", "sys.last_type", "sys.last_value", "sys.last_traceback"}


def known_type_in(module):
    """Says for one module whether a type name, bare or qualified, is in the tables."""

    def known(name):
        if name in ALL_TABLES[module].get("types", {}) or name in ALL_TABLES["builtins"]["types"]:
            return True
        owner, dot, last = name.rpartition(".")
        return bool(dot) and owner in ALL_TABLES and last in ALL_TABLES[owner].get("types", {})

    return known


def signatures(table):
    """All signatures of one table as (where, text)."""
    for name, text in table.get("functions", {}).items():
        yield name, text
    for name, by_count in table.get("arity", {}).items():
        for count, text in by_count.items():
            yield f"{name}/{count}", text
    for type_name, entry in table.get("types", {}).items():
        for name, text in entry.get("methods", {}).items():
            yield f"{type_name}.{name}", text
        for name, by_count in entry.get("arity", {}).items():
            for count, text in by_count.items():
                yield f"{type_name}.{name}/{count}", text


def type_texts(table):
    """All plain type expressions of one table as (where, text)."""
    yield from table.get("values", {}).items()
    for type_name, entry in table.get("types", {}).items():
        for key in ("iterates", "item", "operators"):
            if key in entry:
                yield f"{type_name}:{key}", entry[key]
        for name, text in entry.get("attributes", {}).items():
            yield f"{type_name}.{name}", text


def exists_here(table, name):
    """Whether `since`, `until` and `optional` let the running interpreter have the name."""
    since, until = table.get("since", {}).get(name), table.get("until", {}).get(name)
    if since and tuple(map(int, since.split("."))) > VERSION:
        return False
    return not (until and tuple(map(int, until.split("."))) < VERSION)


def is_listed_here(key):
    """Whether the running interpreter has what a sample calls; some samples are for newer ones."""
    stem, type_name, name = key
    return exists_here(TABLES.get(stem, {}), f"{type_name}.{name}" if type_name else name)


def report(problems):
    assert not problems, "\n".join(sorted(problems))


def test_every_entry_is_well_formed():
    problems = []
    for stem, table in ALL_TABLES.items():
        known = known_type_in(stem)
        if table.get("module") != stem:
            problems.append(f"{stem}.toml: module = {table.get('module')!r}")
        problems += [f"{stem}.toml: unknown key {key!r}" for key in set(table) - tables.TOP_KEYS]
        for type_name, entry in table.get("types", {}).items():
            problems += [f"{stem}.{type_name}: unknown key {key!r}" for key in set(entry) - tables.TYPE_KEYS]
            if type(entry.get("mutable")) is not bool:
                problems.append(f"{stem}.{type_name}: `mutable` is missing")
            both = set(entry.get("methods", {})) & set(entry.get("attributes", {}))
            problems += [f"{stem}.{type_name}.{name} is both method and attribute" for name in both]
            for name in entry.get("static", []) + list(entry.get("arity", {})):
                if name not in entry.get("methods", {}):
                    problems.append(f"{stem}.{type_name}.{name} is no method")
        for name in table.get("arity", {}):
            if name not in table.get("functions", {}):
                problems.append(f"{stem}: arity of {name}, which is no function")
        if "default" in table and not set(table["default"].split()) <= tables.EFFECTS:
            problems.append(f"{stem}: default = {table['default']!r}")
        for where, text in signatures(table):
            try:
                tables.parse_signature(text, known)
            except ValueError as error:
                problems.append(f"{stem}.{where}: {error}")
        for where, text in type_texts(table):
            try:
                tables.parse_type(text, known)
            except ValueError as error:
                problems.append(f"{stem}.{where}: {error}")
    report(problems)


def test_what_is_passed_to_called_arguments_is_well_formed():
    problems = []
    for stem, table in ALL_TABLES.items():
        known = known_type_in(stem)
        groups = [(stem, table.get("functions", {}), table)]
        for type_name, entry in table.get("types", {}).items():
            groups.append((f"{stem}.{type_name}", entry.get("methods", {}), entry))
        for where, entries, beside in groups:
            for name, received in beside.get("passes", {}).items():
                texts = [entries.get(name, "pure -> any"), *beside.get("arity", {}).get(name, {}).values()]
                if not any(tables.parse_signature(text, known).calls for text in texts):
                    problems.append(f"{where}.{name} calls nothing")
                for text in received:
                    if not re.fullmatch(r"\*args\d?", text):
                        tables.parse_type(text.removeprefix("*"), known)
    report(problems)


def test_immutable_types_have_no_mutating_methods():
    problems = []
    for stem, table in ALL_TABLES.items():
        for type_name, entry in table.get("types", {}).items():
            if entry["mutable"]:
                continue
            for name, text in entry.get("methods", {}).items():
                if "self" in tables.parse_signature(text, known_type_in(stem)).mutates:
                    problems.append(f"{stem}.{type_name}.{name} mutates an immutable object")
    report(problems)


def test_an_arity_is_never_stronger_than_the_general_entry():
    problems = []
    for stem, table in ALL_TABLES.items():
        known = known_type_in(stem)
        groups = [(stem, table.get("functions", {}), table.get("arity", {}))]
        for type_name, entry in table.get("types", {}).items():
            groups.append((f"{stem}.{type_name}", entry.get("methods", {}), entry.get("arity", {})))
        for where, entries, arity in groups:
            for name, by_count in arity.items():
                general = tables.parse_signature(entries[name], known)
                for count, text in by_count.items():
                    sharp = tables.parse_signature(text, known)
                    # `calls` may gain a keyword that only makes sense for that count.
                    if not (sharp.effects - {"pure"} <= general.effects and set(sharp.mutates) <= set(general.mutates)):
                        problems.append(f"{where}.{name}/{count} has more effects than {where}.{name}")
    report(problems)


def python_module(stem):
    """The module of a table, or None where this platform lacks it."""
    try:
        return importlib.import_module(stem)
    except ImportError:
        return None


def type_members(stem, type_name, module):
    """The names that an object of the type has, or None where there is no way to tell."""
    sample = INSTANCES.get(f"{stem}.{type_name}")
    cls = getattr(module, type_name, None)
    if sample is not None:
        value = sample()
        # The C version of decimal.Context hides two of its attributes from dir().
        hidden = {name for name in ("flags", "traps") if hasattr(value, name)}
        return set(dir(value)) | set(dir(type(value))) | hidden
    return set(dir(cls)) if isinstance(cls, type) else None


def test_every_listed_name_exists():
    problems = []
    for stem, table in TABLES.items():
        module = python_module(stem)
        if module is None:
            if VERSION < (3, 13) or sys.platform != "linux":
                continue
            problems.append(f"{stem}: no such module")
            continue
        optional = set(table.get("optional", []))
        names = [*table.get("functions", {}), *table.get("values", {}), *table.get("exceptions", {}).get("names", [])]
        problems += [f"{stem}.{name} is listed twice" for name in set(names) if names.count(name) > 1]
        for name in names:
            if exists_here(table, name) != hasattr(module, name) and name not in optional:
                problems.append(f"{stem}.{name}: listed for {VERSION}, or not, against the interpreter")
        for type_name, entry in table.get("types", {}).items():
            if not exists_here(table, type_name):
                continue
            members = type_members(stem, type_name, module)
            if members is None:
                if stem in COMPLETE and type_name not in optional:
                    problems.append(f"{stem}.{type_name}: no such class and no sample instance")
                continue
            for name in {*entry.get("methods", {}), *entry.get("attributes", {})} - {"*"}:
                member = f"{type_name}.{name}"
                if exists_here(table, member) and name not in members and member not in optional:
                    problems.append(f"{stem}.{member} does not exist")
                if not exists_here(table, member) and name in members:
                    problems.append(f"{stem}.{member} exists in {VERSION}")
    report(problems)


def public_names(stem, module):
    """What counts as public: `__all__`, or what the module itself defines under a name without underscore."""
    if hasattr(module, "__all__") and stem != "os":
        return [name for name in module.__all__ if hasattr(module, name) and name != "__doc__"]
    names = []
    for name in dir(module):
        value = getattr(module, name)
        if name.startswith("_") or isinstance(value, types.ModuleType):
            continue
        owner = getattr(value, "__module__", None)
        if callable(value) and stem == "os" and owner not in ("os", "posix", "nt"):
            continue
        names.append(name)
    return names


def test_complete_modules_list_every_public_name():
    problems = []
    for stem in COMPLETE:
        module, table = python_module(stem), TABLES[stem]
        listed = {*table.get("functions", {}), *table.get("values", {}), *table.get("exceptions", {}).get("names", [])}
        for name in public_names(stem, module):
            if name in listed or f"{stem}.{name}" in LEFT_OUT | NOT_PUBLIC:
                continue
            value = getattr(module, name)
            if isinstance(value, type) and issubclass(value, tuple) and name in table.get("types", {}):
                continue
            if stem == "os" and name == "DirEntry" or stem == "re" and name in ("Match", "Pattern"):
                continue
            if stem == "os" and isinstance(value, type):
                continue
            problems.append(f"{stem}.{name} is missing")
    report(problems)


def test_complete_modules_list_every_public_member():
    problems = []
    for stem in COMPLETE:
        module, table = python_module(stem), TABLES[stem]
        classes = {
            name
            for name in table.get("functions", {})
            if isinstance(getattr(module, name, None), type)
            and getattr(module, name) not in (classmethod, staticmethod, super)
        }
        for type_name in classes | set(table.get("types", {})):
            if not exists_here(table, type_name):
                continue
            members = type_members(stem, type_name, module)
            cls = getattr(module, type_name, None)
            entry = table.get("types", {}).get(type_name)
            if entry is None:
                made = tables.parse_signature(table["functions"][type_name], known_type_in(stem)).result
                if all(name.startswith("_") for name in members):
                    continue
                if (
                    made.startswith(("iter[", "steered[", "any", "imm"))
                    or type_name in made
                    or made in table.get("types", {})
                ):
                    continue
                problems.append(f"{stem}.{type_name} has no [types] entry")
                continue
            listed = {*entry.get("methods", {}), *entry.get("attributes", {})}
            for name in members or ():
                if name.startswith("_") or name in listed or f"{stem}.{type_name}.{name}" in LEFT_OUT:
                    continue
                if entry.get("item") and name in (
                    "count",
                    "index",
                    "n_fields",
                    "n_sequence_fields",
                    "n_unnamed_fields",
                ):
                    # The named tuples of the library inherit these.
                    continue
                if isinstance(cls, type) and (issubclass(cls, (Enum, BaseException)) or cls is type):
                    continue
                if isinstance(cls, type) and issubclass(cls, BaseException) and hasattr(BaseException, name):
                    continue
                problems.append(f"{stem}.{type_name}.{name} is missing")
    report(problems)


def test_sealed_types_take_no_other_attributes():
    problems = []
    for stem, table in TABLES.items():
        for type_name, entry in table.get("types", {}).items():
            if not entry.get("sealed"):
                continue
            if stem not in COMPLETE:
                problems.append(f"{stem}.{type_name} is sealed, and nobody checks that its table is complete")
            value = INSTANCES[f"{stem}.{type_name}"]()
            try:
                value.no_such_attribute = 1
                problems.append(f"{stem}.{type_name} takes attributes")
            except AttributeError:
                pass
    report(problems)


def all_entries():
    """All functions and methods that the interpreter has: (module, type or None, name, signature, {count: signature})."""
    for stem, table in TABLES.items():
        if python_module(stem) is None:
            continue
        known = known_type_in(stem)
        groups = [(None, table.get("functions", {}), table.get("arity", {}))]
        for type_name, entry in table.get("types", {}).items():
            groups.append((type_name, entry.get("methods", {}), entry.get("arity", {})))
        for type_name, entries, arity in groups:
            for name, text in entries.items():
                if exists_here(table, f"{type_name}.{name}" if type_name else name):
                    sharp = {
                        int(count): tables.parse_signature(one, known) for count, one in arity.get(name, {}).items()
                    }
                    yield stem, type_name, name, tables.parse_signature(text, known), sharp


def may_be_called(signature):
    """Only what is pure, or changes named arguments, is called by these tests."""
    return signature.effects <= {"pure"}


def check_entry(entry, written):
    """Calls one entry with its samples: the problems, and how many calls succeeded."""
    stem, type_name, name, general, sharp = entry
    makers = written
    if not written:
        if not may_be_called(general) or (type_name and f"{stem}.{type_name}" not in INSTANCES):
            return [], 0
        makers = samples.derived(stem, type_name, name, python_module(stem))
    problems, succeeded = [], 0
    for make in makers:
        try:
            call = make()
        except AttributeError:  # Attributes of some classes only: Path.from_uri on older versions.
            continue
        arguments, signatures = call.args, [general]
        if tables.applies(sharp.get(len(arguments)), arguments, call.kwargs):
            signatures.append(sharp[len(arguments)])
        signatures = [signature for signature in signatures if may_be_called(signature)]
        if not signatures:
            problems.append("a sample for an entry that these tests may not call")
            continue
        table = TABLES[stem]["types"][type_name] if type_name else TABLES[stem]
        received = table.get("passes", {}).get(name)
        if received is not None:
            received = [tables.parse_type(text, known_type_in(stem)) for text in received]
        found, success = probe.compare(make, signatures, stem, received)
        succeeded += success
        if success or written:
            problems += [f"({', '.join(map(repr, arguments))[:100]}): {problem}" for problem in found]
        if succeeded == 3 and not written:
            break
    return problems, succeeded


def test_calls_do_what_their_entries_say():
    written = {}
    for stem, type_name, name, make in samples.written():
        written.setdefault((stem, type_name, name), []).append(make)
    problems, covered, uncovered = [], 0, []
    for entry in all_entries():
        where = ".".join(filter(None, entry[:3]))
        found, succeeded = check_entry(entry, written.pop(entry[:3], []))
        problems += [f"{where}{problem}" for problem in found]
        covered += succeeded > 0
        if not succeeded and may_be_called(entry[3]):
            uncovered.append(where)
    problems += [f"{'.'.join(filter(None, key))}: a sample without an entry" for key in written if is_listed_here(key)]
    print(f"{covered} entries called, {len(uncovered)} without a sample")
    if "--uncovered" in sys.argv:
        print("\n".join(uncovered))
    if covered < 1000:
        problems.append(f"only {covered} entries were called")
    report(problems)


# Wrong entries that the calls must find out: (call, wrong signature, part of the complaint).
LIES = (
    ("[[1]].append([2])", "pure -> none", "changes self"),
    ("[[1]].append([2])", "mutates self keeps none -> none", "now holds"),
    ("[[1]].extend([[2]])", "mutates self keeps arg0 -> none", "now holds"),
    ("{1: [2]}.update({3: [4]})", "mutates self keeps key0:arg0 -> none", "now holds"),
    ("heapq.heappush([[1]], [2])", "mutates 0 keeps elem1 -> none", "now holds"),
    ("[[1], [2]].pop()", "mutates self -> list[any]", "is no"),
    ("[[1], [2]].pop()", "mutates 0 -> self.elem", "changes self"),
    ("heapq.heapify([3, 1])", "pure linear -> none", "changes 0"),
    ("heapq.merge([[1]], [[2]])", "pure -> list[any]", "is no"),
    ("sorted([[2], [1]])", "pure -> list[arg0]", "is no"),
    ("max([1], [2])", "pure -> list[int]", "is no"),
    ("{1: [2]}.get(1)", "pure -> list[int]", "is no"),
    ("math.sqrt(2)", "pure -> int", "is no"),
    ("random.shuffle([1, 2, 3])", "mutates 0 -> none", "random state"),
    ("random.Random(3).random()", "pure -> float", "changes self"),
    ("print(1)", "pure -> none", "prints"),
    ("os.listdir()", "pure -> list[str]", "audit events"),
    ("sys.setrecursionlimit(4321)", "pure -> none", "the process"),
    ("map(R(lambda item: item.append(1)), [[1]])", "pure -> iter[none]", "changes 1"),
)


def test_wrong_entries_are_found_out():
    limit = sys.getrecursionlimit()
    problems = []
    for line, wrong, complaint in LIES:
        stem, _, _, make = samples.read(line)
        maker = make
        if "setrecursionlimit" in line:
            # Each run must change something.
            steps = iter(range(5000, 6000))
            maker = lambda: probe.Call(lambda: sys.setrecursionlimit(next(steps)))  # noqa: E731, B023
        found, _ = probe.compare(maker, [tables.parse_signature(wrong, known_type_in(stem))], stem)
        if not any(complaint in one for one in found):
            problems.append(f"{line} as `{wrong}` passes: {found}")
    sys.setrecursionlimit(limit)
    report(problems)


def main():
    failures = 0
    for name, check in sorted(globals().items()):
        if not name.startswith("test_"):
            continue
        try:
            check()
        except AssertionError as error:
            failures += 1
            print(f"FAILED {name}\n{error}")
        else:
            print(f"passed {name}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
