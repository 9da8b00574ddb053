"""Sample frames of pandas, calls of what the tables say about them, and what can be seen of one.

A frame that a pure call returns must not show in its arguments when it is written to: `write_into` does that.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator

import numpy as np

try:
    import pandas as pd
except ImportError:
    pd = None

# Arrays that a column may give have methods that columns do not have: the entries of both stand in one table.
ELSEWHERE = {"pandas.Series.flatten", "pandas.Series.reshape"}
# Methods of columns. A column may be a frame to the compiler: asked of one they raise.
ELSEWHERE |= {f"pandas.DataFrame.{name}" for name in ("autocorr", "to_list", "tolist", "unique")}
NOT_CALLED: dict[str, str] = {}

# Calls besides those without arguments, by method: arguments as text, tried on every receiver.
ARGUMENTS = {
    "agg": ["'mean'", "['mean', 'std']"],
    "add": ["1", "r"], "sub": ["1", "r"], "mul": ["2"], "div": ["2"], "truediv": ["2"], "floordiv": ["2"], "mod": ["2"], "pow": ["2"],
    "eq": ["1"], "ne": ["1"], "lt": ["1"], "le": ["1"], "gt": ["1"], "ge": ["1"], "apply": ["len", "np.sum", "str"],
    "map": ["str", "lambda x: x"], "astype": ["str", "float", "'float32'"], "assign": ["z=1"], "between": ["0, 2"],
    "clip": ["0, 1"], "corr": ["r", "numeric_only=True"], "cov": ["r", "numeric_only=True"], "dot": ["r"], "equals": ["r"],
    "fillna": ["0", "{'x': 1}"], "get": ["0", "'nowhere'"], "groupby": ["'k'", "['k', 'y']", "[1, 2, 1, 2]"],
    "head": ["2"], "tail": ["2"], "isin": ["[1, 2]", "{'x': [1]}"], "join": ["pd.DataFrame({'q': [1, 2, 3, 4]})"],
    "mask": ["r == r", "r == r, 0"], "where": ["r == r", "r == r, 0"], "melt": ["'k'"], "merge": ["r, on='k'", "r, 'left'"],
    "nlargest": ["2", "2, 'x'"], "nsmallest": ["2", "2, 'x'"], "pivot": ["columns='k', values='x'"],
    "quantile": ["0.5", "0.5, numeric_only=True"], "reindex": ["[0, 1, 9]"], "rename": ["columns={'x': 'b'}", "{'x': 'b'}", "'b'"],
    "replace": ["1, 2", "[1], [2]", "{1: 2}"], "round": ["1"], "shift": ["1"], "set_index": ["'k'", "['k', 'y']"],
    "sort_values": ["'x'", "['k', 'x']"], "drop": ["0", "columns=['x']"], "drop_duplicates": ["'k'"], "dropna": ["subset=['x']"],
    "rank": ["numeric_only=True"], "mean": ["numeric_only=True"], "std": ["numeric_only=True"], "var": ["numeric_only=True"],
    "sem": ["numeric_only=True"], "skew": ["numeric_only=True"], "kurt": ["numeric_only=True"], "median": ["numeric_only=True"],
    "sum": ["numeric_only=True", "axis=0"], "prod": ["numeric_only=True"], "cumsum": ["numeric_only=True"],
    "cumprod": ["numeric_only=True"], "cummax": ["numeric_only=True"], "cummin": ["numeric_only=True"], "diff": ["1"],
    "pct_change": ["1"], "interpolate": ["'linear'"], "idxmax": ["numeric_only=True"], "idxmin": ["numeric_only=True"],
    "get_group": ["'a'", "('a',)", "1"], "nth": ["0"], "unstack": ["0"], "reshape": ["2, 2"], "to_dict": ["'records'", "'list'"],
    "contains": ["'a'"], "count": ["'a'"], "endswith": ["'a'"], "startswith": ["'a'"], "find": ["'a'"], "rfind": ["'a'"],
    "rolling": ["2", "2, min_periods=1", "window=2"], "expanding": ["1"],
    "match": ["'a'"], "fullmatch": ["'a'"], "ljust": ["4"], "rjust": ["4"], "pad": ["4"], "zfill": ["4"], "slice": ["0, 1"],
    "removeprefix": ["'a'"], "removesuffix": ["'a'"], "to_period": ["'D'"], "tz_localize": ["'UTC'", "None"], "tz_convert": ["None"], "ceil": ["'h'"], "floor": ["'h'"], "autocorr": ["1"],
}  # fmt: skip
STRING_REPLACE = ["'a', 'b'"]
DATETIME_ROUND = ["'h'"]
FUNCTIONS = {
    "DataFrame": ["", "{'a': [1, 2]}", "[[1, 2], [3, 4]]", "[{'a': 1}, {'a': 2}]", "A", "A, columns=['p', 'q']", "D", "{'a': V}",
                  "{'a': S}", "[S, S]", "{'a': [1]}, index=['q']"],
    "Series": ["", "[1, 2]", "V", "S", "{'a': 1}", "['x', None]", "V, name='q'", "1.5, index=[0, 1]"],
    "concat": ["[D, D]", "[S, S]", "[D, D], axis=1", "[D]", "[S]", "{'a': D, 'b': D}"],
    "date_range": ["'2020-01-01', periods=3"], "period_range": ["'2020-01', periods=3, freq='M'"],
    "timedelta_range": ["'1 day', periods=3"], "Timestamp": ["'2020-01-01 10:00'", "2020, 1, 2"], "Timedelta": ["'2 days'", "3, 'h'"],
    "Period": ["'2020-01', 'M'"], "melt": ["D", "D, id_vars=['k']"],
    "isna": ["D", "S", "V", "1"], "isnull": ["D", "S", "V", "None"], "notna": ["D", "S", "V", "1"], "notnull": ["D", "S", "V", "1"],
    "merge": ["D, D, on='k'", "D, D"],
    "to_timedelta": ["['1 day']", "'2 days'", "pd.Series(['3 days'])", "[1, 2], unit='D'"],
    "to_datetime": ["['2020-01-01']", "'2020-01-01'", "pd.Series(['2020-01-01'])"],
    "to_numeric": ["['1', '2.5']", "pd.Series(['1', '2'])", "'3'", "S"],
}  # fmt: skip


def names() -> dict[str, object]:
    """Fresh arguments: frames, columns, arrays."""
    frame = pd.DataFrame({"k": ["a", "b", "a", "c"], "x": [1.5, 2.0, np.nan, 0.5], "y": [3, 1, 2, 3]})
    frame.attrs["source"] = "here"
    return {
        "D": frame, "S": pd.Series([1.5, 2.0, 0.5, 4.0], name="s"), "V": np.array([0.5, 1.25, 2.0, 3.75]),
        "A": np.array([[1.0, 2.0], [3.0, 4.0]]), "np": np, "pd": pd,
    }  # fmt: skip


def instances(type_name: str) -> list:
    """Fresh samples of a type of the table."""
    some = names()
    days = pd.Series(pd.to_datetime(["2020-01-01 10:20", "2021-02-03 00:00", None]))
    made = {
        "DataFrame": lambda: [
            some["D"], some["D"][["x", "y"]], some["D"].set_index("k"), pd.DataFrame(), pd.DataFrame(some["A"]),
            some["D"].sort_values("k").reset_index(drop=True), pd.DataFrame({"t": days}),
        ],
        "Series": lambda: [
            some["S"], some["D"]["k"], some["D"]["y"], days, some["D"]["x"].sort_values(), pd.Series([1.0]),
            some["D"].set_index(["k", "y"])["x"], some["D"]["k"].astype("category"), pd.Series([True, False]),
        ],
        "GroupBy": lambda: [
            some["D"][["k", "x"]].groupby("k"), some["D"].groupby(["k"]), some["D"].groupby("k")["x"], some["D"][["x", "y"]].groupby("y"),
        ],
        "ColumnWindow": lambda: [some["S"].rolling(window=2, min_periods=1), some["D"]["x"].expanding()],
        "Window": lambda: [
            some["D"][["x", "y"]].rolling(2), some["D"][["x"]].expanding(2),
            some["D"].groupby("k")["x"].rolling(2), some["D"].groupby("k").expanding(1),
        ],
        "StringMethods": lambda: [some["D"]["k"].str],
        "DatetimeProperties": lambda: [days.dt],
        "Locator": lambda: [some["D"].loc, some["S"].iloc],
    }  # fmt: skip
    return made[type_name]()


def receivers(type_name: str) -> list:
    """Samples for calls: lengths of time have some of the methods of dates, and one of their own, and so have dates somewhere."""
    if type_name != "DatetimeProperties":
        return instances(type_name)
    lengths = pd.Series(pd.to_timedelta([1, 2], unit="h"))
    somewhere = pd.Series(pd.to_datetime(["2020-01-01 10:20", "2021-02-03 00:00"])).dt.tz_localize("UTC")
    return [*instances(type_name), lengths.dt, somewhere.dt]


def exists(name: str) -> bool:
    """Whether the installed pandas has the name of an entry."""
    first, _, rest = name.partition(".")
    if not rest:
        return hasattr(pd, first)
    return any(hasattr(sample, rest) for sample in receivers(first))


def calls(name: str, owner: str | None) -> Iterator[tuple]:
    """Function, text, receiver, arguments and keywords of each sample call."""
    if owner is None:
        for text in FUNCTIONS.get(name, []):
            args, kwargs = eval(f"capture({text})", {**names(), "capture": capture})
            yield getattr(pd, name), f"({text})", None, args, kwargs
        return
    method = name.rpartition(".")[2]
    texts = ["", *ARGUMENTS.get(method, [])]
    if owner == "StringMethods" and method == "replace":
        texts = STRING_REPLACE
    if owner == "DatetimeProperties" and method == "round":
        texts = DATETIME_ROUND
    for text in texts:
        for at in range(len(receivers(owner))):
            receiver = receivers(owner)[at]
            if not hasattr(receiver, method):
                continue
            args, kwargs = eval(f"capture({text})", {**names(), "r": receiver, "capture": capture})
            yield getattr(receiver, method), f"[{at}]({text})", receiver, args, kwargs


def capture(*args: object, **kwargs: object) -> tuple[list, dict]:
    return list(args), kwargs


def frame_kind(value: object) -> str:
    """Which of the table's types a value is: labels count as a column, and so do what columns are made of."""
    if pd is None:
        return ""
    if isinstance(value, pd.DataFrame):
        return "DataFrame"
    if isinstance(value, (pd.Series, pd.Index, pd.api.extensions.ExtensionArray)):
        return "Series"
    return ""


