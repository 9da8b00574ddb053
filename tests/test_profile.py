"""`surgec profile`: what it writes, how it ends, and what the compiler makes of the times."""

from __future__ import annotations

import dis
import os
import pstats
import signal
import subprocess
import sys
import types
from pathlib import Path

import oracle
import pytest

# The cost of a power depends on its exponent, which no look at the source tells.
SCRIPT = """\
import sys


def power(n):
    return 3 ** (n * 20)


def show(values):
    print(sum(values))


values = []
for n in range(int(sys.argv[1])):
    values.append(power(n) % 10007)
show(values)
"""


def surgec(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(oracle.find_surgec()).resolve()), *arguments]
    environment = {**os.environ, "SURGEC_PYTHON": sys.executable}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "powers.py"
    path.write_text(SCRIPT)
    return path


def code_objects(code: types.CodeType):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from code_objects(constant)


def test_a_run_and_the_files_that_it_leaves(script, tmp_path):
    plain = subprocess.run([sys.executable, "powers.py", "40"], cwd=tmp_path, capture_output=True, text=True)
    done = surgec("profile", "powers.py", "40", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, plain.stdout), "the script's own output is left alone"
    assert "power (powers.py:4)" in done.stderr
    stats = pstats.Stats(str(tmp_path / "powers.prof")).stats
    assert stats["powers.py", 4, "power"][1] == 40
    listing = (tmp_path / "powers_bytecode.txt").read_text()
    assert [listing.count(f"\n{name} (powers.py:{line})\n") for name, line in [("power", 4), ("show", 8)]] == [1, 1]
    assert listing.startswith("<module> (powers.py:1)\n") and " at 0x" not in listing
    counted = (tmp_path / "powers_instr_count.txt").read_text()
    codes = list(code_objects(compile(SCRIPT, "powers.py", "exec")))
    operations = [step.opname for code in codes for step in dis.get_instructions(code)]
    assert f": {len(operations)} in 3 code objects\n" in counted
    rows = {
        words[0]: int(words[1]) for words in map(str.split, counted.splitlines()[3:]) if words and words[0].isupper()
    }
    assert rows == {name: operations.count(name) for name in operations}
    assert sorted(rows.values(), reverse=True) == list(rows.values()), "most frequent first"
    again = surgec("profile", "powers.py", "3", cwd=tmp_path)
    assert again.returncode == 0 and (tmp_path / "powers_bytecode.txt").read_text() == listing


def test_instructions_that_run(script, tmp_path):
    for rounds in (10, 20):
        done = surgec("profile", "--executed", "-o", f"of_{rounds}", "powers.py", str(rounds), cwd=tmp_path)
        assert done.returncode == 0
        assert not (tmp_path / f"of_{rounds}" / "powers.prof").exists(), "times under the tracer mean nothing"

    def executed(rounds):
        text = (tmp_path / f"of_{rounds}" / "powers_instr_count.txt").read_text()
        return next(int(line.split()[0]) for line in text.splitlines() if line.endswith("power (powers.py:4)"))

    power = next(code for code in code_objects(compile(SCRIPT, "powers.py", "exec")) if code.co_name == "power")
    assert executed(20) == 2 * executed(10)
    # RESUME and the like are not traced by all versions.
    assert (
        10 * (len(list(dis.get_instructions(power))) - 2) <= executed(10) <= 10 * len(list(dis.get_instructions(power)))
    )


def test_a_profile_tells_what_is_worth_it(script, tmp_path):
    assert "0 of 1 loops" in surgec("powers.py", "-o", "plain", cwd=tmp_path).stdout
    assert surgec("profile", "powers.py", "1500", cwd=tmp_path).returncode == 0
    done = surgec("powers.py", "-o", "out", "--profile", "powers.prof", "--html", cwd=tmp_path)
    assert "1 of 1 loops" in done.stdout, done.stdout + done.stderr
    page = (tmp_path / "out" / "report.html").read_text()
    assert "Where the time went" in page and "1 on all cores" in page
    report = (tmp_path / "out" / "report.txt").read_text()
    assert "Where the time went" in report and "power (powers.py:4)" in report
    assert ": 1 on all cores" in report
    assert "Where the time went" not in (tmp_path / "plain" / "report.txt").read_text()
    plain = subprocess.run([sys.executable, "powers.py", "300"], cwd=tmp_path, capture_output=True)
    package = subprocess.run([sys.executable, "out", "300"], cwd=tmp_path, capture_output=True)
    assert (package.stdout, package.stderr, package.returncode) == (plain.stdout, plain.stderr, 0)


def test_a_profile_of_another_version_changes_nothing(script, tmp_path):
    assert surgec("profile", "powers.py", "1500", cwd=tmp_path).returncode == 0
    script.write_text("# moved by a line\n" + SCRIPT)
    assert "0 of 1 loops" in surgec("powers.py", "-o", "out", "--profile", "powers.prof", cwd=tmp_path).stdout


