"""Tasks that print: their text comes in the order of the items, once, and not at all from those that failed."""

from __future__ import annotations

import pytest
from conftest import counters

ORIGINAL = """\
import sys
def work(n):
    print("work", n, end="; ", flush=n % 3 == 0)
    if n == BAD:
        raise ValueError(n)
    print(TEXT)
    return n * n
def main(count):
    out = []
    for n in range(count):
        out.append(work(n))
        print("kept", n)
    print(sum(out))
BAD, TEXT = int(sys.argv[2]), eval(sys.argv[3])
main(int(sys.argv[1]))
"""
DRIVER = ORIGINAL.replace("import sys", "@@\nimport sys", 1).replace(
    """\
    for n in range(count):
        out.append(work(n))
        print("kept", n)
""",
    """\
    values = surge_rt.loop(tasks.main_value, range(count), ())
    while values.more():
        for n, value in values.parallel():
            out.append(value)
            print("kept", n)
        for n in values.sequential():
            out.append(work(n))
            print("kept", n)
""",
)
TASKS = """
@task("script.py:10", heavy=True, says=True)
def main_value(n):
    value = work(n)
    return value
"""
LINES = "((1,1,1,1),(2,1,9,1),(11,10,3,0),(14,11,2,1),(16,10,1,0),(17,11,2,1),(19,13,3,1))"


@pytest.mark.parametrize("text", ["'done'", "'schön ✓'", "''"])
@pytest.mark.parametrize(
    "settings", [{}, {"SURGE_FORCE": "1"}, {"SURGE_FORCE": "1", "SURGE_START": "spawn"}, {"SURGE_BACKEND": "threads"}]
)
def test_what_is_printed_comes_in_order(package, text, settings):
    package(ORIGINAL, DRIVER, TASKS, LINES).check("40", "-1", text, **settings)


def test_forced_items_run_in_workers(package):
    got = package(ORIGINAL, DRIVER, TASKS, LINES).check("40", "-1", "'x'", SURGE_FORCE="1", SURGE_STATS="1")
    assert counters(got)["main_value"]["parallel items"] == "40"


@pytest.mark.parametrize("settings", [{}, {"SURGE_FORCE": "1"}])
def test_what_an_item_says_before_it_fails_is_said_once(package, settings):
    got = package(ORIGINAL, DRIVER, TASKS, LINES).check("40", "25", "'x'", **settings)
    assert got.code == 1 and got.out.count("work 25;") == 1 and "ValueError: 25" in got.err


def test_text_that_cannot_be_written_fails_where_it_is_printed(package):
    got = package(ORIGINAL, DRIVER, TASKS, LINES).check("40", "-1", "chr(0xd800)", SURGE_FORCE="1")
    assert got.code == 1 and "UnicodeEncodeError" in got.err


def test_streams_of_other_encodings_are_written_in_place(package):
    built = package(ORIGINAL, DRIVER, TASKS, LINES)
    got = built.check("40", "-1", "'x'", SURGE_FORCE="1", SURGE_STATS="1", PYTHONIOENCODING="latin-1")
    assert "what tasks print cannot be noted" in got.err


def test_streams_of_the_programs_own_are_written_in_place(package):
    replaced = "sys.stdout = __import__('codecs').getwriter('utf-8')(sys.stdout.buffer)\nBAD, TEXT ="
    original, driver = (text.replace("BAD, TEXT =", replaced) for text in (ORIGINAL, DRIVER))
    lines = LINES.replace("(19,13,3,1)", "(19,13,4,1)")
    got = package(original, driver, TASKS, lines).check("40", "-1", "'ü'", SURGE_FORCE="1", SURGE_STATS="1")
    assert "what tasks print cannot be noted" in got.err


LOGGED = (
    ORIGINAL.replace("import sys", "import logging, sys", 1)
    .replace(
        '    print("work", n, end="; ", flush=n % 3 == 0)', '    print("work", n, file=sys.stderr, flush=n % 3 == 0)', 1
    )
    .replace("    print(TEXT)", '    logging.warning("%d %s", n, TEXT)', 1)
)
LOGGED_DRIVER = LOGGED.replace("import logging", "@@\nimport logging", 1).replace(
    *(
        text[text.index("    for n") if text is ORIGINAL else text.index("    values =") : text.index("    print(sum")]
        for text in (ORIGINAL, DRIVER)
    ),
    1,
)
LOGGED_TASKS = TASKS.replace("says=True", "says=True, tells=True, forked=True, logs=True")
SHOWN = 'logging.basicConfig(format="{}")\nBAD, TEXT ='


@pytest.mark.parametrize("settings", [{}, {"SURGE_FORCE": "1"}, {"SURGE_FORCE": "1", "SURGE_START": "spawn"}])
@pytest.mark.parametrize("bad", ["-1", "25"])
@pytest.mark.parametrize("shown", ["%(levelname)s:%(funcName)s:%(lineno)d:%(message)s", "%(processName)s"])
def test_records_and_standard_error_come_in_order(package, settings, bad, shown):
    lines = LINES.replace("(19,13,3,1)", "(19,13,4,1)")
    texts = [text.replace("BAD, TEXT =", SHOWN.format(shown)) for text in (LOGGED, LOGGED_DRIVER)]
    package(*texts, LOGGED_TASKS, lines).check("40", bad, "'✓'", **settings)


def test_records_without_a_configuration_set_up_their_handler_in_place(package):
    got = package(LOGGED, LOGGED_DRIVER, LOGGED_TASKS, LINES).check("40", "-1", "'x'", SURGE_FORCE="1", SURGE_STATS="1")
    assert counters(got)["main_value"]["in-place items"] != "0"


def test_records_that_show_their_arguments_are_made_in_place(package):
    lines = LINES.replace("(19,13,3,1)", "(19,13,4,1)")
    texts = [text.replace("BAD, TEXT =", SHOWN.format("%(args)s")) for text in (LOGGED, LOGGED_DRIVER)]
    got = package(*texts, LOGGED_TASKS, lines).check("40", "-1", "'x'", SURGE_FORCE="1", SURGE_STATS="1")
    assert "what tasks print cannot be noted" in got.err
