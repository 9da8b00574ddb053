"""The same programs on threads: what other workers get as copies, these share with the driver."""

from __future__ import annotations

import pytest
import test_failures
import test_loop
import test_rounds
import test_values
from conftest import counters

FORCED = {"SURGE_BACKEND": "threads", "SURGE_FORCE": "1", "SURGE_WORKERS": "3", "SURGE_STATS": "1"}
LOOP = """\
    for i in range(25):
        v = body(i)
        got.append(v)
"""


def build(package, body: str, head: str = "", tail: str = "", options: str = ""):
    """A loop over `body(i)`, with code before and after it."""
    original = f"""\
import os, sys
{head}
def body(i):
    {body}
def main():
    got = []
{LOOP}    return got
try:
    print(main())
except Exception as error:
    print("caught", repr(error))
{tail}
"""
    driver = original.replace(LOOP, test_failures.PARALLEL)
    return package(
        original, "@@\n" + driver, f'@task("script.py:9", heavy=True{options})\ndef main_got(i):\n    return body(i)\n'
    )


@pytest.mark.parametrize("settings", [{}, {"SURGE_FORCE": "1"}, {"SURGE_FORCE": "1", "SURGE_WORKERS": "7"}])
def test_loops(package, settings):
    built = package(test_loop.ORIGINAL, test_loop.DRIVER, test_loop.TASKS, test_loop.LINES)
    built.check("60", "200", SURGE_BACKEND="threads", **settings)
    built.check("400", "20000", SURGE_BACKEND="threads", **settings)


def test_logs_are_the_objects_that_tasks_made(package):
    """Nothing is pickled: not even what could not be."""
    built = build(package, "return (lambda: i), {i, 'x'}, shared", "shared = [1]")
    text = "print([(f(), sorted(map(str, s)), o is shared) for f, s, o in main()])"
    for file in (built.script, built.out / "__main__.py"):
        file.write_text(file.read_text().replace("print(main())", text))
    got = built.check(**FORCED)
    assert counters(got)["main_got"]["parallel items"] == "25"
    assert "failed" not in got.err


def test_tasks_on_copies_of_their_own_stay_in_place(package):
    built = build(
        package,
        "rows[i][0] += 1; return rows[i][0]",
        "rows = [[k] for k in range(25)]",
        "print(rows)",
        ", isolated=True",
    )
    got = built.check(**FORCED)
    assert "its tasks may change objects that are theirs alone" in got.err
    assert counters(got)["main_got"]["parallel items"] == "0"


def test_reads_that_may_fill_a_defaultdict_stay_in_place(package):
    """A key that a task adds is taken out of the dictionary again, which other threads would see."""
    head = "import collections\ntable = collections.defaultdict(int, {k: k for k in range(25)})"
    got = build(package, "return table[i * 2 % 31]", head, "print(table)", ", fills=True").check(**FORCED)
    assert "its tasks may change objects that are theirs alone" in got.err
    assert counters(got)["main_got"]["parallel items"] == "0"


def test_objects_that_tasks_change_stay_in_place(package):
    """Without a word of the compiler, too: the task would move the program's own objects twice."""
    head = "class P:\n    def __init__(self, x):\n        self.x = x\nps = [P(k) for k in range(25)]"
    built = build(package, "ps[i].x += 1; return ps[i].x", head, "print([p.x for p in ps])")
    driver = built.out / "__main__.py"
    text = driver.read_text()
    old = "surge_rt.loop(tasks.main_got, range(25), ())"
    assert old in text
    driver.write_text(text.replace(old, "surge_rt.loop(tasks.main_got, range(25), (), owns=('x',))"))
    got = built.check(**FORCED)
    assert "its tasks may change objects that are theirs alone" in got.err
    assert counters(got)["main_got"]["parallel items"] == "0"


def test_rounds_stay_in_place(package):
    hand = package(test_rounds.ORIGINAL, test_rounds.DRIVER, test_rounds.tasks(test_rounds.RIGHT), test_rounds.LINES)
    got = hand.check("60", "10", **FORCED)
    assert "foreseen for processes only" in got.err
    assert counters(got)["main_row"]["parallel items"] == "0"


