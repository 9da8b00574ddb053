"""`resumable_fold`: the same last state, wherever the process was ended."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest
import surge_rt
from surge_rt._saved import BEFORE, CheckpointError

PROGRAM = """\
import random, sys, time
sys.path.insert(0, sys.argv[3])
from surge_rt import resumable_fold
def step(state, item):
    total, seen = state
    time.sleep(0.0005)
    return total * 0.999 + random.random() * item, seen + [item] if item % 50 == 0 else seen
random.seed(7)
print(resumable_fold(step, (0.0, []), range(int(sys.argv[2])), sys.argv[1], every=7))
"""


def add(state, item):
    return state + item


def run(folder, count, kill_after=None):
    script = folder / "program.py"
    script.write_text(PROGRAM)
    home = os.path.dirname(os.path.dirname(surge_rt.__file__))
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder / "sum.checkpoint"), str(count), home],
        stdout=subprocess.PIPE,
        text=True,
    )
    if kill_after is not None:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    out, _ = process.communicate(timeout=60)
    return process.returncode, out


def test_a_program_that_is_killed_again_and_again_ends_with_the_same(tmp_path):
    plain, killed = tmp_path / "plain", tmp_path / "killed"
    plain.mkdir()
    killed.mkdir()
    code, expected = run(plain, 1500)
    assert code == 0
    chance = random.Random(11)
    kills, progress = 0, set()
    for _ in range(40):
        code, out = run(killed, 1500, 0.15 + chance.random() * 0.2)
        if code == 0:
            break
        kills += 1
        progress.add((killed / "sum.checkpoint").exists())
    else:
        code, out = run(killed, 1500)
    assert (code, out) == (0, expected)
    assert kills >= 1 and True in progress
    assert os.listdir(killed) == ["program.py"]


def failing(bad):
    def step(state, item):
        if item == bad:
            raise KeyError(item)
        return state + item

    step.__qualname__ = add.__qualname__
    return step


def interrupted(file, at=50, every=10):
    with pytest.raises(KeyError):
        surge_rt.resumable_fold(failing(at), 0, range(100), file, every=every)


def test_an_exception_leaves_the_checkpoint(tmp_path):
    file = tmp_path / "c"
    interrupted(file)
    taken = []

    def step(state, item):
        taken.append(item)
        return state + item

    step.__qualname__ = add.__qualname__
    assert surge_rt.resumable_fold(step, 0, range(100), file) == sum(range(100))
    assert taken == list(range(50, 100))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("left", [0, 30, 200])
def test_the_one_before_stands_in_for_one_that_is_damaged(tmp_path, left):
    file = tmp_path / "c"
    interrupted(file)
    file.write_bytes(file.read_bytes()[:left])
    assert surge_rt.resumable_fold(add, 0, range(100), file) == sum(range(100))


def test_both_damaged(tmp_path):
    file = tmp_path / "c"
    interrupted(file)
    file.write_bytes(b"x")
    (tmp_path / ("c" + BEFORE)).write_bytes(b"y")
    with pytest.raises(CheckpointError, match="damaged"):
        surge_rt.resumable_fold(add, 0, range(100), file)
    assert file.read_bytes() == b"x"


def test_a_checkpoint_of_something_else_is_refused(tmp_path):
    file = tmp_path / "c"
    interrupted(file)
    with pytest.raises(CheckpointError, match="another function"):
        surge_rt.resumable_fold(lambda state, item: state, 0, range(100), file)
    with pytest.raises(CheckpointError, match="after 50 items, and now there are 20"):
        surge_rt.resumable_fold(add, 0, range(20), file)
    assert file.exists()


def test_arguments(tmp_path):
    assert surge_rt.resumable_fold(add, 5, [], tmp_path / "c") == 5
    assert surge_rt.resumable_fold(add, 5, iter([1, 2]), str(tmp_path / "c")) == 8
    with pytest.raises(ValueError, match="every=0"):
        surge_rt.resumable_fold(add, 5, [1], tmp_path / "c", every=0)
    with pytest.raises(FileNotFoundError):
        surge_rt.resumable_fold(add, 5, [1], tmp_path / "no" / "c", every=1)
