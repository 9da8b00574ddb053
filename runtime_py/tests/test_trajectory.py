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


def grown(count):
    """What the compiler writes for a loop that keeps all states, and how often it has stepped."""
    calls = [0]

    def grow(state, start):
        for index in range(count)[start:]:
            calls[0] += 1
            state = ((state[0] * 5 + index) % 1009, index + 1)
            yield state

    return grow, calls


@pytest.fixture
def small(monkeypatch):
    from surge_rt import _settings

    monkeypatch.setattr(_settings.current, "memory", 1)


@pytest.mark.parametrize("count", [*COUNTS, 2000, 9000])
def test_states_read_as_the_list_would(small, count):
    from surge_rt import states

    expected, (grow, calls) = states_of(count), grown(count)
    got = states(grow, [(7, 0)])
    assert calls[0] == count
    assert type(got) is list or count >= 100
    assert len(got) == len(expected)
    assert list(got) == expected
    assert list(reversed(got)) == expected[::-1]
    assert calls[0] <= 3 * count
    before = calls[0]
    assert [got[index] for index in range(-len(expected), len(expected))] == expected * 2
    assert calls[0] - before <= 2 * count
    order = random.Random(count).choices(range(len(expected)), k=30)
    assert [got[index] for index in order] == [expected[index] for index in order]
    for index in (len(expected), -len(expected) - 1):
        with pytest.raises(IndexError, match="^list index out of range$"):
            got[index]
    with pytest.raises(TypeError, match="^list indices must be integers or slices, not str$"):
        got["1"]
    assert got[True if count else False] == expected[1 if count else 0]


def test_few_states_are_held(small):
    from surge_rt import states

    def grow(state, start):
        for index in range(20_000)[start:]:
            yield [index + 0.5 for index in range(index % 3, 20)]

    tracemalloc.start()
    got = states(grow, [[0.0]])
    sum(row[0] for row in reversed(got))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert type(got) is not list
    assert peak < 1_500_000  # all of them are 15 MB


def test_below_the_budget_it_is_the_list():
    from surge_rt import states

    known = [(7, 0)]
    got = states(grown(5000)[0], known)
    assert got is known
    assert got == states_of(5000)


def test_what_a_step_raises_comes_at_once(small):
    from surge_rt import states

    def grow(state, start):
        for index in range(100)[start:]:
            yield 1 // (90 - index)

    with pytest.raises(ZeroDivisionError):
        states(grow, [1])
