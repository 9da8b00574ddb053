"""The oracle must be able to fail: each test gives it a compiler that is wrong in one way.

The compilers are small scripts that stand in for surgec. Their packages run the original, but for one
piece of sabotage, which is inserted before the program starts or after it ends.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import oracle
import pytest

# A package that does what `python script.py` does, with gaps for the sabotage.
PACKAGE = """\
import os, sys, traceback, types
folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
path = os.path.join(folder, "script.py")
sys.argv[0] = "script.py"
sys.path[0] = folder
program = types.ModuleType("__main__")
program.__file__ = path
sys.modules["__main__"] = program
with open(path, "rb") as f:
    source = f.read()
def leave_out_own_frames(kind, error, trace):
    while trace.tb_frame.f_code is not code:
        trace = trace.tb_next
    traceback.print_exception(kind, error, trace)
sys.excepthook = leave_out_own_frames
{before}
code = compile(source, path, "exec")
exec(code, program.__dict__)
{after}
"""

COMPILER = """\
#!{python}
import os, sys
script, option, out = sys.argv[1:]
assert option == "-o"
os.mkdir(out)
with open(os.path.join(out, "__main__.py"), "w") as f:
    f.write({package!r})
with open(os.path.join(out, "plan.json"), "w") as f:
    f.write({plan!r})
{extra}
"""

SCRIPT = """\
import sys

def work(n):
    return n * n

text = sys.stdin.read()
print("read", len(text), "args", sys.argv)
for i in range(5):
    print(i, work(i))
with open("result.txt", "w") as f:
    f.write("done\\n")
print("a note", file=sys.stderr)
"""

FAILING = (
    SCRIPT
    + """
def fail(n):
    raise ValueError("no good: %d" % n)

