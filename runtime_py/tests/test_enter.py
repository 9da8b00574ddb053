"""The start: what the program sees of itself, its exceptions, its settings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from conftest import PRELUDE

SELF = """\
'''The doc.'''
from __future__ import annotations
import sys, os
print([(k, v if k != '__loader__' else (type(v).__name__, v.name, v.path)) for k, v in list(globals().items())])
print(sys.argv, sys.path, __file__, __doc__)
def f(n):
    try:
        return f(n + 1)
    except RecursionError:
        return n
print(f(0), sys.getrecursionlimit())
sys.setrecursionlimit(2000)
print(f(0), sys.getrecursionlimit(), f.__code__.co_filename, f.__code__.co_firstlineno, f.__module__)
for bad in (0, -1, 'x', 1 << 31, 1 << 70):
    try:
        sys.setrecursionlimit(bad)
    except Exception as e:
        print(type(e), e)
import inspect, pickle
print(inspect.getsource(f))
class C: pass
print(repr(C), type(pickle.loads(pickle.dumps(C()))) is C, sys.modules['__main__'].C is C)
try:
    import helper
    print(helper.x)
except ImportError as e:
    print(e)
"""


def test_the_program_sees_itself_as_a_script(package, tmp_path):
    (tmp_path / "helper.py").write_text("x = 3\n")
    driver = SELF.replace("import sys, os\n", "@@\nimport sys, os\n", 1)
    runs = "((1,1,2,1),(3,2,1,1),(4,3,40,1))"
    built = package(SELF, driver, lines=runs)
    for _ in range(2):  # once cold, once from the cache
        built.check("a", "b c")


def test_from_another_folder_and_as_a_module(package, tmp_path):
    built = package("import sys\nprint(sys.argv, __file__, sys.path[0], __name__)\n")
    (tmp_path / "away").mkdir()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SURGE_", "PYTHON"))}

    def run(*command, cwd):
        return subprocess.run(
            [sys.executable, *command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=30
        ).stdout

    absolute = run(str(built.script), "x", cwd=tmp_path / "away")
    assert run(str(built.out), "x", cwd=tmp_path / "away") == absolute
    # `sys.argv[0]` is what was typed.
    assert run(str(built.out), "x", cwd=tmp_path) == run(str(built.script), "x", cwd=tmp_path)
    for typed in ("../out", "../out/", "../out/__main__.py"):
        assert run(typed, "x", cwd=tmp_path / "away").startswith("['../script.py', 'x'] ")
    assert run("./out", "x", cwd=tmp_path).startswith("['./script.py', 'x'] ")
    assert run("-m", "out", "x", cwd=tmp_path) == run("script.py", "x", cwd=tmp_path)
    assert run(".", "x", cwd=built.out) == absolute


def test_the_original_may_be_gone(package, tmp_path):
    built = package("import sys\nprint(__file__)\n1 / 0\n")
    expected = built.run(original=True)
    built.script.unlink()
    got = built.run()
    assert (got.out, got.code) == (expected.out, expected.code)


def test_out_of_an_archive_it_says_what_to_do(package, tmp_path):
    import shutil

    built = package("print(1)\n")
    shutil.make_archive(str(tmp_path / "packed"), "zip", built.out)
    got = subprocess.run([sys.executable, str(tmp_path / "packed.zip")], capture_output=True, text=True, timeout=30)
    assert (got.returncode, got.stdout) == (2, "")
    assert got.stderr.count("\n") == 1 and "unpack it first" in got.stderr


TRACEBACKS = {
    "plain": "def f():\n    return 1 + (2 / 0)\nf()\n",
    "chained": "try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('b') from e\n",
    "context": "try:\n    {}['a']\nexcept KeyError:\n    [][3]\n",
    "name": "import math\nprint(math.pie)\n",
    "exit": "import sys\nsys.exit('message')\n",
    "exit code": "import sys\nsys.exit(7)\n",
    "exit none": "raise SystemExit\n",
    "recursion": "def f(n):\n    return f(n + 1)\nf(0)\n",
    "hook": "import sys\nsys.excepthook = lambda *a: print('hook', a[0], a[2].tb_lineno, a[2].tb_next)\nraise ValueError(1)\n",
    "bad hook": "import sys\ndef hook(*a):\n    raise TypeError('in hook')\nsys.excepthook = hook\nraise ValueError(1)\n",
    "atexit": "import atexit, sys\natexit.register(print, 'bye')\natexit.register(lambda: print(sys.last_type, sys.last_traceback.tb_lineno))\n1 / 0\n",
    "interrupt": "import os, signal\nprint('x', flush=True)\nos.kill(os.getpid(), signal.SIGINT)\nfor k in range(10**8): pass\n",
    "thread": "import threading\nt = threading.Thread(target=lambda: 1 / 0, name='T')\nt.start()\nt.join()\n",
    "os exit": "import os\nprint('x', flush=True)\nos._exit(5)\n",
    "group": "raise ExceptionGroup('g', [ValueError(1), TypeError(2)])\n" if sys.version_info >= (3, 11) else "1 / 0\n",
    "del": "class D:\n    def __del__(self): print('del')\nd = D()\n",
    "syntax": "exec('a b')\n",
    "nested quotes": "x = {'a': 1}\nprint(f\"{x['b']}\")\n",
}


@pytest.mark.parametrize("name", TRACEBACKS)
def test_exceptions_look_the_same(package, name):
    built = package(TRACEBACKS[name])
    built.check()
    built.check()
    built.check(SURGE_BACKEND="sequential")


def test_columns_inside_a_region(package):
    original = "def body(i):\n    return i\ndef main():\n    for i in range(3):\n        v = body(i)\n        print((v +\n               (1 / (v - 1))))\nmain()\n"
    driver = """\
