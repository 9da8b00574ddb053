"""Tasks that do what a log cannot carry: the original body runs for them, and nothing shows."""

from __future__ import annotations

import pytest

BODY = {
    "prints": "print('item', i)",
    "prints by a kept reference": "out.write(f'{i}\\n') if i == 7 else None",
    "swallows": "\n    ".join(("try:", "    print('item', i)", "except BaseException:", "    pass")),
    "writes stderr": "sys.stderr.write('x')",
    "writes a file": "open('made.txt', 'a').write(str(i))",
    "makes a folder": "os.makedirs('folder', exist_ok=True)",
    "starts a process": "os.system('true')",
    "draws": "draws.append(random.random())",
    "exits": "sys.exit(3) if i == 5 else None",
    "raises": "raise KeyError(i) if i == 11 else None",
    "divides": "1 // (13 - i)",
    "reads input": "sys.stdin.readline()",
    "reads an open file": "seen.append(book.readline())",
    "dies": "os.kill(os.getpid(), 9) if os.getppid() == home and i == 9 else None",
    "exits at once": "os._exit(0) if os.getppid() == home and i in (3, 4, 15) else None",
    "recurses": "deep(i)",
    "raises in some": "int('x') if i % 5 == 2 else None",
}
BODY["raises"] = "fail(i)"
ORIGINAL = """\
import sys, os, random
home = os.getpid()
out = sys.stdout
random.seed(5)
draws = []
seen = []
book = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'script.py'))
def fail(i):
    if i == 11: raise KeyError(i)
def deep(i):
    return deep(i + 1) if i == 12 else 0
def body(i):
    BODY
    return [i, i * i]
def main():
    got = []
    for i in range(25):
        v = body(i)
        got.append(v)
    return got
def outer():
    try:
        print(main())
    except (KeyError, ZeroDivisionError, ValueError, RecursionError) as error:
        print('caught', repr(error))
outer()
print(draws, random.random(), len(seen))
print(open(f'/proc/self/task/{os.getpid()}/children').read(), len(os.listdir('/proc/self/fd')))
"""
LOOP = """\
    for i in range(25):
        v = body(i)
        got.append(v)
"""
PARALLEL = """\
    surge_got = surge_rt.loop(tasks.main_got, range(25), ())
    while surge_got.more():
        for i, v in surge_got.parallel():
            got.append(v)
        for i in surge_got.sequential():
            v = body(i)
            got.append(v)
"""
TASKS = """
@task("script.py:17", heavy=True)
def main_got(i):
    return body(i)
"""


@pytest.mark.parametrize("settings", [{"SURGE_FORCE": "1"}, {"SURGE_FORCE": "1", "SURGE_WORKERS": "3"}])
@pytest.mark.parametrize("name", BODY)
def test_body(package, name, settings, tmp_path):
    original = ORIGINAL.replace("BODY", BODY[name])
    built = package(original, "@@\n" + original.replace(LOOP, PARALLEL), TASKS)
    made = tmp_path / "made.txt"
    expected = built.run(original=True)
    text = made.read_text() if made.exists() else None
    if made.exists():
        made.unlink()
    got = built.run(**settings)
    assert (got.out, got.code, got.err.count("Error")) == (expected.out, expected.code, expected.err.count("Error"))
    assert (made.read_text() if made.exists() else None) == text


UNSHIPPABLE = {
    "lambda": "lambda: i",
    "generator": "(k for k in range(i))",
    "local class": "type('Local', (), {})",
    "set": "{i, i + 1, 'x'}",
    "nested set": "[i, {'a': (frozenset([i, 99, 'y']),)}]",
    "some": "(lambda: i) if i % 7 == 3 else i",
}


@pytest.mark.parametrize("name", UNSHIPPABLE)
def test_logs_that_cannot_be_shipped(package, name):
    original = (
        ORIGINAL.replace("BODY", "pass")
        .replace("[i, i * i]", UNSHIPPABLE[name])
        .replace("print(main())", "print([type(v).__name__ for v in main()])")
    )
    tasks = TASKS.replace("heavy=True", "heavy=True, sets=True")
    built = package(original, "@@\n" + original.replace(LOOP, PARALLEL), tasks)
    got = built.check(SURGE_FORCE="1", SURGE_STATS="1")
    assert "failed: holds a set" in got.err if "set" in name else "failed: not picklable" in got.err


def test_workers_killed_at_random(package):
    original = ORIGINAL.replace("BODY", "sum(range(20000))").replace("range(25)", "range(400)")
    loop, parallel = LOOP.replace("25", "400"), PARALLEL.replace("25", "400")
    killer = parallel.replace(
        "            got.append(v)\n        for i in surge_got.seq",
        """\
            got.append(v)
            if i % 100 == 57:
                for pid in open(f'/proc/self/task/{home}/children').read().split()[:1]:
                    os.kill(int(pid), 9)
        for i in surge_got.seq""",
    )
    built = package(original, "@@\n" + original.replace(loop, killer), TASKS)
    for settings in ({"SURGE_WORKERS": "3", "SURGE_FORCE": "1"}, {"SURGE_WORKERS": "2"}):
        built.check(**settings)


def test_workers_killed_while_results_are_held_back(package):
    """With a tiny window the driver reads only from workers that may owe the next chunk; a dead one owes nothing."""
    original = (
        ORIGINAL.replace("BODY", "pass")
        .replace("[i, i * i]", "bytes(3000) * (i % 3)")
        .replace("print(main())", "print([len(v) for v in main()])")
    )
    loop, parallel = LOOP.replace("25", "300"), PARALLEL.replace("25", "300")
    original = original.replace("range(25)", "range(300)")
    killer = parallel.replace(
        "            got.append(v)\n        for i in surge_got.seq",
        """\
            got.append(v)
            if i % 70 == 41:
                for pid in open(f'/proc/self/task/{home}/children').read().split()[-1:]:
                    os.kill(int(pid), 9)
        for i in surge_got.seq""",
    )
    built = package(original, "@@\n" + original.replace(loop, killer), TASKS)
    built.check(SURGE_WORKERS="4", SURGE_FORCE="1", SURGE_WINDOW="1")
