"""Arrays of NumPy in logs, the guard about shared memory, and warnings of tasks that run in the driver."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="NumPy is not installed: ./test packages runs these")

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from surge_rt import _arrays, _rows, _state, _warned, _work  # noqa: E402


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
    with pytest.raises(_work._Unshippable):
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
    with pytest.raises(_work._Unshippable):
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


def test_gnu_openmp_is_an_obstacle_to_forking(monkeypatch):
    monkeypatch.setattr(_arrays, "_looked", (len(sys.modules), True))
    assert "OpenMP" in _arrays.obstacle(True)
    assert _arrays.obstacle(False) == ""


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