fail(7)
"""
)

REGION = {"kind": "loop", "decision": "parallel", "reason": None, "origin": "script.py:8"}

Compiler = Callable[..., Path]


@pytest.fixture
def compiler(tmp_path: Path) -> Compiler:
    """Make a stand-in for surgec; without arguments it is an honest one."""

    def make(before: str = "", after: str = "", extra: str = "", plan: object = None, parallel: int = 1) -> Path:
        path = tmp_path / "surgec"
        package = PACKAGE.format(before=before, after=after)
        plan_text = (
            plan
            if isinstance(plan, str)
            else json.dumps({"regions": [REGION] if plan is None else plan, "parallel": parallel, "space": []})
        )
        path.write_text(COMPILER.format(python=sys.executable, package=package, plan=plan_text, extra=extra))
        path.chmod(0o755)
        return path

    return make


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "script.py").write_text(SCRIPT)
    (folder / "input.txt").write_text("some input\n")
    return folder


ONE_RUN = [oracle.Variant()]


def aspects(differences: list[oracle.Difference]) -> list[str]:
    return [difference.aspect for difference in differences]


def check(source: Path, surgec: Path, **options: object) -> list[oracle.Difference]:
    settings: dict[str, object] = {"runs": ONE_RUN, "stdin": source / "input.txt", "timeout": 20.0, **options}
    return oracle.check(source / "script.py", ["x", "y z"], surgec=surgec, **settings)  # type: ignore[arg-type]


def test_an_honest_compiler_passes_every_variant(source: Path, compiler: Compiler) -> None:
    assert check(source, compiler(), runs=oracle.variants(force=[0, 1])) == []


def test_an_honest_compiler_passes_when_the_script_fails(source: Path, compiler: Compiler) -> None:
    (source / "script.py").write_text(FAILING)
    assert check(source, compiler()) == []


CHANGES_OF_THE_SOURCE = {
    "a line less": ("range(5)", "range(4)", ["stdout"]),
    "lines in another order": ("range(5)", "(0, 2, 1, 3, 4)", ["stdout"]),
    "a wrong number": ("n * n", "n * n + (n == 3)", ["stdout"]),
    "a space too many": ("i, work(i)", "i, work(i), ''", ["stdout"]),
    "no input": ("sys.stdin.read()", "''", ["stdout"]),
    "other arguments": ("sys.argv)", "sys.argv[:2])", ["stdout"]),
    "other file contents": ('"done', '"gone', ["files"]),
    "another file name": ('"result.txt"', '"results.txt"', ["files"]),
    "a note that is not written": ('print("a note", file=sys.stderr)', "", ["stderr"]),
    "exit code": ('print("a note", file=sys.stderr)', 'print("a note", file=sys.stderr); sys.exit(3)', ["exit code"]),
}


@pytest.mark.parametrize("name", CHANGES_OF_THE_SOURCE)
def test_a_changed_program_is_detected(name: str, source: Path, compiler: Compiler) -> None:
    old, new, expected = CHANGES_OF_THE_SOURCE[name]
    assert old in SCRIPT
    surgec = compiler(before=f"source = source.replace({old.encode()!r}, {new.encode()!r})")
    assert aspects(check(source, surgec)) == expected


CHANGES_OF_THE_EXCEPTION = {
    "type": ("ValueError", "TypeError"),
    "message": ("no good: %d", "no good: 0%d"),
    "line": ("def fail(n):", "def fail(n):\n"),
    "function": ("fail(", "fall("),
    "caller": ("\nfail(7)", "\n(lambda: fail(7))()"),
}


@pytest.mark.parametrize("name", CHANGES_OF_THE_EXCEPTION)
def test_another_exception_is_detected(name: str, source: Path, compiler: Compiler) -> None:
    old, new = CHANGES_OF_THE_EXCEPTION[name]
    assert old in FAILING
    (source / "script.py").write_text(FAILING)
    surgec = compiler(before=f"source = source.replace({old.encode()!r}, {new.encode()!r})")
    assert aspects(check(source, surgec)) == ["stderr"]


def test_another_file_in_the_traceback_is_detected(source: Path, compiler: Compiler) -> None:
    (source / "script.py").write_text(FAILING)
    surgec = compiler(before="path = os.path.join(folder, 'out', '__main__.py')")
    assert aspects(check(source, surgec)) == ["stderr"]


def test_an_exception_that_is_swallowed_is_detected(source: Path, compiler: Compiler) -> None:
    (source / "script.py").write_text(FAILING)
    surgec = compiler(before="sys.excepthook = lambda *error: None")
    assert aspects(check(source, surgec)) == ["stderr"]


def test_frames_of_the_runtime_are_not_counted(source: Path, tmp_path: Path) -> None:
    text = 'Traceback:\n  File "{0}/script.py", line 3, in <module>\n    f()\n    ~^^\n{1}KeyError: 1\n'
    own = f'  File "{tmp_path}/out/surge_rt/_loop.py", line 9, in more\n    raise error\n'
    foreign = f'  File "{tmp_path}/out/tasks.py", line 9, in more\n    raise error\n'
    normal = [oracle.normalise_stderr(text.format(tmp_path, extra), tmp_path) for extra in ("", own, foreign)]
    assert normal[0] == normal[1] != normal[2]
    assert normal[0].splitlines()[1:] == ['  File "script.py", line 3, in <module>', "KeyError: 1"]


SABOTAGE_AFTERWARDS = {
    "bytes that are not text": ("sys.stdout.flush(); sys.stdout.buffer.write(bytes([255]))", ["stdout"]),
    "only the line end": ("sys.stdout.write('\\r\\n')", ["stdout"]),
    "a file too many": ("open('surplus', 'w').close()", ["files"]),
    "a file removed": ("os.remove('input.txt')", ["files"]),
    "a folder too many": ("os.mkdir('surplus')", ["files"]),
    "a file mode": ("os.chmod('result.txt', 0o600)", ["files"]),
    "a temporary file": ("import tempfile; tempfile.mkstemp()", ["number of temporary files"]),
    "killed by a signal": ("sys.stdout.flush(); os.kill(os.getpid(), 9)", ["exit code"]),
    "a process left behind": (
        "import subprocess; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
        ["number of processes left running"],
    ),
}


@pytest.mark.parametrize("name", SABOTAGE_AFTERWARDS)
def test_sabotage_afterwards_is_detected(name: str, source: Path, compiler: Compiler) -> None:
    after, expected = SABOTAGE_AFTERWARDS[name]
    assert aspects(check(source, compiler(after=after))) == expected


def test_a_package_that_hangs_is_detected(source: Path, compiler: Compiler) -> None:
    assert aspects(check(source, compiler(after="import time; time.sleep(60)"), timeout=3.0)) == ["time"]


@pytest.mark.parametrize(
    ("condition", "wrong"),
    [
        (
            "os.environ['SURGE_WORKERS'] == '4'",
            {(4, "fork", False), (4, "spawn", False), (4, "fork", True), (4, "spawn", True)},
        ),
        (
            "os.environ['SURGE_START'] == 'spawn' and 'SURGE_FORCE' not in os.environ",
            {(1, "spawn", False), (2, "spawn", False), (4, "spawn", False)},
        ),
        (
            "os.environ.get('SURGE_FORCE') == '1' and os.environ['SURGE_WORKERS'] == '1'",
            {(1, "fork", True), (1, "spawn", True)},
        ),
    ],
)
def test_what_is_wrong_in_one_variant_only_is_detected(
    condition: str, wrong: set[tuple[int, str, bool]], source: Path, compiler: Compiler
) -> None:
    runs = oracle.variants(force=[0, 1])
    found = check(source, compiler(after=f"if {condition}: print('x')"), runs=runs)
    expected = [str(run) for run in runs if (run.workers, run.start, run.force) in wrong]
    assert [difference.where for difference in found] == expected


@pytest.mark.parametrize(
    ("extra", "aspect"),
    [
        ("open('beside.txt', 'w').close()", "source folder"),
        ("open(script, 'a').write('# compiled\\n')", "source folder"),
        ("print('internal error'); sys.exit(101)", "compiler"),
        ("os.remove(os.path.join(out, '__main__.py'))", "compiler"),
        ("import time; time.sleep(60)", "compiler"),
    ],
)
def test_a_compiler_that_misbehaves_is_detected(extra: str, aspect: str, source: Path, compiler: Compiler) -> None:
    assert aspects(check(source, compiler(extra=extra), timeout=3.0)) == [aspect]


def test_a_compiler_that_is_not_there_is_an_error(source: Path, tmp_path: Path) -> None:
    with pytest.raises(oracle.OracleError, match="cannot be run"):
        check(source, tmp_path / "nothing")


def test_the_source_folder_stays_as_it_is(source: Path, compiler: Compiler) -> None:
    before = oracle.tree(source)
    check(source, compiler(after="open('surplus', 'w').close()"))
    assert oracle.tree(source) == before
    assert not (source / "out").exists()


def test_a_script_that_is_not_deterministic_is_an_error(source: Path, compiler: Compiler) -> None:
    (source / "script.py").write_text("import time\nprint(time.perf_counter_ns())\n")
    with pytest.raises(oracle.OracleError, match="not deterministic"):
        check(source, compiler())


def test_an_original_that_hangs_is_an_error(source: Path, compiler: Compiler) -> None:
    (source / "script.py").write_text("import time\ntime.sleep(60)\n")
    with pytest.raises(oracle.OracleError, match="took longer"):
        check(source, compiler(), timeout=2.0)


def run_case(source: Path, surgec: Path, text: str) -> list[oracle.Difference]:
    (source / "case.toml").write_text('stdin = "input.txt"\n' + text)
    return oracle.check_case(source, surgec=surgec, runs=ONE_RUN)


SEQUENTIAL = {**REGION, "decision": "sequential", "reason": "loop-carried-write"}


@pytest.mark.parametrize(
    ("text", "plan", "equal"),
    [
        ('expect = "parallel"', [REGION], True),
        ('expect = "parallel"', [SEQUENTIAL, REGION], True),
        ('expect = "parallel"', [SEQUENTIAL], False),
        ('expect = "parallel"', [], False),
        ('expect = "sequential"', [SEQUENTIAL], True),
        ('expect = "sequential"', [], True),
        ('expect = "sequential"', [SEQUENTIAL, REGION], False),
        ('reason = "loop-carried-write"', [REGION, SEQUENTIAL], True),
        ('reason = "unknown-call-effect"', [REGION, SEQUENTIAL], False),
        ('expect = "sequential"', "{}", False),
        ('expect = "sequential"', "no plan", False),
        ("", "no plan", True),
    ],
)
def test_the_plan_is_held_against_the_case(
    text: str, plan: object, equal: bool, source: Path, compiler: Compiler
) -> None:
    assert aspects(run_case(source, compiler(plan=plan), text)) == ([] if equal else ["plan"])


@pytest.mark.parametrize("text", ['expect = "paralel"', "agrs = []"])
def test_a_mistyped_case_is_an_error(text: str, source: Path, compiler: Compiler) -> None:
    with pytest.raises(oracle.OracleError):
        run_case(source, compiler(), text)


def test_further_arguments_of_a_case_are_checked(source: Path, compiler: Compiler) -> None:
    surgec = compiler(after="if sys.argv[1:] == ['second']: print('x')")
    assert run_case(source, surgec, 'args = ["first"]') == []
    found = run_case(source, surgec, 'args = ["first"]\nalso = [["second"], ["third"]]')
    assert aspects(found) == ["stdout"]
    assert "second" in found[0].where


def test_stderr_can_be_ignored_or_compared_exactly(source: Path, compiler: Compiler) -> None:
    other = compiler(before="source = source.replace(b'a note', b'another note')")
    assert run_case(source, other, 'stderr = "ignore"') == []
    assert aspects(run_case(source, other, 'stderr = "exact"')) == ["stderr"]
    assert run_case(source, compiler(), 'stderr = "exact"') == []


def test_data_is_made_in_the_copy(source: Path, compiler: Compiler) -> None:
    maker = "import os, sys\nos.makedirs('data')\nopen('data/a', 'w').write(sys.argv[1])\n"
    (source / "make_data.py").write_text(maker)
    (source / "script.py").write_text("print(open('data/a').read())\n")
    assert run_case(source, compiler(), 'small_data = ["make_data.py", "42"]') == []
    assert not (source / "data").exists()
    spoiling = compiler(before="open('data/a', 'w').write('43')")
    assert aspects(run_case(source, spoiling, 'small_data = ["make_data.py", "42"]')) == ["stdout", "files"]


def test_command_line(source: Path, compiler: Compiler, capsys: pytest.CaptureFixture[str]) -> None:
    command = [str(source / "script.py"), "--workers", "1,2", "--start", "fork", "--stdin", str(source / "input.txt")]
    good = compiler()
    assert oracle.main(["--surgec", str(good), *command, "--", "--flag"]) == 0
    assert capsys.readouterr().out == "equal in 2 runs\n"
    bad = compiler(after="if 'SURGE_FORCE' in os.environ: print('x')")
    assert oracle.main(["--surgec", str(bad), *command]) == 0
    capsys.readouterr()
    assert oracle.main(["--surgec", str(bad), *command, "--force"]) == 1
    assert "stdout differs" in capsys.readouterr().out
    assert oracle.main(["--surgec", str(source / "nothing"), *command]) == 2
    assert oracle.main(["--surgec", str(good), str(source / "nothing.py")]) == 2


def test_a_case_folder_on_the_command_line(source: Path, compiler: Compiler) -> None:
    (source / "case.toml").write_text('stdin = "input.txt"\nargs = ["one"]\n')
    assert oracle.main(["--surgec", str(compiler()), str(source), "--workers", "1", "--start", "fork"]) == 0
    bad = compiler(after="print(os.environ['SURGE_START'])")
    assert oracle.main(["--surgec", str(bad), str(source), "--workers", "1", "--start", "fork"]) == 1


def test_packages_that_work_in_place_are_run_as_told(source: Path, compiler: Compiler) -> None:
    spawned = {"runs": oracle.variants(workers=[2], starts=["spawn"]), "runs_in_place": ONE_RUN}
    wrong_under_spawn = "if os.environ['SURGE_START'] == 'spawn': print('x')"
    assert aspects(check(source, compiler(after=wrong_under_spawn), **spawned)) == ["stdout"]
    assert check(source, compiler(after=wrong_under_spawn, parallel=0), **spawned) == []
    assert aspects(check(source, compiler(after="print('x')", parallel=0), **spawned)) == ["stdout"]


def test_an_old_compiler_is_not_taken_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle, "ROOT", tmp_path)
    monkeypatch.delenv("SURGEC", raising=False)
    source, compiler = tmp_path / "passes" / "mod.rs", tmp_path / "target" / "release" / "surgec"
    for path in (source, compiler):
        path.parent.mkdir(parents=True)
        path.touch()
    os.utime(source, (1000, 1000))
    assert oracle.find_surgec() == compiler
    os.utime(compiler, (999, 999))
    with pytest.raises(oracle.OracleError, match="older than passes/mod.rs"):
        oracle.find_surgec()
    monkeypatch.setenv("SURGEC", str(compiler))
    assert oracle.find_surgec() == compiler


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser may read what it has forbidden itself to read")
def test_a_folder_without_permissions_is_cleared_away(source: Path, compiler: Compiler) -> None:
    (source / "script.py").write_text("import os\nos.mkdir('closed')\nos.chmod('closed', 0)\nprint('x')\n")
    assert check(source, compiler()) == []
