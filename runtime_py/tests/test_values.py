"""Comprehensions and generator expressions."""

from __future__ import annotations

import pytest
from conftest import counters

WORK = """\
import sys
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total
"""
TASKS = """
@task("script.py:8", heavy=True, kind="values")
def main_squares(surge_items, size):
    return [work(size) + i for i in surge_items if i % 3]
"""
FORMS = [
    "range(count)",
    "list(range(count))",
    "(j for j in range(count))",
    "dict.fromkeys(range(count))",
    "tuple(range(count))",
    "map(int, [str(j) for j in range(count)])",
    "[]",
]
MODES = [{}, {"SURGE_FORCE": "1"}, {"SURGE_FORCE": "1", "SURGE_WORKERS": "1"}, {"SURGE_WORKERS": "1"}]


@pytest.mark.parametrize("settings", MODES)
@pytest.mark.parametrize("form", FORMS)
def test_same_values(package, settings, form):
    original = (
        WORK
        + f"count, size = map(int, sys.argv[1:])\nxs = [work(size) + i for i in {form} if i % 3]\nprint(len(xs), sum(xs), xs[:9], xs[-9:])\n"
    )
    driver = original.replace(
        f"[work(size) + i for i in {form} if i % 3]",
        f"[*surge_rt.values(tasks.main_squares, {form}, (size,), lambda surge_items: (work(size) + i for i in surge_items if i % 3))]",
    )
    built = package(original, "@@\n" + driver, TASKS)
    for sizes in (("1", "10"), ("300", "10"), ("300", "3000")):
        built.check(*sizes, **settings)


def test_parallel_by_itself(package):
    original = WORK + "print(sum(work(4000) + i for i in range(600) if i % 3))\n"
    driver = (
        WORK
        + "print(sum(surge_rt.values(tasks.main_squares, range(600), (4000,), lambda surge_items: (work(4000) + i for i in surge_items if i % 3))))\n"
    )
    got = package(original, "@@\n" + driver, TASKS).check(SURGE_WORKERS="2", SURGE_STATS="1")
    assert int(counters(got)["main_squares"]["parallel items"]) > 20


@pytest.mark.parametrize("settings", MODES)
def test_any_stops_early_and_leaves_nothing(package, settings):
    tail = (
        "\nimport os\nprint(open(f'/proc/self/task/{os.getpid()}/children').read(), len(os.listdir('/proc/self/fd')))\n"
    )
    original = WORK + "print(any(work(2000) + i > 0 for i in range(900) if i > 40))" + tail
    driver = (
        WORK
        + "print(any(surge_rt.values(tasks.search, range(900), (), lambda surge_items: (work(2000) + i > 0 for i in surge_items if i > 40))))"
        + tail
    )
    tasks = '@task("script.py:8", kind="values")\ndef search(surge_items):\n    return [work(2000) + i > 0 for i in surge_items if i > 40]\n'
    package(original, "@@\n" + driver, tasks).check(**settings)


@pytest.mark.parametrize("settings", MODES)
def test_exception_comes_after_the_values_before_it(package, settings):
    original = (
        WORK
        + """\
def show(v):
    print(v)
    return v
def items():
    yield from [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1]
try:
    for v in (100 // i + work(3000) for i in items()):
        show(v)
except ZeroDivisionError as e:
    print("caught", e)
"""
    )
    driver = original.replace(
        "(100 // i + work(3000) for i in items())",
        "surge_rt.values(tasks.t, items(), (), lambda surge_items: (100 // i + work(3000) for i in surge_items))",
    )
    tasks = '@task("script.py:8", kind="values", heavy=True)\ndef t(surge_items):\n    return [100 // i + work(3000) for i in surge_items]\n'
    package(original, "@@\n" + driver, tasks).check(**settings)


@pytest.mark.parametrize("settings", MODES)
def test_exception_of_the_iterator_comes_in_its_place(package, settings):
    original = (
        WORK
        + """\
def items():
    for j in range(30):
        if j == 20:
            raise KeyError(j)
        yield j
out = []
try:
    for v in (i + work(3000) for i in items()):
        out.append(v)
except KeyError as e:
    print("caught", e.args)
print(out)
"""
    )
    driver = original.replace(
        "(i + work(3000) for i in items())",
        "surge_rt.values(tasks.t, items(), (), lambda surge_items: (i + work(3000) for i in surge_items))",
    )
    tasks = '@task("script.py:8", kind="values", heavy=True)\ndef t(surge_items):\n    return [i + work(3000) for i in surge_items]\n'
    package(original, "@@\n" + driver, tasks).check(**settings)
