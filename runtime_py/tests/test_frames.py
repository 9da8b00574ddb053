"""Frames of pandas in logs, and where programs with frames may run in parallel."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

pd = pytest.importorskip("pandas", reason="pandas is not installed: ./test packages runs these")

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from surge_rt import _arrays, _work  # noqa: E402

FRAME = pd.DataFrame({"k": ["a", "b"], "x": [1.0, 2.0]})


@pytest.mark.parametrize(
    "value",
    [
        FRAME,
        FRAME["x"],
        FRAME[["x"]],
        FRAME.index,
        FRAME.columns,
        FRAME["k"].array,
        FRAME["k"].astype("category"),
        FRAME["k"].astype("category").array,
        pd.Series(pd.date_range("2020-01-01", periods=3)),
        pd.date_range("2020-01-01", periods=3),
        FRAME.set_index(["k", "x"]).index,
    ],
    ids=lambda value: type(value).__name__,
)
def test_frames_columns_and_labels_stay(value):
    with pytest.raises(_work.Unshippable):
        _work.pack([{"part": value}], False, True)


def test_cells_travel():
    cells = [
        FRAME["x"].mean(),
        FRAME["k"].iloc[0],
        pd.Timestamp("2020-01-01", tz="UTC"),
        pd.NaT,
        pd.NA,
        pd.Timedelta("1h"),
    ]
    got = _work.unpack(_work.pack(cells, False, True))
    assert [type(cell) for cell in got] == [type(cell) for cell in cells]
    assert got[3] is pd.NaT and got[4] is pd.NA
    assert repr(got) == repr(cells)


def test_forked_workers_only():
    assert _arrays.obstacle(True) == ""
    assert "options of pandas" in _arrays.obstacle(False)


def test_older_versions_and_threads_of_libraries(monkeypatch):
    monkeypatch.setattr(pd, "__version__", "2.3.3")
    assert "older than 3" in _arrays.obstacle(True)
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "pyarrow", types.ModuleType("pyarrow"))
    assert "pyarrow" in _arrays.obstacle(True)
