"""The state of a loop comes back exactly, and files of checkpoints are whole or refused."""

from __future__ import annotations

import os
import random
import sys
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from surge_rt import _checkpoint_state as state  # noqa: E402
from surge_rt import _state  # noqa: E402
from surge_rt._checkpoint_output import Trouble, rescue  # noqa: E402
from surge_rt._checkpoint_store import Store  # noqa: E402


@dataclass
class Node:
    """A class of the program, as `is_of_program` is told below."""

    name: str
    links: list[Any] = field(default_factory=list)


class Slotted:
    """One with slots."""

    __slots__ = ("left", "right")

    def __init__(self, left: Any) -> None:
        self.left = left


@pytest.fixture(autouse=True)
def _classes_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "is_of_program", lambda module: module == __name__)
    monkeypatch.setattr(state, "_program_classes", {})


def again(make: Any, change: Any) -> tuple[Any, Any]:
    """What `change` leaves of what `make` makes, and the same restored in a second world that `make` made."""
    first = make()
    entry = state.Entry([first], [])
    change(first)
    encoder = state.Encoder(entry)
    token = encoder.items([first])
    records = encoder.all()
    second = make()
    other = state.Entry([second], [])
    assert other.summary() == entry.summary()
    decoder = state.Decoder(other, records)
    decoder.restore()
    assert decoder.items(*token)[0] is second or not state._kind_of(second)
    return first, second


def test_containers_are_filled_in_place() -> None:
    """Every kind of container, changed in every way that matters."""

    def make() -> dict[str, Any]:
        return {
            "list": [1, [2]],
            "dict": {"a": 1, "b": [3]},
            "ordered": OrderedDict(a=1, b=2),
            "counter": Counter("abc"),
            "default": defaultdict(list, x=[1]),
            "deque": deque([1, 2], maxlen=3),
            "bytes": bytearray(b"abc"),
            "array": array("d", [1.0, 2.0]),
            "tuple": (1, [4]),
            "random": random.Random(3),
            "slotted": Slotted(5),
        }

    def change(world: dict[str, Any]) -> None:
        world["list"][1].append(world["list"])
        world["list"].insert(0, world["dict"])
        del world["dict"]["a"]
        world["dict"]["a"] = world["dict"]["b"]
        world["ordered"].move_to_end("a")
        world["counter"]["z"] += 5
        world["default"]["new"].append(world["tuple"][1])
        world["deque"].extend([3, [4]])
        world["bytes"].extend(b"d")
        world["array"].append(-0.0)
        world["tuple"][1].append((7, world["deque"]))
        world["random"].random()
        world["slotted"].right = world["slotted"]
        world["text"] = "new"

    first, second = again(make, change)
    assert list(second) == list(first)
    assert second["list"][0] is second["dict"]
    assert second["list"][2][1] is second["list"]
    assert list(second["dict"]) == ["b", "a"]
    assert second["dict"]["a"] is second["dict"]["b"]
    assert list(second["ordered"]) == ["b", "a"]
    assert second["counter"] == first["counter"] and type(second["counter"]) is Counter
    assert second["default"]["new"][0] is second["tuple"][1]
    assert second["default"]["fresh"] == []
    assert second["deque"] == first["deque"] and second["deque"].maxlen == 3
    assert second["bytes"] == b"abcd"
    assert list(map(repr, second["array"])) == ["1.0", "2.0", "-0.0"]
    assert second["tuple"][1][1][1] is second["deque"]
    assert second["random"].random() == first["random"].random()
    assert second["slotted"].right is second["slotted"]


def test_objects_of_classes_and_cycles() -> None:
    """Objects made since, that know each other and what existed before."""

    def make() -> list[Node]:
        return [Node("root"), Node("other")]

    def change(world: list[Node]) -> None:
        world[0].links = [Node("new", [world[1]])]
        world[0].links[0].links.append(world[0].links[0])
        world[1].links.append(world[0].links)
        world[1].extra = (world[0], 1.5)  # type: ignore[attr-defined]

    first, second = again(make, change)
    assert type(second[0].links[0]) is Node
    assert second[0].links[0].links[0] is second[1]
    assert second[0].links[0].links[1] is second[0].links[0]
    assert second[1].links[0] is second[0].links
    assert second[1].extra == (second[0], 1.5)  # type: ignore[attr-defined]
    assert list(vars(second[1])) == list(vars(first[1]))