def table_kind(value: object) -> str:
    """The name of a value's type in the table; an array of cells is used as a column is."""
    if isinstance(value, np.ndarray) and value.dtype.hasobject:
        plain = (str, int, float, bool, type(None), np.generic)
        return "Series" if all(isinstance(cell, plain) or is_cell(cell) for cell in value.flat) else ""
    known = {
        "DataFrameGroupBy": "GroupBy",
        "SeriesGroupBy": "GroupBy",
        "RollingGroupBy": "Window",
        "ExpandingGroupBy": "Window",
        "_LocIndexer": "Locator",
        "_iLocIndexer": "Locator",
    }
    if type(value).__name__ in ("Rolling", "Expanding"):
        return "ColumnWindow" if isinstance(value.obj, pd.Series) else "Window"
    known.update(TimedeltaProperties="DatetimeProperties", PeriodProperties="DatetimeProperties")
    return known.get(type(value).__name__) or frame_kind(value)


def is_cell(value: object) -> bool:
    """Whether a value is one that a cell may hold: immutable."""
    if pd is None:
        return False
    kinds = (pd.Timestamp, pd.Timedelta, pd.Interval, pd.Period, datetime.date, datetime.time, datetime.timedelta)
    dtypes = (pd.api.extensions.ExtensionDtype,)
    if isinstance(value, tuple):
        return all(isinstance(part, (str, int, float, np.generic)) or is_cell(part) for part in value)
    return isinstance(value, (*kinds, *dtypes)) or value is pd.NaT or value is pd.NA


