"""Packing and unpacking logs."""

from __future__ import annotations

import gc
import pickle
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from surge_rt import _work  # noqa: E402


@pytest.fixture
def collector():
    """The collector's switch, put back afterwards."""
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("payload", [pickle.dumps([[1], {}] * 1000), b"not a pickle"])
def test_unpacking_leaves_the_collector_as_it_was(collector, enabled, payload):
    (gc.enable if enabled else gc.disable)()
    try:
        _work.unpack(payload)
    except pickle.UnpicklingError:
        assert payload == b"not a pickle"
    assert gc.isenabled() == enabled


def test_nothing_is_collected_while_a_chunk_is_unpacked(collector):
    gc.enable()
    payload = pickle.dumps([[number] for number in range(100_000)])
    gc.collect()
    before = [generation["collections"] for generation in gc.get_stats()]
    value = _work.unpack(payload)
    after = [generation["collections"] for generation in gc.get_stats()]
    assert len(value) == 100_000
    assert sum(after) - sum(before) <= 1
