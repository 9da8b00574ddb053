"""States that are computed again."""

from __future__ import annotations

import random
import sys
import tracemalloc
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from surge_rt import trajectory  # noqa: E402
from surge_rt._trajectory import Trajectory, _first_part  # noqa: E402


class Counted:
    """A step that counts its calls and knows how many states are alive."""

    def __init__(self):
        self.calls = 0

    def __call__(self, state, index):
        self.calls += 1
        return (state[0] * 5 + index) % 1009, index + 1


def states_of(count):
    step, states = Counted(), [(7, 0)]
    for index in range(count):
        states.append(step(states[-1], index))
    return states


COUNTS = [0, 1, 2, 3, 7, 8, 9, 100, 300]


@pytest.mark.parametrize("held", [None, 4, 5, 8, 30])
@pytest.mark.parametrize("count", COUNTS)
def test_reads_as_the_list_would(count, held):
    expected = states_of(count)
    states = trajectory(Counted(), (7, 0), count, held=held)
    assert isinstance(states, Trajectory)
    assert len(states) == len(expected)
    assert list(states) == expected
    assert list(reversed(states)) == expected[::-1]
    assert [states[index] for index in range(len(expected))] == expected
    assert [states[-index - 1] for index in range(len(expected))] == expected[::-1]
    assert states[2:50:3] == expected[2:50:3]
    assert states[::-1] == expected[::-1]
    rng = random.Random(count)
    for _ in range(50):
        index = rng.randrange(-len(expected), len(expected))
        assert states[index] == expected[index]
    assert (7, 0) in states
    assert states.index(expected[-1]) == expected.index(expected[-1])
    for index in (len(expected), -len(expected) - 1):
        with pytest.raises(IndexError):
            states[index]


def test_nothing_is_computed_more_often_than_once_again():
    step = Counted()
    states = trajectory(step, (7, 0), 10_000)
    assert step.calls == 10_000
    for _ in reversed(states):
        pass
    assert step.calls <= 20_000
    for index in range(10_001):
        states[index]
    assert step.calls <= 30_000
    for index in range(10_000, -1, -1):
        states[index]
    assert step.calls <= 40_000


@pytest.mark.parametrize("held", [4, 6, 10, 20, 40])
def test_going_back_holds_what_it_may_and_repeats_what_it_must(held):
    count, size = 2000, 4000

    def step(state, index):
        nonlocal calls
        calls += 1
        return index.to_bytes(4, "little") + bytes(size)

    calls = 0
    states = trajectory(step, bytes(size), count, held=held)
    calls = 0
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in reversed(states):
        pass
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert peak < (held // 2 + 6) * size  # the reader and the step hold some as well
    # Of each stretch between two snapshots: no step more often than the schedule says.
    spacing = -(-(count + 1) // (held // 2))
    repeats = 1
    while best(held // 2, repeats) < spacing:
        repeats += 1
    assert calls <= repeats * count


def best(slots, repeats):
    """The longest stretch that `slots` snapshots besides the first state reverse with so many repetitions."""
    table = {}

    def longest(s, t):
        if t == 0 or s == 0:
            return 1 if t == 0 else t + 1
        if (s, t) not in table:
            table[s, t] = longest(s, t - 1) + longest(s - 1, t)
        return table[s, t]

    return longest(slots, repeats)


def test_the_first_part_is_never_all_or_nothing():
    for length in range(2, 200):
        for slots in range(12):
            if length > slots + 2:
                assert 0 < _first_part(length, slots) < length


def test_a_step_that_raises_does_so_where_a_loop_would():
    seen = []

    def step(state, index):
        seen.append(index)
        if index == 5:
            raise ZeroDivisionError("at five")
        return state + 1

    with pytest.raises(ZeroDivisionError, match="at five"):
        trajectory(step, 0, 100)
    assert seen == list(range(6))


def test_bad_arguments():
    with pytest.raises(ValueError, match="-1 steps"):
        trajectory(lambda state, index: state, 0, -1)
    with pytest.raises(ValueError, match="at least 4 states, not 3"):
        trajectory(lambda state, index: state, 0, 10, held=3)
    with pytest.raises(TypeError):
        trajectory(lambda state, index: state, 0, 1.5)


def test_memory_is_that_of_the_root():
    count, size = 10_000, 1000
    tracemalloc.start()
    states = trajectory(lambda state, index: bytes(size) + index.to_bytes(4, "little"), bytes(size), count)
    total = sum(state[-4] for state in reversed(states))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total > 0
    assert peak < 230 * size  # all of them would be 10 MB
