"""Arrays of NumPy in logs, the guard about shared memory, and warnings of tasks that run in the driver."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="NumPy is not installed: ./test packages runs these")

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from surge_rt import _arrays, _lookahead, _openmp, _rounds, _rows, _state, _system, _warned, _work  # noqa: E402


def shipped(value):
    return _work.unpack(_work.pack(value, False, True))


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12.0).reshape(3, 4) * 2,
        np.asfortranarray(np.arange(12.0).reshape(3, 4) * 2),
        np.array(2.5),
        np.zeros((0, 3)),
        np.array(["a", "bc"]),
        np.array([1.0, np.nan, -0.0, np.inf]),
        np.array(["2020-01-01"], dtype="M8[D]"),
        np.array([1 + 2j, 3], dtype=np.complex64),
    ],
)
def test_an_array_arrives_as_it_left(array):
    got = shipped([array])[0]
    assert got.tobytes() == array.tobytes()
    assert got.dtype == array.dtype and got.shape == array.shape
    assert got.strides == array.strides or not array.size
    assert got.flags.owndata == array.flags.owndata
    assert got.flags.writeable


def test_a_view_of_a_whole_array_stays_a_view():
    got = shipped(np.arange(6).reshape(2, 3))
    assert got.base is not None and not got.flags.owndata
    with pytest.raises(ValueError):
        got.resize(12)


MATRIX = np.arange(24.0).reshape(2, 3, 4)
READ_ONLY = np.arange(3.0)
READ_ONLY.flags.writeable = False
RECORDS = np.zeros(2, dtype=[("a", "f8"), ("b", "i4")])


@pytest.mark.parametrize(
    "value",
    [
        MATRIX.transpose(1, 2, 0),
        MATRIX[:, ::2],
        np.broadcast_to(np.arange(3.0), (4, 3)),
        READ_ONLY,
        np.array([[1], None], dtype=object),
        RECORDS,
        RECORDS[0],
        np.arange(3, dtype=">i4"),
        np.frombuffer(bytearray(16)),
        [MATRIX, MATRIX[0]],
        [MATRIX[0], MATRIX[1]],
        [MATRIX, MATRIX.T],
    ],
    ids=range(12),
)
def test_what_would_not_arrive_as_it_was_stays(value):
    with pytest.raises(_work.Unshippable):
        _work.pack(value, False, True)


def test_an_array_that_stands_in_two_places_is_one_array_afterwards():
    array = np.arange(3.0)
    first, second = shipped([array, array])
    assert first is second


def test_only_the_log_that_cannot_travel_fails():
    logs, failures = _work.unpack(_work.pack_result(([np.arange(3), MATRIX.T[1:]], {}), True, False))
    assert logs[0].tolist() == [0, 1, 2] and logs[1] is None
    assert list(failures) == [1]


def test_inputs_may_share_memory_but_not_have_gaps():
    rows = [MATRIX[0], MATRIX[1]]
    assert [row.tolist() for row in _work.unpack(_work.pack(rows, False))] == [row.tolist() for row in rows]
    with pytest.raises(_work.Unshippable):
        _work.pack([MATRIX[:, 1]], False)


def test_arrays_are_disjoint_by_their_bounds():
    other = np.zeros(5)
    assert _rows.disjoint((MATRIX,), (other,))
    assert not _rows.disjoint((MATRIX,), (other, MATRIX[1]))
    assert not _rows.disjoint((MATRIX[0],), (MATRIX.T,))
    assert _rows.disjoint((MATRIX[0],), (MATRIX[1],))
    assert not _rows.disjoint((MATRIX,), ([1.0],))
    assert not _rows.disjoint((MATRIX,), (np.zeros(3, dtype=object),))
    assert not _rows.disjoint((MATRIX,), (np.ma.zeros(3),))


def test_settings_that_a_new_process_would_not_have_are_an_obstacle():
    assert _arrays.obstacle(False) == ""
    with np.errstate(over="raise"):
        assert "errors" in _arrays.obstacle(False)
        assert "errors" not in _arrays.obstacle(True)
    with np.printoptions(precision=3):
        assert "print" in _arrays.obstacle(False)


def test_an_old_numpy_is_an_obstacle(monkeypatch):
    monkeypatch.setattr(np, "__version__", "1.23.5")
    assert "older" in _arrays.obstacle(True)


@pytest.fixture
def openmp(monkeypatch):
    """GNU OpenMP as the runtime finds it: a function that asks a copy to end its threads, or None in its place."""

    def loaded(found):
        monkeypatch.setattr(_openmp, "_find", lambda: found)
        monkeypatch.setattr(_openmp, "_looked", 0)
        monkeypatch.setattr(_system, "before_fork", None)

    return loaded


def test_an_openmp_that_cannot_be_asked_to_end_its_threads_is_an_obstacle_to_forking(openmp):
    openmp(None)
    assert "OpenMP" in _arrays.obstacle(True)
    assert _arrays.obstacle(False) == ""


def test_openmp_is_asked_to_end_its_threads_before_each_fork(openmp):
    asked = []
    openmp([lambda how: asked.append(how) or 0])
    assert _arrays.obstacle(True) == ""
    for _ in range(2):
        pid = _system.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
    assert asked == [_openmp.SOFT, _openmp.SOFT]


def test_nothing_is_forked_while_openmp_is_at_work(openmp):
    openmp([lambda how: -1])
    assert _arrays.obstacle(True) == ""
    with pytest.raises(OSError, match="at work"):
        _system.fork()


def test_warnings_of_functions_are_shown_and_those_of_task_lines_are_not(monkeypatch, tmp_path):
    monkeypatch.setattr(_state, "package", str(tmp_path))
    task = compile("def task(a):\n    return a / 0.0\n", str(tmp_path / "tasks.py"), "exec")
    helper = compile("def helper(a):\n    return a / 0.0\n", "script.py", "exec")
    space: dict = {}
    exec(task, space)
    exec(helper, space)
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        _warned.listen()
        space["helper"](np.ones(1))
        assert _warned.settle() is False
        assert [warning.filename for warning in shown] == ["script.py"]
        _warned.listen()
        space["task"](np.ones(1))
        assert _warned.settle() is True
        assert len(shown) == 1


@pytest.mark.parametrize(
    ("array", "overlaps"),
    [
        (MATRIX, False),
        (MATRIX[:, ::-1], False),
        (MATRIX.transpose(2, 0, 1), False),
        (np.zeros((0, 3)), False),
        (np.array(2.5), False),
        (np.lib.stride_tricks.sliding_window_view(np.arange(9.0), 3), True),
        (np.lib.stride_tricks.sliding_window_view(np.arange(9.0), 3)[::3], False),
        (np.broadcast_to(np.arange(4.0), (3, 4)), True),
        (np.broadcast_to(np.arange(4.0), (1, 4)), False),
    ],
)
def test_an_array_that_is_written_must_not_overlap_itself(array, overlaps):
    assert _rows.disjoint((array,), ()) is not overlaps


@pytest.mark.parametrize("kind", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
def test_a_generator_is_looked_ahead_in(kind):
    bits = getattr(np.random, kind)(3)
    one, twin = np.random.Generator(bits), np.random.Generator(bits)
    one.integers(0, 9, 3, dtype=np.uint8)
    copies: list = []
    _lookahead.copies_of((one, twin), copies)
    foreseen = [copies[0].normal(size=3), copies[1].random(), copies[0].integers(0, 9, 5)]
    drawn = [one.normal(size=3), twin.random(), one.integers(0, 9, 5)]
    assert all(map(_rounds.same, foreseen, drawn))


def test_an_old_generator_is_looked_ahead_in():
    old = np.random.RandomState(5)
    old.normal()  # half of a pair is left
    copy = _lookahead.copy_of(old)
    assert _rounds.same([copy.normal(), copy.permutation(4)], [old.normal(), old.permutation(4)])


def test_a_generator_of_another_class_is_not():
    class Own(np.random.RandomState):
        pass

    with pytest.raises(_lookahead.CannotLook):
        _lookahead.copy_of(Own(3))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.array([1.0, 2.0]), np.array([1.0, 2.5])),
        (np.array([0.0]), np.array([-0.0])),
        (np.array([1, 2]), np.array([1, 2], dtype=np.int32)),
        (np.zeros((2, 3)), np.zeros((3, 2))),
        (np.zeros((2, 3)), np.asfortranarray(np.zeros((2, 3)))),
        (np.float64(1), np.float32(1)),
        (np.array([[]]), [[]]),
        (np.array([None]), np.array([None])),
    ],
)
def test_arrays_that_differ_in_any_bit_are_not_the_same(one, other):
    assert not _rounds.same(one, other)
    assert _rounds.same(one, one)


def test_images_arrive_as_they_left_or_not_at_all():
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    for mode in ("1", "L", "LA", "RGB", "RGBA", "CMYK", "F", "I"):
        sent = image.new(mode, (5, 3), 1)
        sent.info["dpi"] = (72, 72)
        got = shipped(sent)
        assert got.tobytes() == sent.tobytes() and got.mode == mode and got.info == sent.info
        assert type(got) is type(sent) and got.__dict__.keys() == sent.__dict__.keys()
    with_note, with_owner, palette = image.new("L", (2, 2)), image.new("L", (2, 2)), image.new("P", (2, 2))
    with_note.info["notes"] = []
    with_owner.owner = 3
    pixels = np.zeros((2, 2), np.uint8)
    shown = image.fromarray(pixels)
    assert shipped(shown).tobytes() == shown.tobytes()
    for value in (with_note, with_owner, palette, [pixels, shown], [shown, pixels]):
        with pytest.raises(_work.Unshippable):
            shipped(value)