def frame_state(value: object) -> object:
    """All that can be seen of a frame, a column or labels."""
    if isinstance(value, pd.DataFrame):
        columns = [frame_state(value.iloc[:, at]) for at in range(value.shape[1])]
        return "frame", labels(value.index), labels(value.columns), columns, repr(value.attrs), repr(value.flags)
    if isinstance(value, pd.Series):
        return (
            "column",
            labels(value.index),
            repr(value.name),
            str(value.dtype),
            list(map(repr, value)),
            repr(value.attrs),
        )
    return labels(value)


def labels(value: object) -> object:
    """All that can be seen of labels, or of a bare column."""
    return type(value).__name__, repr(getattr(value, "names", None)), str(value.dtype), list(map(repr, value))


def write_into(value: object) -> None:
    """Change every cell of a frame in place, as far as it takes that, and its name.

    Labels are shared, and so are their names; to set one makes the compiler lose sight of all frames.
    """
    if isinstance(value, (list, tuple)):
        for part in value:
            write_into(part)
    if not frame_kind(value) or not hasattr(value, "iloc"):
        return
    for at in range(value.shape[1] if value.ndim == 2 else 1):
        with contextlib.suppress(Exception):
            column = (slice(None), at) if value.ndim == 2 else slice(None)
            value.iloc[column] = value.iloc[::-1, at].to_numpy() if value.ndim == 2 else value.iloc[::-1].to_numpy()
        with contextlib.suppress(Exception):
            value.iloc[(0, at) if value.ndim == 2 else 0] = 77
    with contextlib.suppress(Exception):
        value.attrs["written"] = True
    with contextlib.suppress(Exception):
        value.name = "renamed"
