"""surgec from Python, and as a step of a build: `runtime_py/surgec`."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import oracle
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "runtime_py"))
import surgec  # noqa: E402

SCRIPT = """\
import sys


def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    return total


def main():
    out = []
    for i in range(int(sys.argv[1])):
        out.append(work(100 + i))
    print(sum(out))


if __name__ == "__main__":
    main()
"""


@pytest.fixture(autouse=True)
def command(monkeypatch):
    monkeypatch.setenv("SURGEC", str(Path(oracle.find_surgec()).resolve()))


def test_decisions_about_a_file_and_about_a_text(tmp_path):
    script = tmp_path / "crunch.py"
    script.write_text(SCRIPT)
    found = surgec.analyze(script)
    inner, outer = found.loops
    assert (inner.line, inner.function, inner.is_parallel, inner.reason) == (6, "work", False, "unprofitable-loop")
    assert (outer.line, outer.end_line, outer.function, outer.is_parallel, outer.reason) == (13, 14, "main", True, None)
    assert found.parallel == (outer,) and Path(outer.file).name == "crunch.py"
    assert [loop.line for loop in surgec.analyze(source=SCRIPT).loops] == [6, 13]
    assert list(tmp_path.iterdir()) == [script], "something was written"


def test_memory_in_numbers_and_in_formulas():
    least, estimate, most = surgec.analyze(source="xs = [0.5] * 1000\nprint(len(xs))\n").peak_bytes
    assert 8000 < least <= estimate < 20000 and estimate <= most
    symbolic = surgec.analyze(source="import sys\nxs = [0.5] * int(sys.argv[1])\nprint(len(xs))\n").peak_bytes
    assert isinstance(symbolic[1], str)


def test_calls_know_nothing_of_each_other():
    first = surgec.analyze(source=SCRIPT)
    surgec.analyze(source="for i in range(10): print(i)\n")
    assert surgec.analyze(source=SCRIPT).plan["regions"] == first.plan["regions"]


def test_rewrites_have_their_savings():
    (found,) = surgec.analyze(
        source="import sys\nprint(sum([len(line) for line in sys.stdin.read().split()]))\n"
    ).rewrites
    assert (found.kind, found.line) == ("streaming", 2)
    assert found.is_applied == (found.reason is None)


def test_a_package_and_what_it_does(tmp_path):
    script = tmp_path / "crunch.py"
    script.write_text(SCRIPT)
    package = surgec.transform(script, tmp_path / "out")
    expected = subprocess.run([sys.executable, str(script), "50"], capture_output=True, text=True, check=True)
    done = package.run("50", workers=2, env={**os.environ, "SURGE_FORCE": "1", "SURGE_STATS": "1"})
    assert (done.returncode, done.stdout) == (0, expected.stdout)
    assert "surge: 2 workers" in done.stderr
    assert "[✓] " in package.report
    assert len(package.analysis.parallel) == 1
    failed = package.run("no number")
    assert failed.returncode == 1 and "ValueError" in failed.stderr


def test_a_package_of_a_text(tmp_path):
    package = surgec.transform(source=SCRIPT, output=tmp_path / "out")
    assert package.run("3").stdout == surgec.transform(source=SCRIPT, output=tmp_path / "out").run("3").stdout
    with pytest.raises(TypeError):
        surgec.transform(source=SCRIPT)
    with pytest.raises(TypeError):
        surgec.analyze()


def test_errors_say_what_the_command_says(tmp_path, monkeypatch):
    with pytest.raises(surgec.SurgecError, match="invalid syntax|expected|SyntaxError") as caught:
        surgec.analyze(source="for for\n")
    assert caught.value.code == 2
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "file").touch()
    with pytest.raises(surgec.SurgecError) as caught:
        surgec.transform(source=SCRIPT, output=tmp_path / "foreign")
    assert caught.value.code == 2 and (tmp_path / "foreign" / "file").exists()
    with pytest.raises(surgec.SurgecError, match="cannot be started"):
        monkeypatch.setenv("SURGEC", str(tmp_path / "nowhere"))
        surgec.analyze(source=SCRIPT)
    monkeypatch.delenv("SURGEC")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(surgec.sysconfig, "get_path", lambda *_: str(tmp_path))
    with pytest.raises(surgec.SurgecError, match="pip install surgec"):
        surgec.find_command()


SETUP = """\
import sys
sys.path.insert(0, {library!r})
from setuptools import setup
from surgec.build import build_py
setup(name="crunching", version="1.0", py_modules=["crunch"], cmdclass={{"build_py": build_py({arguments})}})
"""


def build(folder: Path, script: str, arguments: str) -> subprocess.CompletedProcess[str]:
    """Build a wheel of one script with the step in it."""
    library = str(Path(surgec.__file__).parents[1])
    (folder / "crunch.py").write_text(script)
    (folder / "setup.py").write_text(SETUP.format(library=library, arguments=arguments))
    command = [sys.executable, "setup.py", "--quiet", "bdist_wheel", "--dist-dir", "wheels"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_wheel_has_the_package_of_its_script(tmp_path):
    done = build(tmp_path, SCRIPT, '"crunch.py"')
    assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "wheels").glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    outputs = [
        subprocess.run([sys.executable, name, "20"], cwd=installed, capture_output=True, text=True, check=True).stdout
        for name in ("crunch.py", "crunch_surge")
    ]
    assert outputs[0] == outputs[1] != ""


@pytest.mark.parametrize(
    ("script", "arguments", "message"),
    [
        ("for for\n", '"crunch.py"', "crunch.py"),
        (SCRIPT, '"other.py"', "is the script among the modules"),
        ("import nowhere\nfor i in range(9): print(nowhere.f(i))\n", '"crunch.py", refuse=True', "unknown-"),
    ],
)
def test_a_build_fails_where_it_should(tmp_path, script, arguments, message):
    done = build(tmp_path, script, arguments)
    assert done.returncode != 0 and message in done.stderr
    assert not list((tmp_path / "wheels").glob("*.whl"))


DECORATED = """\
import sys
import surgec


