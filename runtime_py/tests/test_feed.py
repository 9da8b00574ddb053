"""The items of a region, in process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from surge_rt._feed import Sized, Stream, can_wait, feed_of  # noqa: E402

SOURCES = [
    list(range(20)),
    range(20),
    range(40, 0, -2),
    tuple(range(20)),
    "abcdefghijklmnopqrst",
    bytes(range(20)),
    range(2**70, 2**70 + 20),
]


@pytest.mark.parametrize("source", [*SOURCES, dict.fromkeys(range(20)), {3: 4, 5: 6}.items()])
@pytest.mark.parametrize("steps", [(3, 4, 5), (0, 1, 19), (20, 0, 0), (7, 0, 1)])
def test_every_way_of_taking_items(source, steps):
    expected = list(source)
    feed = feed_of(source)
    taken = [feed.next() for _ in range(min(steps[0], len(expected)))]
    count = min(steps[1], feed.known(100))
    peeked = list(feed.peek(count))
    feed.drop(count)
    taken += peeked
    taken += feed.advance(min(steps[2], feed.known(100)))
    taken += feed.stint(2)
    taken += feed.rest()
    assert taken == expected


def test_the_exception_of_the_iterator_waits_for_the_items_before_it():
    def items():
        yield 1
        yield 2
        raise KeyError("end")

    feed = Stream(items())
    assert feed.known(10) == 2
    rest = feed.rest()
    assert [next(rest), next(rest)] == [1, 2]
    with pytest.raises(KeyError):
        next(rest)


def test_an_iterator_is_never_asked_again_after_its_end():
    class Once:
        asked = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.asked += 1
            if self.asked > 4:
                assert self.asked == 5, "asked after the end"
                raise StopIteration
            return self.asked

    for take in (lambda f: f.known(9), lambda f: list(f.stint(9)), lambda f: f.window(9)):
        feed = Stream(Once())
        first = feed.next()
        held = take(feed)
        assert first == 1
        rest = list(feed.rest())
        assert rest == ([] if isinstance(held, list) else [2, 3, 4])
        with pytest.raises(StopIteration):
            feed.next()


def test_length_of_a_list_that_grows_is_seen_by_the_rest():
    source = [1, 2]
    feed = Sized(source)
    feed.next()
    rest = feed.rest()
    source.append(3)
    assert list(rest) == [2, 3]


def test_a_pipe_can_wait(tmp_path):
    import os

    read_end, write_end = os.pipe()
    with open(read_end) as pipe:
        assert can_wait(pipe)
    os.close(write_end)
    path = tmp_path / "f"
    path.write_text("x")
    with open(path) as file:
        assert not can_wait(file)
    assert not can_wait([1])