def test_programs_that_load_packages_stay_in_place(package, tmp_path):
    """How many threads compute decides about last bits; and what looks like reading may fill a cache inside."""
    head = "import types; sys.modules['networkx'] = types.ModuleType('networkx')"
    got = build(package, "return i * i", head).check(**FORCED)
    assert "networkx is loaded" in got.err
    assert counters(got)["main_got"]["parallel items"] == "0"


def started_early(package, work: str, tail: str = "", times: int = 1):
    """Two calls that do not depend on each other; the second one is started before the first."""
    head = f"import sys, zlib, os\n{work}\ndef main(data):\n"
    rest = f"    return first, second\nfor turn in range({times}):\n    print(main(bytes(range(256)) * 40_000)[1])\n{tail}\n"
    original = head + "    first = work(data, 1)\n    second = work(data, 2)\n" + rest
    start = len(head.splitlines()) + 2
    driver = f"""{head}    surge_second = surge_rt.spawn(tasks.main_second, (data,))
    first = work(data, 1)
    if surge_second.done():
        second = surge_second.value
    else:
        second = work(data, 2)
{rest}"""
    tasks = (
        f'@task("script.py:{start}", heavy=True, kind="segment")\ndef main_second(data):\n    return work(data, 2)\n'
    )
    return package(original, "@@\n" + driver, tasks)


TWO = {"SURGE_BACKEND": "threads", "SURGE_WORKERS": "2", "SURGE_STATS": "1"}
BY_ZLIB = "def work(data, level):\n    return zlib.crc32(zlib.compress(data * 2, level))"
BY_PYTHON = "def work(data, level):\n    return sum(k * level % 7 for k in range(600_000))"


def test_what_is_started_early_runs_in_a_thread(package):
    import test_segments

    got = package(test_segments.ORIGINAL, test_segments.DRIVER, test_segments.TASKS).check("100000", "10", **FORCED)
    assert counters(got)["main_low"]["parallel items"] == "2"


def test_what_is_started_early_runs_in_a_thread_every_time(package):
    got = started_early(package, BY_ZLIB, times=3).check(**FORCED)
    assert counters(got)["main_second"]["parallel items"] == "3"


def test_a_thread_that_runs_by_turns_with_the_driver_is_given_a_rest(package):
    """What holds the interpreter's lock gains nothing: after three tries ten entries pass by."""
    got = started_early(package, BY_PYTHON, times=10).check(**TWO)
    assert counters(got)["main_second"]["parallel items"] == "3"


@pytest.mark.parametrize(
    ("beside", "cpu", "wall", "missed"), [(1.0, 1.9, 1.0, 0), (1.0, 1.1, 1.0, 1), (0.01, 1.0, 1.0, 1)]
)
def test_what_counts_is_what_ran_at_the_same_time(beside, cpu, wall, missed):
    from types import SimpleNamespace

    from surge_rt._segment import ThreadSegment
    from surge_rt._site import Site

    site = Site("name", "origin", True, False, False, (), "segment")
    ThreadSegment._compare(SimpleNamespace(site=site, seconds=0.9, start_seconds=0.001), beside, cpu, wall)
    assert site.misses == missed


def test_a_thread_that_is_not_wanted_any_more_ends(package):
    """The statement before raises; what was started early is told to leave, and nothing of it is seen."""
    work = """\
def work(data, level):
    if level == 1:
        raise ValueError(level)
    total = 0
    for k in range(10**9):
        total += k
    return total"""
    tail = "import time\ntime.sleep(0.3)\nprint(len(os.listdir('/proc/self/task')))"
    built = started_early(package, work, tail)
    for file in (built.script, built.out / "__main__.py"):
        text = file.read_text()
        loop = text[text.index("for turn in") : text.index("import time")]
        file.write_text(text.replace(loop, "try:\n    main(b'')\nexcept ValueError as error:\n    print(error)\n"))
    assert built.check(**FORCED).out == "1\n1\n"


def test_the_guard_holds_in_tasks_and_only_there(package, tmp_path):
    body = "\n    ".join(
        [
            "try:",
            "    if i == 7: open('made.txt', 'a').write(str(i))",
            "    if i == 15: os.mkdir('made')",
            "    if i == 20: os.system('echo >> made.txt')",
            "except BaseException: return 'swallowed'",
            "return i",
        ]
    )
    tail = "print(open('made.txt').read(), os.path.isdir('made')); os.remove('made.txt'); os.rmdir('made')"
    got = build(package, body, tail=tail).check(**FORCED)
    for reason in ("wrote a file", "changed files", "started a process"):
        assert f"main_got: failed: {reason}: 1" in got.err


