"""`aggregate`: the figures that a plain loop would have."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from surge_rt import aggregate
from surge_rt._aggregate import Aggregate


def scaled(value, factor):
    for _ in range(200):
        factor = factor * 1.0
    return value * factor


@pytest.mark.parametrize("force", ["", "1", "4"])
def test_sums_of_floats_are_those_of_the_loop(monkeypatch, force):
    from surge_rt import _settings

    monkeypatch.setattr(_settings.current, "force", int(force or 0))
    values = [random.Random(3).uniform(-1e9, 1e9) / (k + 1) ** 3 for k in range(500)]
    total, smallest = 0, None
    for value in values:
        total += scaled(value, 0.1)
    figures = aggregate(scaled, values, 0.1)
    assert (figures.count, figures.total) == (500, total)
    assert figures.minimum == min(scaled(value, 0.1) for value in values)
    assert figures.maximum == max(scaled(value, 0.1) for value in values)
    assert figures.average == total / 500
    assert figures.frequencies is None and smallest is None


def test_integers_are_exact_and_counted():
    values = [10**40 + k % 3 for k in range(50)] + [-1]
    figures = aggregate(int, values, frequencies=True)
    assert figures.total == sum(values)
    assert figures.frequencies == Counter(values)
    assert figures.most_frequent(2) == Counter(values).most_common(2)
    assert figures.report(1).splitlines() == [
        "values:  51",
        f"sum:     {sum(values)}",
        f"average: {sum(values) / 51!r}",
        "minimum: -1",
        f"maximum: {10**40 + 2}",
        "different values: 4",
        f"  {10**40}: 17",
    ]


def test_nothing_and_what_does_not_fit():
    figures = Aggregate(frequencies=True)
    assert figures.report() == "values:  0\nsum:     0\ndifferent values: 0"
    assert figures.average is None
    figures.extend([2, 1.5])
    for bad in ("a", None, [1], 1j):
        with pytest.raises(TypeError):
            figures.add(bad)
    assert (figures.count, figures.total, figures.minimum, figures.maximum) == (2, 3.5, 1.5, 2)
    assert figures.frequencies == {2: 1, 1.5: 1}
    with pytest.raises(ZeroDivisionError):
        aggregate(lambda value: 1 // value, [1, 0])
