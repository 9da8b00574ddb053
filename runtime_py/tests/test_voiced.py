"""Expressions whose elements print or write files: each text right before the value that it belongs to."""

from __future__ import annotations

import pytest
from conftest import counters

WORK = """\
import os, sys
def work(n):
    print("work", n)
    if n % 5 == 2:
        print("two", n, file=sys.stderr)
    if n == BAD:
        raise KIND(n)
    total = 0
    for k in range(SIZE):
        total += k * k % 7
    return n * n + total
def save(n):
    with open(f"f{n % 7}", "a") as file:
        file.write(f"{n};")
    return os.path.getsize(f"f{(n + 3) % 7}") if os.path.exists(f"f{(n + 3) % 7}") else 0
BAD, SIZE = int(sys.argv[1]), int(sys.argv[2])
KIND = StopIteration if sys.argv[3:] else ValueError
"""
TASKS = """
@task("script.py:20", heavy=True, kind="values", says=True, tells=True)
def told(surge_items):
    return [work(n) for n in surge_items if n % 3]

@task("script.py:21", heavy=True, kind="values", says=True, tells=True)
def called(surge_items):
    return [work(n) for n in surge_items]

@task("script.py:22", heavy=True, kind="values", files=True, writes=True)
def saved(surge_items):
    return [save(n) for n in surge_items]
"""
TOLD = "(work(n) for n in {over} if n % 3)"
SAVED = "(save(n) for n in range(30))"
CLEAN = "\nfor name in sorted(os.listdir('.')):\n    if name[0] == 'f' and len(name) == 2:\n        print(name, open(name).read())\n        os.unlink(name)\n"
MODES = [
    {},
    {"SURGE_FORCE": "1"},
    {"SURGE_FORCE": "1", "SURGE_START": "spawn"},
    {"SURGE_WORKERS": "1"},
    {"SURGE_BACKEND": "threads"},
]


def programs(tail: str, over: str = "range(30)") -> tuple[str, str]:
    """The original, and the driver with all three expressions taken over."""
    told = TOLD.format(over=over)
    forms = {
        "TOLD": (
            told,
            f"surge_rt.values(tasks.told, {over}, (), lambda surge_items: {TOLD.format(over='surge_items')})",
        ),
        "CALLED": (f"map(work, {over})", f"surge_rt.ahead(map, tasks.called, ())(work, {over})"),
        "SAVED": (
            SAVED,
            "surge_rt.values(tasks.saved, range(30), (), lambda surge_items: (save(n) for n in surge_items))",
        ),
    }
    original = driver = WORK + tail
    for name, (old, new) in forms.items():
        original, driver = original.replace(name, old), driver.replace(name, new)
    return original, "@@\n" + driver


@pytest.mark.parametrize("settings", MODES)
@pytest.mark.parametrize("size", ["10", "4000"])
@pytest.mark.parametrize("form", ["TOLD", "CALLED"])
def test_text_comes_with_its_value(package, form, size, settings):
    tail = f"for value in {form}:\n    print('got', value % 97)\nprint(sum({form}), [*{form}])\n"
    package(*programs(tail), TASKS).check("-1", size, **settings)


@pytest.mark.parametrize("settings", MODES)
@pytest.mark.parametrize("over", ["[]", "iter(range(30))", "(k for k in range(30))", "dict.fromkeys(range(30))", "7"])
def test_whatever_is_iterated_over(package, over, settings):
    tail = "try:\n    print([*TOLD])\n    print([*CALLED])\nexcept TypeError as error:\n    print(error)\n"
    package(*programs(tail, over), TASKS).check("-1", "10", **settings)


@pytest.mark.parametrize("settings", MODES)
@pytest.mark.parametrize("form", ["TOLD", "CALLED"])
@pytest.mark.parametrize("kind", [(), ("stop",)])
def test_an_element_that_raises_is_the_last_to_say_something(package, form, kind, settings):
    tail = f"try:\n    print([*{form}])\nexcept (ValueError, RuntimeError) as error:\n    print(type(error), error)\n"
    got = package(*programs(tail), TASKS).check("13", "10", *kind, **settings)
    assert got.out.count("work 13") == 1 and "work 14" not in got.out


@pytest.mark.parametrize("settings", [mode for mode in MODES if "SURGE_START" not in mode])  # those workers stay
def test_who_stops_early_hears_no_more(package, settings):
    tail = (
        "print(any(value % 97 == 4 for value in TOLD), all(value < 200 for value in CALLED))\n"
        "print(open(f'/proc/self/task/{os.getpid()}/children').read(), len(os.listdir('/proc/self/fd')))\n"
    )
    package(*programs(tail), TASKS).check("-1", "10", **settings)


@pytest.mark.parametrize("settings", MODES)
def test_files_are_written_in_order_and_read_as_they_were(package, settings):
    package(*programs("print([*SAVED])" + CLEAN), TASKS).check("-1", "10", **settings)


def test_forced_items_run_in_workers(package):
    got = package(*programs("print([*TOLD], [*CALLED])\n"), TASKS).check("-1", "10", SURGE_FORCE="1", SURGE_STATS="1")
    rows = counters(got)
    assert rows["told"]["parallel items"] == rows["called"]["parallel items"] == "30"


def test_long_items_go_by_themselves(package):
    tail = "print(sum(TOLD), sum(CALLED))\n"
    got = package(*programs(tail, "range(300)"), TASKS).check("-1", "20000", SURGE_STATS="1", SURGE_WORKERS="2")
    rows = counters(got)
    assert int(rows["told"]["parallel items"]) > 0 and int(rows["called"]["parallel items"]) > 0