def test_closures() -> None:
    """What functions keep between calls."""

    def make() -> Any:
        total = 0
        history: list[int] = []

        def add(value: int) -> int:
            nonlocal total
            total += value
            history.append(total)
            return total

        return [add, history]

    first, second = again(make, lambda world: [world[0](3), world[0](4)])
    assert second[1] == [3, 7]
    assert second[0](1) == first[0](1) == 8
    assert second[1] == [3, 7, 8]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ({1, 2}, "set"),
        (iter([1]), "list_iterator"),
        ((number for number in [1]), "generator"),
        ([lambda: 1][0], "function"),
        ({(1, Node("key").name, None): 1, 5: [object()]}, "object"),
        (ValueError(1), "ValueError"),
        (memoryview(b"a"), "memoryview"),
    ],
)
def test_what_cannot_come_back_is_refused(value: Any, word: str) -> None:
    """Nothing is saved that would come back as something else."""
    world: list[Any] = []
    entry = state.Entry([world], [])
    world.append(value)
    with pytest.raises(state.Unsaveable, match=word):
        state.Encoder(entry).all()


def test_a_set_of_objects_has_no_order() -> None:
    """The objects in it cannot be numbered."""
    with pytest.raises(state.Unsaveable):
        state.Entry([], [{object(), object()}])


def test_nan_is_refused_where_the_program_looks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A NaN is found in a list only as the same object."""
    world = [1.0]
    entry = state.Entry([world], [])
    world.append(float("nan"))
    assert state.Encoder(entry).all()
    monkeypatch.setattr(_state, "nan_identity", True)
    with pytest.raises(state.Unsaveable, match="NaN"):
        state.Encoder(entry).all()


def test_a_dict_that_is_gone_over_keeps_its_place() -> None:
    """Values are set without taking keys out."""
    first = {"a": 1, "b": 2, "c": 3}
    entry = state.Entry([first], [])
    first["a"] = 10
    records = state.Encoder(entry).all()
    second = {"a": 1, "b": 2, "c": 3}
    iterator = iter(second)
    next(iterator)
    state.Decoder(state.Entry([second], []), records).restore()
    assert second == {"a": 10, "b": 2, "c": 3} and list(iterator) == ["b", "c"]


def store(root: Path, **changes: Any) -> Store:
    """A store of a program."""
    identity = {"program": "p", "interpreter": "i", "arguments": ["a"], "folder": "/here", **changes}
    made = Store(str(root), identity)
    os.makedirs(made.folder, exist_ok=True)
    return made


def test_checkpoints_on_the_disk(tmp_path: Path) -> None:
    """The newest two are kept; a damaged one is passed over, and none is used for another program."""
    ours = store(tmp_path)
    for number in range(4):
        ours.write({"origin": "x", "round": number}, [number])
    assert sorted(os.listdir(ours.folder)) == ["state-00000003", "state-00000004"]
    header, _, complaints = store(tmp_path).newest()
    assert header["round"] == 3 and not complaints
    newest = Path(ours.folder, "state-00000004")
    whole = newest.read_bytes()
    for damaged in (whole[:-1], whole[:20], b"", whole[:60] + b"?" + whole[61:], b"else" + whole):
        newest.write_bytes(damaged)
        header, _, complaints = store(tmp_path).newest()
        assert header["round"] == 2 and "state-00000004 is damaged" in complaints[0]
    Path(ours.folder, "state-00000003").write_bytes(b"")
    with pytest.raises(Trouble, match=r"damaged.*damaged.*no checkpoint"):
        store(tmp_path).newest()
    newest.write_bytes(whole)
    with pytest.raises(Trouble, match="another version of this program"):
        store(tmp_path, program="q").newest()
    with pytest.raises(Trouble, match="another interpreter: i"):
        store(tmp_path, interpreter="j").newest()
    with pytest.raises(Trouble, match=r"no checkpoint .* there are some for arguments \['a'\] in /here"):
        store(tmp_path, arguments=["b"]).newest()
    ours.remove_folder()
    assert list(tmp_path.iterdir()) == [] or not list(Path(ours.folder).glob("state-*"))


def test_files_are_copied_before_they_are_opened_again(tmp_path: Path) -> None:
    """The second attempt finds the copy of the first, whatever became of the file."""
    written = tmp_path / "out.txt"
    written.write_bytes(b"0123456789")
    noted = [{"path": str(written), "size": 6, "place": 6}]
    copies = rescue(noted, str(tmp_path), 3)
    assert Path(copies[0]).read_bytes() == b"012345"
    written.write_bytes(b"")
    assert rescue(noted, str(tmp_path), 3) == copies
    assert Path(copies[0]).read_bytes() == b"012345"
    with pytest.raises(Trouble, match="shorter"):
        rescue(noted, str(tmp_path), 4)
