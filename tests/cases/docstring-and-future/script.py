#!/usr/bin/env python3
"""The docstring, which the program prints."""
# A comment between docstring and import.
from __future__ import annotations

import sys


def work(n: int, unknown: NotDefinedAnywhere = None) -> AlsoNotDefined:
    """What work() does."""
    x: int = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


total: Sum = 0
for n in range(20):
    total += work(n)
print(__doc__, total, work.__doc__)
print(work.__annotations__, __annotations__)
print(work.__module__, work.__qualname__, work.__code__.co_firstlineno, work.__code__.co_name)
print(annotations.compiler_flag != 0, sys.argv[0])