WARNED = """\
try:
        if i in (3, 4): warnings.warn("once for each place", RuntimeWarning)
    except Warning: return "swallowed"
    return i
"""


def test_warnings_are_shown_by_the_driver(package):
    """In the order of the original, each once, and none is lost because a thread had noted it."""
    built = build(package, WARNED, "import warnings", "print(len(warnings.filters))")
    expected = built.run(original=True)
    got = built.run(**{**FORCED, "SURGE_STATS": "0"})
    assert (got.out, got.code) == (expected.out, expected.code)
    assert got.err.count("once for each place") == expected.err.count("once for each place") > 0
    assert "failed: warned: 2" in built.run(**FORCED).err


def test_contexts_are_those_of_the_driver(package):
    head = """\
import contextvars, decimal
name = contextvars.ContextVar("name")
name.set("driver")
decimal.getcontext().prec = 5
"""
    built = build(package, "return name.get(), str(decimal.Decimal(1) / (7 + i))", head)
    got = built.check(**FORCED)
    assert counters(got)["main_got"]["parallel items"] == "25"
    # The first chunk that rounds does so in the driver, whose context has the signal up from then on.
    assert "failed: raised decimal signals: 1" in got.err
    assert got.err.count("failed") == 1


def test_a_recursion_ends_where_it_does_in_the_original(package):
    """To a few calls: the frames of the runtime itself."""
    head = """\
def deep(n):
    try:
        return deep(n + 1)
    except RecursionError:
        return n
def below(n):
    return main() if n == 0 else below(n - 1)
"""
    built = build(package, "return deep(0)", head)
    for file in (built.script, built.out / "__main__.py"):
        file.write_text(file.read_text().replace("print(main())", "print(below(300))"))
    expected = eval(built.run(original=True).out)
    got = built.run(**FORCED)
    assert counters(got)["main_got"]["parallel items"] == "25"
    assert all(abs(one - other) < 12 for one, other in zip(eval(got.out), expected))


def test_deep_recursion_in_a_thread_has_room(package):
    head = "sys.setrecursionlimit(20000)\ndef deep(n):\n    return 0 if n == 0 else 1 + deep(n - 1)\n"
    got = build(package, "return deep(15000)", head).check(**FORCED)
    assert counters(got)["main_got"]["parallel items"] == "25"


def test_an_early_end_does_not_wait_for_tasks_under_way(package):
    """The tasks behind the break would take for ever."""
    original = """\
import time
def body(i):
    while i > 5: pass
    return i
def main():
    for i in range(40):
        v = body(i)
        if v == 3:
            break
    print(v)
main()
print("end")
"""
    loop = "    for i in range(40):\n        v = body(i)\n        if v == 3:\n            break\n"
    parallel = """\
    s = surge_rt.loop(tasks.t, range(40), ())
    while s.more():
        for i, v in s.parallel():
            if v == 3:
                break
        else:
            for i in s.sequential():
                v = body(i)
                if v == 3:
                    break
            else:
                continue
        break
"""
    driver = original.replace(loop, parallel).replace("\nmain()\n", "\nmain()\nmain()\n")
    original = original.replace("\nmain()\n", "\nmain()\nmain()\n")
    built = package(original, "@@\n" + driver, '@task("x")\ndef t(i):\n    return body(i)\n')
    built.check(**FORCED)


def test_no_thread_outlives_its_region(package):
    """But for the moment that the system takes to forget one that has ended."""
    built = build(
        package, "return i * i", tail="import time; time.sleep(0.3); print(len(os.listdir('/proc/self/task')))"
    )
    built.check(**FORCED)


def test_work_that_holds_the_lock_goes_back_in_place(package):
    import sys

    if hasattr(sys, "_is_gil_enabled") and not sys._is_gil_enabled():
        pytest.skip("this interpreter has no lock")
    head = test_values.WORK
    built = build(package, "return work(60000)", head)
    for file in (built.script, built.out / "__main__.py"):
        file.write_text(file.read_text().replace("range(25)", "range(200)"))
    got = built.check(SURGE_BACKEND="threads", SURGE_WORKERS="2", SURGE_STATS="1")
    row = counters(got)["main_got"]
    assert int(row["in-place items"]) > 0
    assert got.err.startswith("surge: 2 workers, threads, ")
