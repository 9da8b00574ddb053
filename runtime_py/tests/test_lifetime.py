"""What a region was given is let go when the region is over, as a `for` statement lets go of what it ran through."""

from __future__ import annotations

import re

import pytest
from conftest import counters

SCRIPT = """\
import gc, sys, weakref
gc.disable()
class Thing:
    pass
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total
def things():
    made = [[Thing(), number] for number in range(count)]
    return made, weakref.ref(made[0][0])
count, size, stop = map(int, sys.argv[1:])
items, ref = things()
needed, ref_needed = things()
out, counts = [], {}
"""
BODIES = {
    "loop": (
        """\
for item in items:
    row = work(size + item[1] + len(needed))
    if row == stop:
        break
    out.append(row)
""",
        """\
rows = surge_rt.loop(tasks.rows, items, (size, needed))
while rows.more():
    for item, row in rows.parallel():
        if row == stop:
            break
        out.append(row)
    else:
        for item in rows.sequential():
            row = work(size + item[1] + len(needed))
            if row == stop:
                break
            out.append(row)
        else:
            continue
    break
""",
    ),
    "values": (
        "out = [work(size + item[1] + len(needed)) for item in items]\n",
        "out = [*surge_rt.values(tasks.values, items, (size, needed), "
        "lambda surge_items: (work(size + item[1] + len(needed)) for item in surge_items))]\n",
    ),
    "any": (
        "out = any(work(size + item[1] + len(needed)) == stop for item in items)\n",
        "out = any(surge_rt.values(tasks.any_values, items, (size, needed), "
        "lambda surge_items: (work(size + item[1] + len(needed)) == stop for item in surge_items)))\n",
    ),
    "fold": (
        """\
for item in items:
    key = work(size + item[1] + len(needed)) % 7
    counts[key] = counts.get(key, 0) + 1
""",
        """\
for surge_items in surge_rt.fold(tasks.counted, items, (size, needed), surge_rt.counts(counts)):
    for item in surge_items:
        key = work(size + item[1] + len(needed)) % 7
        counts[key] = counts.get(key, 0) + 1
""",
    ),
}
TASKS = """
@task("script.py:18", heavy=True)
def rows(item, size, needed):
    return work(size + item[1] + len(needed))
@task("script.py:18", heavy=True, kind="values")
def values(surge_items, size, needed):
    return [work(size + item[1] + len(needed)) for item in surge_items]
@task("script.py:18", heavy=True, kind="values")
def any_values(surge_items, size, needed):
    return [work(size + item[1] + len(needed)) == 12345 for item in surge_items]
@task("script.py:18", heavy=True, kind="fold")
def counted(surge_items, size, needed):
    counts = {}
    for item in surge_items:
        key = work(size + item[1] + len(needed)) % 7
        counts[key] = counts.get(key, 0) + 1
    return (counts,)
"""
TAIL = "item = None\nitems.clear()\nprint(ref())\ndel items, needed\nprint(ref_needed(), out, counts)\n"
HELD = "item = None\ndel items, needed\nprint(ref(), ref_needed(), out, counts)\n"


@pytest.mark.parametrize("settings", [{}, {"SURGE_FORCE": "1"}, {"SURGE_FORCE": "1", "SURGE_START": "spawn"}])
@pytest.mark.parametrize("form", BODIES)
def test_items_and_needs_are_let_go(package, settings, form):
    before, after = BODIES[form]
    for tail in (TAIL, HELD):
        built = package(SCRIPT + before + tail, "@@\n" + SCRIPT + after + tail, TASKS)
        for sizes in (("6", "10", "-1"), ("300", "2000", "-1")):
            assert built.check(*sizes, **settings).out.startswith("None")
        built.folder.joinpath("script.py").unlink()
        for path in sorted(built.out.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        built.out.rmdir()


# Not the loop left to itself: what is left among items that run in place is held until the name is bound anew.
@pytest.mark.parametrize(
    ("form", "settings"), [("loop", {"SURGE_FORCE": "1"}), ("any", {"SURGE_FORCE": "1"}), ("any", {})]
)
def test_a_loop_that_is_left_lets_go(package, form, settings):
    before, after = BODIES[form]
    stop = str(sum(k * k % 7 for k in range(10 + 40 + 300)))  # what item 40 gives
    built = package(SCRIPT + before + HELD, "@@\n" + SCRIPT + after + HELD, TASKS.replace("12345", stop))
    assert built.check("300", "10", stop, **settings).out.startswith("None None")


COLLECTIONS = "import atexit, gc\natexit.register(gc.set_debug, gc.DEBUG_STATS)\n"
MANY = "def held():  # leads to all names, and they to it\n    return kept\n\n\nkept = [[[number]] for number in range(20_000)]\nprint(len(kept))\n"


def test_the_program_is_collected_as_early_as_that_of_the_script(package, tmp_path):
    built = package(MANY, "@@\n" + MANY, TASKS)
    aside = tmp_path / "aside"
    aside.mkdir()
    aside.joinpath("sitecustomize.py").write_text(COLLECTIONS)
    settings = {"PYTHONPATH": str(aside), "SURGE_WORKERS": "2"}

    def collection(**choice):
        found = re.findall(r"gc: done, (\d+) unreachable", built.run(**settings, **choice).err)
        return [int(number) >= 20_000 for number in found].index(True)

    assert collection() == collection(original=True)


@pytest.mark.parametrize("way", ["for", "map", "values"])
def test_a_loop_that_is_left_early_ends_its_workers(package, way):
    """Though all objects that there are when it begins are held while it lasts, where results may refer to them."""
    text = """\
import os, sys
def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return [total]
def left_early(items):
    @
for _ in range(3):
    print(left_early(list(range(40))))
"""
    original, driver = {
        "for": (
            "for item in items:\n        row = work(item)\n        if item == 7: return row",
            "rows = surge_rt.loop(tasks.t, items, ())\n    while rows.more():\n"
            "        for item, row in rows.parallel():\n            if item == 7: return row\n"
            "        for item in rows.sequential():\n            row = work(item)\n            if item == 7: return row",
        ),
        "map": (
            "for n, row in enumerate(map(work, items)):\n        if row[0] > 30: return n, row",
            "for n, row in enumerate(surge_rt.ahead(map, tasks.t, ())(work, items)):\n        if row[0] > 30: return n, row",
        ),
        "values": (
            "return next(row for row in (work(item) for item in items) if row[0] > 30)",
            "return next(row for row in surge_rt.values(tasks.t, items, (), "
            "lambda surge_items: (work(item) for item in surge_items)) if row[0] > 30)",
        ),
    }[way]  # fmt: skip
    task = '@task("script.py:8", heavy=True, forked=True, refers=True)\ndef t(item):\n    return work(item)\n'
    if way != "for":
        task = '@task("script.py:8", forked=True, refers=True, kind="values")\ndef t(items):\n    return [work(item) for item in items]\n'
    tail = "import surge_rt._state as state\nprint(state.busy, state.children, file=sys.stderr)\n"
    built = package(text.replace("@", original), "@@\n" + text.replace("@", driver) + tail, task)
    got = built.run(SURGE_WORKERS="2", SURGE_FORCE="1", SURGE_STATS="1")
    assert got.out == built.run(original=True).out
    assert "\n0 {}" in f"\n{got.err}" or "\n0 []" in f"\n{got.err}" or "\n0 set()" in f"\n{got.err}"
    assert int(counters(got)["t"]["regions"]) == 3
