"""Cases and examples of the oracle on clusters: a choice, since each run takes a second and more."""

from __future__ import annotations

import sys

import oracle
import pytest

CASES = [
    "break-continue-else",
    "class-registry",
    "divide-and-conquer",
    "exception-escapes",
    "files-read-in-loop",
    "helper-module",
    "modules-with-callbacks",
    "nan-handling",
    "redirected-output",
    "results-that-do-not-pickle",
    "set-order",
]
EXAMPLES = ["quicksort", "sobel"]


@pytest.mark.parametrize("name", [*CASES, *EXAMPLES])
def test_emitted_package_behaves_as_the_script(name, backend, clusters):
    run = oracle.Variant(python=sys.executable, workers=2, force=1, backend=backend, scheduler=clusters[backend])
    folder = oracle.ROOT / ("examples" if name in EXAMPLES else "tests/cases") / name
    differences = oracle.check_case(folder, surgec=oracle.find_surgec(), runs=[run])
    assert not differences, "\n\n".join(map(str, differences))