@@
def body(i):
    return i
def main():
    s = surge_rt.loop(tasks.t, range(3), ())
    while s.more():
        for i, v in s.parallel():
            print((v +
                   (1 / (v - 1))))
        for i in s.sequential():
            v = body(i)
            print((v +
                   (1 / (v - 1))))
main()
"""
    lines = "((1,1,1,1),(2,1,3,1),(5,4,3,0),(8,6,2,1),(10,4,1,1),(11,5,3,1),(14,8,1,1))"
    built = package(original, driver, '@task("x")\ndef t(i):\n    return body(i)\n', lines)
    for settings in ({}, {"SURGE_FORCE": "1"}, {"SURGE_WORKERS": "1"}):
        built.check(**settings)


@pytest.mark.parametrize(
    "setting",
    [
        "SURGE_START=threads",
        "SURGE_BACKEND=gpu",
        "SURGE_WORKERS=many",
        "SURGE_WORKERS=0",
        "SURGE_WORKERS=-1",
        "SURGE_FORCE=yes",
        "SURGE_FORCE_REGIONS=0",
        "SURGE_STATS=2",
        "SURGE_WINDOW=1.5",
    ],
)
def test_a_setting_that_is_not_understood(package, setting):
    name, value = setting.split("=")
    got = package("print(1)\n").run(**{name: value})
    assert got.code == 2 and got.out == ""
    assert got.err.startswith(f"surge: {setting}: ") and got.err.count("\n") == 1


def test_encodings(package):
    built = package("print(1)\n")
    source = "# -*- coding: latin-1 -*-\ns = 'h\xe9'\nprint(len(s), ascii(s))\n".encode("latin-1")
    for content in (source, b"\xef\xbb\xbfprint('\xc3\xa9' * 2)\n", b"x = 1\r\nprint('''a\r\nb''' == 'a\\nb')\r\n"):
        built.script.write_bytes(content)
        (built.out / "original.py").write_bytes(content)
        first, rest = content.split(b"\n", 1) if content.startswith(b"#") else (b"", content)
        bom, rest = (b"\xef\xbb\xbf", rest[3:]) if rest.startswith(b"\xef") else (b"", rest)
        (built.out / "__main__.py").write_bytes(bom + first + b"\n" + PRELUDE.encode() + rest)
        built.check()


def test_the_cache_follows_the_source(package):
    built = package("print(1)\n")
    assert built.check().out == "1\n"
    cache = list((built.out / "__pycache__").glob("driver.*.surge"))
    assert len(cache) == 1
    cache[0].write_bytes(cache[0].read_bytes()[:50])
    assert built.check().out == "1\n"
    for file in (built.script, built.out / "original.py"):
        file.write_text("print(22)\n")
    (built.out / "__main__.py").write_text(PRELUDE + "print(22)\n")
    assert built.check().out == "22\n"


def test_a_cache_that_was_cut_short(package):
    # Interpreters do not notice where a full disk lets them write only a part of it.
    built = package("print(1)\nraise ValueError(2)\n")
    built.check()
    for cache in built.out.glob("surge_rt/__pycache__/_*.pyc"):
        if not cache.name.startswith("__init__"):
            cache.write_bytes(cache.read_bytes()[:100])
    built.check()
    built.check()


def test_a_warm_start_imports_little(package):
    built = package("import sys\nprint(*sorted(sys.modules))\n")
    built.run()
    loaded = set(built.run().out.split())
    assert (
        not loaded
        & {"ast", "json", "logging", "typing", "inspect", "multiprocessing", "subprocess", "pickle"} - _loaded_by_site()
    )
    assert {name for name in loaded if name.startswith("surge_rt.")} <= {
        "surge_rt._enter",
        "surge_rt._state",
        "surge_rt._program",
    }


def _loaded_by_site() -> set[str]:
    command = [sys.executable, "-c", "import sys, runpy; print(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_a_changed_sibling_stops_all_regions(package, tmp_path):
    import hashlib

    import test_loop

    (tmp_path / "helper.py").write_text("x = 3\n")
    right = hashlib.sha256(b"x = 3\n").hexdigest()
    built = package(
        test_loop.ORIGINAL, test_loop.DRIVER, test_loop.TASKS, test_loop.LINES, siblings=repr({"helper.py": right})
    )
    assert "changed" not in built.check("20", "10", SURGE_FORCE="1", SURGE_STATS="1").err
    (tmp_path / "helper.py").write_text("x = 4\n")
    assert "helper.py changed" in built.check("20", "10", SURGE_FORCE="1", SURGE_STATS="1").err


@pytest.mark.parametrize("settings", [{}, {"SURGE_FORCE": "1"}])
def test_interrupt_while_workers_run(package, settings, tmp_path):
    original = "import time, os\ndef body(i):\n    t = time.time() + 30\n    while time.time() < t: pass\nprint('go', flush=True)\nfor i in range(4):\n    v = body(i)\n"
    driver = original.replace(
        "for i in range(4):\n    v = body(i)\n",
        "s = surge_rt.loop(tasks.t, range(4), ())\nwhile s.more():\n    for i, v in s.parallel():\n        pass\n    for i in s.sequential():\n        v = body(i)\n",
    )
    package(original, "@@\n" + driver, '@task("x", heavy=True)\ndef t(i):\n    return body(i)\n')
    process = subprocess.Popen(
        [sys.executable, "out"],
        cwd=tmp_path,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Whoever runs the tests in the background may have passed it on as ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout.readline() == "go\n"
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == -signal.SIGINT
    assert err.rstrip().endswith("KeyboardInterrupt") and "surge_rt" not in err
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # nobody of the group is left
