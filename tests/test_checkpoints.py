"""Programs that are compiled with `--checkpoint`: interrupted, resumed, and refused where resuming them would be wrong.

`tests/checkpoints/run.py` kills programs at random moments; here each interruption is at a place that the test chooses: programs stop with
`os._exit`, as if killed, where the environment variable STOP says.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SURGEC = os.environ.get("SURGEC") or str(ROOT / "target" / "release" / "surgec")

STOPPED = """
    import os
    import sys

    def stop(i):
        if os.environ.get("STOP") == str(i):
            os._exit(9)
"""


class Program:
    """A script with its package, in a folder of its own."""

    def __init__(self, folder: Path, text: str, spacing: str = "every=10") -> None:
        self.folder = folder
        self.script = folder / "script.py"
        self.spacing = spacing
        self.change(text)

    def change(self, text: str) -> None:
        """Write the script anew and compile it."""
        self.script.write_text(textwrap.dedent(STOPPED) + textwrap.dedent(text))
        command = [SURGEC, str(self.script), "-o", str(self.folder / "out"), f"--checkpoint={self.spacing}", "-q"]
        subprocess.run(command, check=True)

    def run(
        self, *arguments: str, stop: int | None = None, to: str = "wb", original: bool = False, **settings: str
    ) -> tuple[int, str]:
        """Run it with standard output in a file; the exit code, and what it said on standard error."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("SURGE_", "PYTHONHASHSEED"))
        }
        environment.update(settings)
        if stop is not None:
            environment["STOP"] = str(stop)
        target = "script.py" if original else "out"
        with open(self.folder / "stdout", to) as out:
            command = [sys.executable, target, *arguments]
            done = subprocess.run(
                command, cwd=self.folder, env=environment, stdout=out, stderr=subprocess.PIPE, timeout=60, check=False
            )
        return done.returncode, done.stderr.decode()

    def output(self) -> str:
        """What is in the file."""
        return (self.folder / "stdout").read_text()

    def driver(self) -> str:
        """The rewritten script."""
        return (self.folder / "out" / "__main__.py").read_text()

    def states(self) -> list[Path]:
        """The checkpoints that there are."""
        return sorted(self.folder.glob("out/checkpoints/*/state-????????"))

    def wanted(self, *arguments: str) -> str:
        """What the script itself prints."""
        assert self.run(*arguments, original=True)[0] == 0
        return self.output()


SUM = """
    print("begin", sys.argv[1:])
    total = 0
    for i in range(100):
        stop(i)
        total += i * i
        print(i, total)
    print("end", total)
"""


@pytest.mark.parametrize("to", ["wb", "ab"])
@pytest.mark.parametrize("way", ["option", "variable"])
def test_a_program_goes_on(tmp_path: Path, to: str, way: str) -> None:
    """Nothing is printed twice or lost, whether the shell emptied the file or not; afterwards no checkpoint is left."""
    program = Program(tmp_path, SUM)
    wanted = program.wanted("x")
    assert program.run("x", stop=57)[0] == 9
    assert len(program.states()) == 2
    option = ["--resume"] if way == "option" else []
    settings = {"SURGE_RESUME": "1"} if way == "variable" else {}
    assert program.run(*option, "x", stop=83, to=to, **settings)[0] == 9
    code, said = program.run(*option, "x", to=to, **settings)
    assert (code, said, program.output()) == (0, "", wanted)
    assert not (tmp_path / "out" / "checkpoints").exists()