def test_any_profile_of_python_will_do(script, tmp_path):
    made = [sys.executable, "-m", "cProfile", "-o", "other.prof", "powers.py", "1500"]
    assert subprocess.run(made, cwd=tmp_path, capture_output=True).returncode == 0
    (tmp_path / "elsewhere").mkdir()
    done = surgec("../powers.py", "-o", "out", "--profile", "../other.prof", cwd=tmp_path / "elsewhere")
    assert "1 of 1 loops" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("x = (\n", 2, "was never closed"),
        ("import sys\nsys.exit(7)\n", 7, "wrote"),
        ("import sys\nsys.exit('not today')\n", 1, "not today\n"),
        ("def f():\n    raise ValueError('no')\n\n\nf()\n", 1, "line 5, in <module>"),
        ("import os\nos._exit(3)\n", 2, "ended before its profile was written"),
        ("if __name__ != '__main__' or __file__ != 'ends.py':\n    raise SystemExit(9)\n", 0, "wrote"),
    ],
)
def test_how_it_ends(tmp_path, text, code, said):
    (tmp_path / "ends.py").write_text(text)
    done = surgec("profile", "ends.py", cwd=tmp_path)
    assert done.returncode == code and said in done.stderr, done.stderr
    assert "record.py" not in done.stderr
    files = {path.name for path in tmp_path.iterdir()}
    everything = {"ends.py", "ends.prof", "ends_bytecode.txt", "ends_instr_count.txt"}
    assert files == (everything if "wrote" in done.stderr else {"ends.py"})


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups")
def test_what_it_took_until_ctrl_c(tmp_path):
    (tmp_path / "long.py").write_text(
        "def spin(n):\n    print('on', flush=True)\n    while True:\n        n += 1\n\n\nspin(0)\n"
    )
    command = [str(Path(oracle.find_surgec()).resolve()), "profile", "--python", sys.executable, "long.py"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout.readline() == "on\n"
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130 and said.count("KeyboardInterrupt") == 1
    assert ("long.py", 1, "spin") in pstats.Stats(str(tmp_path / "long.prof")).stats
    assert "spin (long.py:1)" in said


@pytest.mark.parametrize("content", [b"", b"print(1)\n", b"{", b"\xfb" * 5000, b"{(\xff\xff\xff\x7f"])
def test_what_is_no_profile(script, tmp_path, content):
    (tmp_path / "broken.prof").write_bytes(content)
    done = surgec("powers.py", "-o", "out", "--profile", "broken.prof", cwd=tmp_path)
    assert done.returncode == 2 and not (tmp_path / "out").exists()
    assert "is no profile" in done.stderr


def test_a_file_of_random_integers(tmp_path):
    arguments = ("generate-csv", "--rows", "30000", "--columns", "12", "--least", "-5", "--most", "5", "--seed", "9")
    assert surgec(*arguments, "-o", "numbers.csv", cwd=tmp_path).returncode == 0
    lines = (tmp_path / "numbers.csv").read_text().splitlines()
    assert lines[0] == ",".join(f"c{column}" for column in range(1, 13)) and len(lines) == 30001
    values = [int(word) for line in lines[1:] for word in line.split(",")]
    assert len(values) == 360_000 and set(values) == set(range(-5, 6))
    piped = surgec(*arguments, "-o", "-", cwd=tmp_path)
    assert piped.stdout.splitlines() == lines, "the same again"
    bare = surgec(*arguments, "--no-header", "-o", "-", cwd=tmp_path)
    assert bare.stdout.splitlines() == lines[1:]
    other = surgec(*arguments[:-1], "10", "-o", "-", cwd=tmp_path)
    assert other.stdout.splitlines()[1:] != lines[1:]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rows", "5", "-o", "mine.csv"], "mine.csv is there already"),
        (["--rows", "5", "-o", "."], "is there already"),
        (["--rows", "5", "-o", "nowhere/mine.csv"], "cannot write"),
        (["--rows", "5", "--least", "3", "--most", "2", "-o", "new.csv"], "no number from 3 to 2"),
        (["--columns", "0", "-o", "new.csv"], "--columns"),
    ],
)
def test_a_file_that_is_not_written(tmp_path, arguments, said):
    (tmp_path / "mine.csv").write_text("mine")
    done = surgec("generate-csv", *arguments, cwd=tmp_path)
    assert done.returncode == 2 and said in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"] and (tmp_path / "mine.csv").read_text() == "mine"
    over = surgec("generate-csv", "--rows", "2", "--columns", "1", "-o", "mine.csv", "--overwrite", cwd=tmp_path)
    assert over.returncode == 0 and (tmp_path / "mine.csv").read_text().count("\n") == 3
