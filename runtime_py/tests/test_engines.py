"""Settings of engines that cannot be honoured; the engines themselves are tested by `./test engines`."""

from __future__ import annotations

import importlib.util
import socket
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from surge_rt import _likeness, _plan  # noqa: E402

SCRIPT = "print('ran')\n"


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"SURGE_FORCE": "yes"}, "expected a whole number from 0 to 1000"),
        ({"SURGE_FORCE": "1001"}, "expected a whole number from 0 to 1000"),
        ({"SURGE_BACKEND": "cloud"}, "expected one of processes, sequential, threads, dask, ray"),
        ({"SURGE_SCHEDULER": "tcp://127.0.0.1:1"}, "needs SURGE_BACKEND=dask or SURGE_BACKEND=ray"),
        ({"SURGE_BACKEND": "threads", "SURGE_SCHEDULER": "tcp://127.0.0.1:1"}, "needs SURGE_BACKEND=dask"),
        ({"SURGE_BACKEND": "dask", "SURGE_SCHEDULER": "here"}, "expected an address such as tcp://host:8786"),
        ({"SURGE_BACKEND": "ray", "SURGE_SCHEDULER": "tcp://host:port"}, "expected an address such as"),
    ],
)
def test_settings_that_make_no_sense(package, settings, line):
    got = package(SCRIPT).run(**settings)
    assert (got.code, got.out) == (2, "")
    assert line in got.err and got.err.count("\n") == 1


@pytest.mark.parametrize(("backend", "module"), [("dask", "distributed"), ("ray", "ray")])
def test_a_missing_package_is_named_before_anything_runs(package, backend, module):
    if importlib.util.find_spec(module) is not None:
        pytest.skip(f"{module} is installed here")
    got = package(SCRIPT).run(SURGE_BACKEND=backend)
    assert (got.code, got.out) == (2, "")
    assert got.err == f"surge: SURGE_BACKEND={backend}: {module} is not installed: pip install 'surgec[{backend}]'\n"


def test_an_address_where_nobody_answers(package, tmp_path):
    stand_in = tmp_path / "site" / "distributed"
    stand_in.mkdir(parents=True)
    (stand_in / "__init__.py").write_text("raise SystemExit('imported')\n")  # only looked for, never imported
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    settings = {"SURGE_BACKEND": "dask", "PYTHONPATH": str(stand_in.parent)}
    got = package(SCRIPT).run(SURGE_SCHEDULER=f"tcp://127.0.0.1:{port}", **settings)
    assert (got.code, got.out) == (2, "")
    assert "nobody answers there" in got.err and got.err.count("\n") == 1


def test_chunks_are_long_where_handing_them_out_costs():
    short = _plan.cut(0, 10_000, 4, 0.001)
    long = _plan.cut(0, 10_000, 4, 0.001, 0.0, 0.004)
    assert len(long) < len(short) / 4
    assert max(stop - start for start, stop in long) * 0.001 >= 20 * 0.004 * 0.9
    assert [start for start, _ in long[1:]] == [stop for _, stop in long[:-1]]


def test_interpreters_are_compared_by_what_decides_results():
    own = _likeness.interpreter()
    assert _likeness.difference(own, _likeness.interpreter()) == ""
    for name in own:
        assert _likeness.difference({**own, name: "another"}, own) == name
    assert _likeness.versions(["json", "no_such_package"])["no_such_package"] == "missing"
    assert _likeness.is_environment(importlib.util.__file__)
    assert not _likeness.is_environment(__file__)


def test_chunks_have_as_many_items_as_the_user_says():
    assert _plan.cut_even(3, 25, 10) == [(3, 13), (13, 23), (23, 25)]
    assert _plan.cut_even(0, 4, 10) == [(0, 4)]
    assert len(_plan.cut_even(0, 10 * _plan.MAX_CHUNKS, 1)) == _plan.MAX_CHUNKS


def test_forced_chunks_have_as_many_items_as_is_asked_for():
    assert _plan.cut_fine(0, 12) == [(0, 1), (1, 3), (3, 6), (6, 7), (7, 9), (9, 12)]
    assert _plan.cut_fine(0, 30, 5) == [(0, 5), (5, 15), (15, 30)]