class Sieve:
    def __init__(self, least):
        self.least = least

    @surgec.parallel
    def primes(self, limit):
        found = []
        for n in range(self.least, limit):
            if all(n % d for d in range(2, int(n ** 0.5) + 1)):
                found.append(n)
        return found


def work(n):
    total = 0
    for k in range(n):
        total += k * k % 7
    if n == 450:
        raise ValueError(n)
    return total


@surgec.parallel
def table(count, step=1):
    \"\"\"All of them.\"\"\"
    out = []
    for i in range(count):
        out.append(work(300 + i * step))
    return out


print(sum(Sieve(2).primes(3000)), sum(table(100)), table.__name__, table.__doc__)
print(table(int(sys.argv[1])))
"""


def run_decorated(tmp_path, *arguments, **environment):
    paths = str(Path(surgec.__file__).parents[1])
    cache = str(tmp_path / "cache")
    environment = {**os.environ, "PYTHONPATH": paths, "XDG_CACHE_HOME": cache, "SURGE_STATS": "1", **environment}
    command = [sys.executable, "decorated.py", *arguments]
    return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_functions_of_a_script_on_all_cores(tmp_path, start):
    (tmp_path / "decorated.py").write_text(DECORATED)
    plain_text = "".join(line for line in DECORATED.splitlines(True) if "surgec" not in line)
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "decorated.py").write_text(plain_text)
    for argument in ("140", "200"):  # the second raises, in the middle of the loop
        plain = subprocess.run(
            [sys.executable, "decorated.py", argument], cwd=tmp_path / "plain", capture_output=True, text=True
        )
        done = run_decorated(tmp_path, argument, SURGE_FORCE="1", SURGE_WORKERS="2", SURGE_START=start)
        assert (done.stdout, done.returncode) == (plain.stdout, plain.returncode), done.stderr
        assert ("ValueError: 450\n" in done.stderr) == (argument == "200")
        regions = {words[0]: words[3] for words in map(str.split, done.stderr.splitlines()) if len(words) > 9}
        assert int(regions["table_work_value"]) >= 2, done.stderr
        assert any(name.startswith("Sieve_primes") and int(count) >= 1 for name, count in regions.items())


def test_a_decorated_script_as_a_package(tmp_path):
    (tmp_path / "decorated.py").write_text(DECORATED)
    package = surgec.transform(tmp_path / "decorated.py", tmp_path / "out")
    assert {"primes", "table"} <= {loop.function.rpartition(".")[2] for loop in package.analysis.parallel}
    environment = {**os.environ, "PYTHONPATH": str(Path(surgec.__file__).parents[1]), "SURGEC": "/nowhere/surgec"}
    done = package.run("140", env=environment)
    assert done.returncode == 0 and done.stderr == "", "the decorator does nothing in a package"


@pytest.mark.parametrize(
    ("text", "environment", "said"),
    [
        (DECORATED, {"SURGEC": "/nowhere/surgec"}, "Sieve.primes runs as it is: /nowhere/surgec cannot be started"),
        (
            "import surgec\n\n\ndef make():\n    @surgec.parallel\n    def inner(n):\n        return [k for k in range(n)]\n    return inner\n\n\n"
            "print(make()(3), __file__)\n",
            {},
            "inner runs as it is: it is defined inside of another function",
        ),
        ("import other\nprint(other.f(2))\n", {}, "f runs as it is: it is not defined in the script that was started"),
    ],
)
def test_a_function_that_cannot_be_replaced_stays(tmp_path, text, environment, said):
    (tmp_path / "decorated.py").write_text(text)
    (tmp_path / "other.py").write_text(
        "import surgec\n\n\n@surgec.parallel\ndef f(n):\n    return [k for k in range(n)]\n"
    )
    done = run_decorated(tmp_path, "3", **environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("RuntimeWarning") == 1 and said in done.stderr
    assert done.stdout