def test_to_a_pipe_output_may_be_repeated_and_that_is_said(tmp_path: Path) -> None:
    """What the code before the loop prints is not printed again; what the loop printed since the checkpoint is."""
    program = Program(tmp_path, SUM)
    wanted = program.wanted()
    program.run(stop=57)
    done = subprocess.run([sys.executable, "out", "--resume"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == wanted[wanted.index("50 ") :]
    assert "what was printed since the checkpoint may be repeated" in done.stderr


def test_another_program_or_other_arguments_are_refused(tmp_path: Path) -> None:
    """And the checkpoint stays for the program that it belongs to."""
    program = Program(tmp_path, SUM)
    program.run("x", stop=57)
    code, said = program.run("--resume", "y", to="ab")
    assert code == 2 and "no checkpoint of this program with these arguments" in said and "['x']" in said
    elsewhere = tmp_path / "kept"
    (tmp_path / "out" / "checkpoints").rename(elsewhere)
    program.change(SUM.replace("i * i", "i * i * i"))
    code, said = program.run("--resume", "x", to="ab", SURGE_CHECKPOINTS=str(elsewhere))
    assert code == 2 and "another version of this program" in said
    assert list(elsewhere.glob("*/state-*"))


def test_the_one_before_a_damaged_checkpoint_is_used(tmp_path: Path) -> None:
    """With a message; and without any that is whole, the program is not resumed."""
    program = Program(tmp_path, SUM)
    wanted = program.wanted()
    program.run(stop=57)
    newest = program.states()[-1]
    newest.write_bytes(newest.read_bytes()[:-7])
    code, said = program.run("--resume", to="ab", stop=58)
    assert code == 9 and "is damaged" in said and "the one before it is used" in said
    for path in program.states():
        path.write_bytes(b"")
    code, said = program.run("--resume", to="ab")
    assert code == 2 and "damaged" in said
    assert program.run()[0] == 0 and program.output() == wanted


def test_an_exception_leaves_the_checkpoint(tmp_path: Path) -> None:
    """So does an exit code other than 0."""
    program = Program(
        tmp_path,
        """
        total = 0
        for i in range(100):
            if i == 55 and os.path.exists("broken"):
                raise ValueError(i)
            if i == 77 and os.path.exists("wrong"):
                sys.exit(3)
            total += i
            print(i)
        print(total)
        """,
    )
    wanted = program.wanted()
    (tmp_path / "broken").touch()
    code, said = program.run()
    assert code == 1 and said.rstrip().endswith("ValueError: 55") and "_checkpoint" not in said
    (tmp_path / "broken").unlink()
    (tmp_path / "wrong").touch()
    assert program.run("--resume", to="ab")[0] == 3
    (tmp_path / "wrong").unlink()
    assert program.run("--resume", to="ab") == (0, "")
    assert program.output() == wanted


def test_a_world_that_has_changed_is_noticed(tmp_path: Path) -> None:
    """What the code before the loop reads, prints, computes and writes has to be as it was."""
    (tmp_path / "data.txt").write_text("1\n2\n3\n")
    program = Program(
        tmp_path,
        """
        with open("data.txt") as data:
            numbers = [int(line) for line in data]
        if os.environ.get("GREETING"):
            print(os.environ["GREETING"])
        sums = list(numbers) if not os.environ.get("EMPTY") else [0, 0, 0]
        for i in range(100):
            stop(i)
            sums[i % 3] += i * numbers[i % 3]
        print(sums)
        """,
    )
    wanted = program.wanted()
    program.run(stop=57)
    code, said = program.run("--resume", to="ab", GREETING="hello")
    assert code == 2 and "printed something else" in said
    code, said = program.run("--resume", to="ab", EMPTY="1")
    assert code == 2 and "computed something else" in said
    status = os.stat(tmp_path / "data.txt")
    (tmp_path / "data.txt").write_text("1\n2\n4\n")
    code, said = program.run("--resume", to="ab")
    assert code == 2 and "data.txt, which the program read, has changed" in said
    (tmp_path / "data.txt").write_text("1\n2\n3\n")
    os.utime(tmp_path / "data.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert program.run("--resume", to="ab") == (0, "") and program.output() == wanted


def test_files_that_a_function_opens_end_the_checkpoints(tmp_path: Path) -> None:
    """A round that runs again would write its line twice: the program starts anew, and says so."""
    program = Program(
        tmp_path,
        """
        def note(i):
            with open("log.txt", "a") as log:
                print(i, file=log)

        total = 0
        for i in range(100):
            stop(i)
            total += i
            if i == 45:
                note(i)
        print(total)
        """,
    )
    code, said = program.run(stop=57)
    assert code == 9 and "no more checkpoints" in said and "log.txt" in said
    assert not program.states()
    code, said = program.run("--resume")
    assert code == 2 and "there is no checkpoint" in said


def test_what_comes_behind_the_loop_and_cannot_be_repeated_ends_them_too(tmp_path: Path) -> None:
    """The loop is over, a line is appended, and the program is killed: resumed, it would append it again."""
    program = Program(
        tmp_path,
        """
        total = 0
        for i in range(100):
            total += i
        with open("log.txt", "a") as log:
            print(total, file=log)
        stop(0)
        """,
    )
    code, said = program.run(stop=0)
    assert code == 9 and "log.txt" in said and not program.states()


def test_a_file_that_is_written_is_put_back(tmp_path: Path) -> None:
    """In text with a mark at its beginning, and in bytes; even when the first attempt to resume was killed while it opened them."""
    program = Program(
        tmp_path,
        """
        text = open("text.txt", "w", encoding="utf-16")
        data = open("data.bin", "wb")
        text.write("begin\\n")
        stop(-1)
        total = 0
        for i in range(100):
            stop(i)
            total += i
            text.write(f"{i} ü\\n")
            data.write(bytes([i]))
        text.close()
        data.close()
        """,
    )
    program.wanted()
    wanted = [(tmp_path / name).read_bytes() for name in ("text.txt", "data.bin")]
    program.run(stop=57)
    assert program.run("--resume", stop=-1)[0] == 9
    assert program.run("--resume", stop=84)[0] == 9
    assert program.run("--resume") == (0, "")
    assert [(tmp_path / name).read_bytes() for name in ("text.txt", "data.bin")] == wanted


def test_state_that_does_not_come_back_ends_the_checkpoints(tmp_path: Path) -> None:
    """The one before it stays good."""
    program = Program(
        tmp_path,
        """
        import json

        kept = [json.loads("[1]")]
        for i in range(100):
            stop(i)
            kept.append(json.loads("[1, 2]") if i != 35 else json.JSONDecoder)
        print(len(kept), kept[-1])
        """,
    )
    wanted = program.wanted()
    code, _ = program.run(stop=57)
    assert code == 9
    code, _ = program.run("--resume", to="ab")
    assert code == 0 and program.output() == wanted


def test_two_loops_and_random_numbers_that_nobody_seeded(tmp_path: Path) -> None:
    """The second loop is resumed behind the first; the numbers drawn before it are drawn again."""
    program = Program(
        tmp_path,
        """
        import random

        first = random.random()
        print(first)
        counts = {}
        for i in range(100):
            stop(i)
            counts[random.randrange(5)] = i
        print(sorted(counts.items()))
        draws = []
        for i in range(100, 200):
            stop(i)
            draws.append(random.random())
            if i % 9 == 0:
                print(i, draws[-1])
        print(first, sum(draws), sorted(counts.items()))
        """,
    )
    assert program.run(stop=157)[0] == 9
    before = program.output()
    assert program.run("--resume", to="ab") == (0, "")
    after = program.output()
    # What was on the disk at the last checkpoint stands; the first line, and the last, agree about the first number.
    assert after.startswith(before[: before.rindex("\n144 ")])
    lines = after.splitlines()
    assert lines[0] == lines[-1].split()[0] and lines[1] == lines[-1][lines[-1].index("[") :]


def test_the_first_loop_may_be_too_short_for_a_checkpoint(tmp_path: Path) -> None:
    """What was printed before it, and in it, is still there when the second one is resumed."""
    program = Program(
        tmp_path,
        """
        print("begin")
        total = 0
        for i in range(5):
            total += i
            print("first", i)
        for i in range(100):
            stop(i)
            total += i
            print("second", i)
        print(total)
        """,
    )
    wanted = program.wanted()
    assert program.run(stop=57)[0] == 9
    assert program.run("--resume", stop=83)[0] == 9
    assert program.run("--resume") == (0, "")
    assert program.output() == wanted


def test_sets_are_gone_over_in_the_same_order(tmp_path: Path) -> None:
    """Hashes of texts differ from run to run, but not between a run and what resumes it."""
    program = Program(
        tmp_path,
        """
        words = [f"word{i}" for i in range(50)]
        order = list(set(words))
        print(order)
        text = ""
        for i in range(100):
            stop(i)
            text += order[i % 50]
            for word in {f"{i}a", f"{i}b", f"{i}c"}:
                text += word
        print(text, order)
        """,
    )
    assert program.run(stop=57)[0] == 9
    before = program.output()
    assert program.run("--resume", to="ab") == (0, "")
    lines = program.output().splitlines()
    assert program.output().startswith(before) and lines[1].endswith(lines[0])


def test_the_same_program_twice_at_a_time(tmp_path: Path) -> None:
    """The second run leaves the checkpoints of the first alone."""
    program = Program(
        tmp_path,
        """
        import time

        total = 0
        for i in range(100):
            total += i
            time.sleep(0.02)
        print(total)
        """,
    )
    first = subprocess.Popen([sys.executable, "out"], cwd=tmp_path, stdout=subprocess.DEVNULL)
    try:
        while not program.states():
            assert first.poll() is None
        code, said = program.run()
        assert code == 0 and "another run of this program" in said and program.output() == "4950\n"
    finally:
        assert first.wait(60) == 0


def test_a_script_without_such_a_loop_says_so(tmp_path: Path) -> None:
    """At compile time, and when somebody tries to resume it."""
    script = tmp_path / "script.py"
    script.write_text("print(sum(range(10)))\n")
    done = subprocess.run(
        [SURGEC, str(script), "-o", str(tmp_path / "out"), "--checkpoint"], capture_output=True, text=True, check=True
    )
    assert "no loop of script.py can be resumed" in done.stderr
    done = subprocess.run(
        [sys.executable, "out", "--resume"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "there is no checkpoint" in done.stderr


WORK = """
    import math

    def work(n):
        total = 0.0
        for k in range(1, 300):
            total += math.sin(n * k) / k
        return total
"""
SETTINGS = [
    {"SURGE_START": start, "SURGE_WORKERS": workers, "SURGE_FORCE": force}
    for start, workers, force in [("fork", "2", "1"), ("fork", "4", "5"), ("spawn", "2", "3"), ("fork", "1", "1")]
]
FORKED = SETTINGS[0]


def test_a_loop_that_relies_on_a_cache_says_so(tmp_path: Path) -> None:
    """A resumed program begins with an empty cache, and would recurse deeper than the script ever does."""
    text = """
        import functools

        @functools.cache
        def ways(n):
            return 1 if n < 2 else (ways(n - 1) + ways(n - 2) + sum(k * n % 7 for k in range(50))) % 1000007

        total = 0
        for n in range(3000):
            total += ways(n)
        print(total)
    """
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(text))
    subprocess.run([SURGEC, str(script), "-o", str(tmp_path / "out"), "--checkpoint", "-q"], check=True)
    report = " ".join((tmp_path / "out" / "report.txt").read_text().split())
    assert "checkpoint-state: a function that calls itself relies on its cache" in report


def parallel(folder: Path, text: str, spacing: str = "every=10") -> Program:
    """A program whose loops run in parallel, too: that is what these tests are about."""
    program = Program(folder, textwrap.dedent(WORK) + textwrap.dedent(text), spacing)
    assert ".parallel():" in program.driver() or ".fold(" in program.driver() or ".rounds(" in program.driver()
    return program


OBJECTS = """
    class Body:
        def __init__(self, mass):
            self.mass = mass
            self.history = []

        def step(self):
            value = self.mass
            for k in range(300):
                value = (value * 31 + k) % 1000003
            self.mass = value
            self.history.append(value % 17)

    bodies = [Body(i) for i in range(100)]
    seen = {}
    at = 0
    for body in bodies:
        body.step()
        seen[body.mass % 7] = at
        print(at, body.mass)
        stop(at)
        at += 1
    print([body.mass for body in bodies], [body.history for body in bodies], seen)
"""
ROUNDS = """
    n, results = 0, []
    while n < 100:
        value = work(n)
        results.append(value)
        stop(n)
        print(n, value)
        n += 1 if n % 3 else 2
    print(sum(results), n)
"""
BEST = """
    def main():
        best, where, kept = -9.0, None, []
        for n in [i * 3 for i in range(100)]:
            value = work(n)
            stop(n // 3)
            if value > best:
                best, where = value, n
                print("best", n, value)
            kept.append(value)
            if n == 291:
                break
        else:
            print("none")
        print(best, where, n, value, kept)

    main()
"""


@pytest.mark.parametrize("text", [OBJECTS, ROUNDS, BEST], ids=["objects", "rounds", "best"])
def test_a_parallel_loop_goes_on(tmp_path: Path, text: str) -> None:
    """Killed at any commit, under one start method, and resumed under another, with other workers and chunks."""
    program = parallel(tmp_path, text, "every=3")
    wanted = program.wanted()
    stops = [20, 41, 62, 87]
    for number, stop in enumerate(stops):
        option = ["--resume"] if number else []
        assert program.run(*option, stop=stop, to="ab" if number % 2 else "wb", **SETTINGS[number])[0] == 9
        assert program.states()
    assert program.run("--resume", **FORKED) == (0, "")
    assert program.output() == wanted


def test_rounds_run_on_workers_before_and_after(tmp_path: Path) -> None:
    """Rounds that were committed before the checkpoint do not run again."""
    program = parallel(tmp_path, BEST)
    wanted = program.wanted()
    code, said = program.run(stop=57, SURGE_STATS="1", **FORKED)
    assert code == 9
    code, said = program.run("--resume", SURGE_STATS="1", **FORKED)
    assert code == 0 and program.output() == wanted
    row = next(line for line in said.splitlines() if line.startswith("main_"))
    assert 30 < sum(map(int, row.split()[4:6])) < 50, row  # of 98: those from the 50th on


COUNTS = """
    def code(word):
        total = 0
        for letter in word * 40:
            total = (total * 31 + ord(letter)) % 1009
        return total

    words = [f"word {i}" for i in range(8000)]
    counts, total = {}, 0
    for word in words:
        key = code(word) % 17
        counts[key] = counts.get(key, 0) + 1
        total += key
    print(counts, total)
"""
SUMS = """
    total = 0.0
    for n in range(8000):
        total += work(n)
        if n % 100 == 0:
            print(n, total)
    print(total)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("text", [COUNTS, SUMS], ids=["parts", "rounds"])
def test_interrupted_at_any_moment(tmp_path: Path, text: str, how: signal.Signals) -> None:
    """By a kill or by Ctrl-C, while workers are busy."""
    program = parallel(tmp_path, text, "seconds=0.02")
    wanted = program.wanted()
    with open(tmp_path / "stdout", "wb") as out:
        command = [sys.executable, "out"]
        running = subprocess.Popen(
            command,
            cwd=tmp_path,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "SURGE_WORKERS": "2"},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # shells ignore it for what runs behind
        )
        while not program.states() and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(how)
        assert running.wait(60) not in (0, 2) and program.states()
    assert program.run("--resume", to="ab", **FORKED) == (0, "")
    assert program.output() == wanted


def test_an_exception_of_a_parallel_loop_leaves_the_checkpoint(tmp_path: Path) -> None:
    """Whether a task did, or a statement in order; so does an exit code other than 0."""
    program = parallel(
        tmp_path,
        """
        def checked(n):
            if n == 55 and os.path.exists("broken"):
                raise ValueError(n)
            return work(n)

        total = 0.0
        for n in range(100):
            value = checked(n)
            total += value
            print(n, total)
            if n == 77 and os.path.exists("odd"):
                raise KeyError(n)
            if n == 88 and os.path.exists("wrong"):
                sys.exit(3)
        print(total)
        """,
    )
    wanted = program.wanted()
    (tmp_path / "broken").touch()
    code, said = program.run(**FORKED)
    assert code == 1 and said.rstrip().endswith("ValueError: 55") and "_checkpoint" not in said
    assert len(program.states()) == 2
    (tmp_path / "broken").unlink()
    (tmp_path / "odd").touch()
    code, said = program.run("--resume", to="ab", **FORKED)
    assert code == 1 and said.rstrip().endswith("KeyError: 77") and "_checkpoint" not in said
    (tmp_path / "odd").unlink()
    (tmp_path / "wrong").touch()
    assert program.run("--resume", to="ab", **SETTINGS[2])[0] == 3
    (tmp_path / "wrong").unlink()
    assert program.run("--resume", to="ab", **FORKED) == (0, "")
    assert program.output() == wanted


@pytest.mark.parametrize("settings", SETTINGS[:3], ids=["fork", "four", "spawn"])
def test_what_commits_do_is_noticed_while_workers_run(tmp_path: Path, settings: dict[str, str]) -> None:
    """A function that is called in order opens a file: its line would be there twice. Workers themselves are no such thing."""
    program = parallel(
        tmp_path,
        """
        def note(n):
            with open("log.txt", "a") as log:
                print(n, file=log)

        total = 0.0
        for n in range(100):
            value = work(n)
            total += value
            stop(n)
            if n == 45:
                note(n)
        print(total)
        """,
    )
    code, said = program.run(stop=40, **settings)
    assert code == 9 and said == "" and program.states()
    code, said = program.run("--resume", stop=57, to="ab", **settings)
    assert code == 9 and "no more checkpoints" in said and "log.txt" in said
    assert not program.states()


@pytest.mark.parametrize("settings", SETTINGS[:3], ids=["fork", "four", "spawn"])
def test_a_loop_in_order_around_a_parallel_one(tmp_path: Path, settings: dict[str, str]) -> None:
    """The outer loop is the one that is resumed; what the inner one commits is watched as well."""
    program = parallel(
        tmp_path,
        """
        def note(n):
            with open("log.txt", "a") as log:
                print(n, file=log)

        state, results = 1, []
        for batch in range(30):
            found = []
            for n in range(batch * 20, batch * 20 + 20):
                value = work(n + state % 7)
                found.append(value)
                if n == 470 and os.path.exists("noted"):
                    note(n)
            state = (state * 31 + len(results)) % 1000003
            results.append(sum(found))
            stop(batch)
            print(batch, state, results[-1])
        print(state, results)
        """,
        "every=2",
    )
    wanted = program.wanted()
    assert program.run(stop=11, **settings)[0] == 9
    assert program.run("--resume", stop=17, to="ab", **settings)[0] == 9
    assert program.run("--resume", **settings) == (0, "")
    assert program.output() == wanted
    (tmp_path / "noted").touch()
    code, said = program.run(stop=25, **settings)
    assert code == 9 and "log.txt" in said and not program.states()


@pytest.mark.parametrize("mode", ["r", "rb"])
@pytest.mark.parametrize("over", ["self.file", "enumerate(self.file)"])
def test_a_file_that_the_loop_goes_over_is_part_of_its_state(tmp_path: Path, mode: str, over: str) -> None:
    """Its place follows from the number of lines; it is not put back there a second time, nor to what was read ahead."""
    program = parallel(
        tmp_path,
        f"""
        class Reader:
            def __init__(self):
                self.file = open("data.txt", "{mode}")
                self.total = 0.0
                self.lines = 0

            def run(self):
                for line in {over}:
                    self.total += work(len(line) + len(line) % 3)
                    stop(self.lines)
                    self.lines += 1
                    print(line, self.total)

        reader = Reader()
        reader.run()
        print(reader.total, reader.lines)
        """,
    )
    (tmp_path / "data.txt").write_text("".join("x" * (i % 17) + f"{i}\n" for i in range(100)))
    wanted = program.wanted()
    # The second time everything has been read ahead.
    for number, stop in enumerate([37, 88]):
        assert program.run(*["--resume"][:number], stop=stop, **SETTINGS[number])[0] == 9
        assert program.states()
    assert program.run("--resume", **FORKED) == (0, "")
    assert program.output() == wanted


def test_what_is_gone_over_may_be_several_things(tmp_path: Path) -> None:
    """Items without parentheses are one argument, and a list that workers compute is computed again."""
    program = parallel(
        tmp_path,
        """
        total = 0.0
        for n in 5, 6, 7, 8, 9, 10, 11, 12:
            total += work(n)
            stop(n)
            print(n, total)
        for at, value in enumerate([work(n) for n in range(60)]):
            total = total * 0.5 + value
            stop(100 + at)
            print(value, total)
        """,
        "every=2",
    )
    wanted = program.wanted()
    assert program.run(stop=10, **FORKED)[0] == 9
    assert program.run("--resume", stop=130, **FORKED)[0] == 9
    assert program.run("--resume", **SETTINGS[2]) == (0, "")
    assert program.output() == wanted


BEFORE = """
    print("begin", flush=True)
    stop("early")
    total = 0
    for i in range(100):
        total += i
        print(i, total, flush=True)
        stop(i)
    print("end", total)
"""


@pytest.mark.parametrize("first", ["wb", "ab"])
@pytest.mark.parametrize("to", ["wb", "ab"])
@pytest.mark.parametrize("stop", ["early", 4])
def test_before_the_first_checkpoint_it_starts_anew(tmp_path: Path, first: str, to: str, stop: int | str) -> None:
    """What was printed is taken back, and what was in the file before stays, unless the shell has emptied it."""
    program = Program(tmp_path, BEFORE, "every=50")
    wanted = program.wanted("x")
    (tmp_path / "stdout").write_text("before\n")
    assert program.run("x", to=first, STOP=str(stop))[0] == 9
    assert not program.states()
    code, said = program.run("--resume", "x", to=to)
    assert code == 0 and "the program starts anew" in said
    kept = "before\n" if first == "ab" and to == "ab" else ""
    assert program.output() == kept + wanted
    assert not (tmp_path / "out" / "checkpoints").exists()
    code, said = program.run("--resume", "x", to="ab")
    assert code == 2 and "there is no checkpoint" in said and "has finished" in said
    assert program.output() == kept + wanted


def test_starting_anew_draws_the_same_random_numbers(tmp_path: Path) -> None:
    """A pipe has got some of them already; and nothing can be taken back from it, which is said."""
    program = Program(
        tmp_path,
        """
        import random

        words = {"one", "two", "three", "four", "five"}
        print(random.random(), list(words), flush=True)
        stop("early")
        total = 0
        for i in range(100):
            total += random.random()
        print(total)
        """,
        "every=50",
    )
    assert program.run(STOP="early")[0] == 9
    begun = program.output()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHONHASHSEED")}
    command = [sys.executable, "out", "--resume"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.startswith(begun) and "what was printed comes again" in done.stderr


@pytest.mark.parametrize(
    "what", ["open('log.txt', 'a').close()", "os.mkdir('made')", "open('seen.txt', 'w').write('2')"]
)
def test_what_cannot_be_done_twice_bars_a_new_start(tmp_path: Path, what: str) -> None:
    """It is said what that was; the files stay as they are."""
    (tmp_path / "seen.txt").write_text("1")
    program = Program(
        tmp_path,
        f"""
        with open("seen.txt") as file:
            print(file.read())
        {what}
        stop("early")
        total = 0
        for i in range(100):
            total += i
        print(total)
        """,
        "every=50",
    )
    assert program.run(STOP="early")[0] == 9
    code, said = program.run("--resume", to="ab")
    assert code == 2 and "there is no checkpoint, and it cannot start anew" in said
