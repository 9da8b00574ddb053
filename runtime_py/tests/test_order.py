"""`in_order`: what `sorted` gives, in memory and past it."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from surge_rt import _order, _settings, in_order  # noqa: E402

MAKERS = {
    "numbers": lambda draw: draw.random(),
    "few": lambda draw: draw.randrange(50),
    "texts": lambda draw: str(draw.randrange(1000)),
    "pairs": lambda draw: (draw.randrange(9), str(draw.random())),
    "holes": lambda draw: (draw.randrange(5), None, draw.random()),
    "equal": lambda draw: draw.choice([1, 1.0, True, 2, 0, -0.0, 0.0]),
    "nested": lambda draw: (draw.randrange(4), (draw.randrange(3), b"x")),
}
KEYS: dict[str, Any] = {"none": None, "text": str, "same": lambda value: 0, "first": lambda value: value[0]}


def outcome(make: Any) -> Any:
    try:
        return [(type(value), repr(value)) for value in make()]
    except Exception as problem:
        return type(problem), problem.args


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A budget that some ten thousand items exceed; the runs that are begun."""
    monkeypatch.setattr(_settings.current, "memory", 1 << 18)
    begun: list[Any] = []
    original = _order.Runs.add

    def add(self: Any, items: list[Any]) -> bool:
        begun.append(original(self, items))
        return begun[-1]

    monkeypatch.setattr(_order.Runs, "add", add)
    return begun


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("kind", MAKERS)
def test_the_order_is_that_of_sorted(small: list[Any], kind: str, key: str, reverse: bool) -> None:
    draw = random.Random(7)
    items = [MAKERS[kind](draw) for _ in range(30_000)]
    expected = outcome(lambda: sorted(items, key=KEYS[key], reverse=reverse))
    assert outcome(lambda: in_order(iter(items), key=KEYS[key], reverse=reverse)) == expected
    if isinstance(expected, list):
        assert len(small) > 2
        assert all(small)


@pytest.mark.parametrize("odd", [None, "text", float("nan"), [1], (1,), {"a": 1}, True])
@pytest.mark.parametrize("place", [100, 29_000])
def test_what_cannot_move_brings_the_rest_back(small: list[Any], odd: Any, place: int) -> None:
    items: list[Any] = [number * 7919 % 10007 for number in range(30_000)]
    items[place] = odd
    assert outcome(lambda: in_order(iter(items))) == outcome(lambda: sorted(items))
    assert small
    assert all(small) == (odd is True)


@pytest.mark.parametrize("error", [KeyError, StopIteration, MemoryError])
def test_what_the_key_raises(small: list[Any], error: type[Exception]) -> None:
    def key(value: int) -> int:
        if value == 29_000:
            raise error(value)
        return -value

    with pytest.raises(error) as caught:
        in_order(iter(range(30_000)), key=key)
    assert caught.value.args == (29_000,)
    assert small


def test_what_the_items_raise_comes_first(small: list[Any]) -> None:
    def items() -> Any:
        yield from range(20_000)
        raise LookupError("late")

    with pytest.raises(LookupError, match="late"):
        in_order(items(), key=lambda value: 1 // (value - 100))


def test_objects_stay_themselves(small: list[Any]) -> None:
    class Item:
        def __init__(self, value: int) -> None:
            self.value = value

        def __lt__(self, other: Item) -> bool:
            return self.value < other.value

    items = [Item(number * 7 % 30_011) for number in range(30_000)]
    assert [id(item) for item in in_order(items)] == [id(item) for item in sorted(items)]
    assert small == [False]


def test_a_full_disk_is_no_failure(small: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Any, data: bytes) -> Any:
        raise OSError(28, "No space left on device")

    items = [number * 7919 % 10007 for number in range(30_000)]
    monkeypatch.setattr(_order.Runs, "_append", fails)
    assert list(in_order(items)) == sorted(items)
    assert small == [False]


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """A process that is killed while it has runs leaves no file."""
    code = (
        "import os, signal, sys; from surge_rt import in_order\n"
        "rest = in_order(i * 7 % 1001 for i in range(60_000)); next(rest)\n"
        "assert len(os.listdir('/proc/self/fd')) > 4\n"
        "os.kill(os.getpid(), getattr(signal, sys.argv[1]))\n"
    )
    for name in ("SIGTERM", "SIGINT", "SIGKILL"):
        environment = {"PYTHONPATH": str(Path(_order.__file__).parent.parent), "TMPDIR": str(tmp_path)}
        environment |= {"SURGE_MEMORY": "300KB"}
        done = subprocess.run([sys.executable, "-c", code, name], env=environment, capture_output=True)
        assert done.returncode != 0
        assert b"Assertion" not in done.stderr
        assert list(tmp_path.iterdir()) == []
