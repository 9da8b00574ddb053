"""Do caches matter to loops over lists of lists? Nested loops in the order of the script against the same in blocks, or interchanged.

    python3 benches/blocking.py [--runs N] [--size N]

Each pair gives the same floats to the last bit (the sum of each element is added up in the same order), which is checked; runs
alternate, and the figure is the median of the ratios: above 1 the other order is faster. What follows from it is in docs/memory.md.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable

Matrix = list[list[float]]


def product(a: Matrix, b: Matrix) -> Matrix:
    """The matrix product, element by element."""
    size = len(a)
    c = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            total = 0.0
            for k in range(size):
                total += a[i][k] * b[k][j]
            c[i][j] = total
    return c


def product_in_blocks(a: Matrix, b: Matrix, block: int) -> Matrix:
    """The same, in blocks of `block` columns and of as many terms of each sum."""
    size = len(a)
    c = [[0.0] * size for _ in range(size)]
    for k0 in range(0, size, block):
        for j0 in range(0, size, block):
            for i in range(size):
                for j in range(j0, min(j0 + block, size)):
                    total = c[i][j]
                    for k in range(k0, min(k0 + block, size)):
                        total += a[i][k] * b[k][j]
                    c[i][j] = total
    return c


def transposed(a: Matrix) -> Matrix:
    """Rows become columns."""
    size = len(a)
    t = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            t[j][i] = a[i][j]
    return t


def transposed_in_blocks(a: Matrix, block: int) -> Matrix:
    """The same, in square blocks."""
    size = len(a)
    t = [[0.0] * size for _ in range(size)]
    for i0 in range(0, size, block):
        for j0 in range(0, size, block):
            for i in range(i0, min(i0 + block, size)):
                for j in range(j0, min(j0 + block, size)):
                    t[j][i] = a[i][j]
    return t


def column_sums(a: Matrix) -> list[float]:
    """Column by column."""
    size = len(a)
    sums = [0.0] * size
    for j in range(size):
        for i in range(size):
            sums[j] += a[i][j]
    return sums


def column_sums_by_row(a: Matrix) -> list[float]:
    """The same sums, row by row."""
    size = len(a)
    sums = [0.0] * size
    for i in range(size):
        for j in range(size):
            sums[j] += a[i][j]
    return sums


def seconds(call: Callable[[], object]) -> tuple[float, object]:
    """How long a call takes, and what it returns."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def compare(name: str, first: Callable[[], object], second: Callable[[], object], runs: int) -> None:
    """Print the median ratio of two ways to the same result."""
    ratios = []
    for _ in range(runs):
        one, expected = seconds(first)
        other, result = seconds(second)
        if result != expected:
            raise SystemExit(f"{name}: the results differ")
        ratios.append(one / other)
    print(f"{name:44}{statistics.median(ratios):6.2f}   ({min(ratios):.2f} to {max(ratios):.2f})", flush=True)


def main() -> None:
    """Measure all pairs."""
    parser = argparse.ArgumentParser(description="Nested loops in other orders.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--size", type=int, default=2500, help="rows and columns of the matrices that are gone through once"
    )
    options = parser.parse_args()
    numbers = random.Random(1)

    def matrix(size: int) -> Matrix:
        return [[numbers.random() for _ in range(size)] for _ in range(size)]

    print(f"{sys.implementation.name} {sys.version.split()[0]}: times faster than the order of the script")
    for size in (100, 300, 400):
        a, b = matrix(size), matrix(size)
        for block in (32, 64, 128):
            name = f"product of {size} x {size}, blocks of {block}"
            compare(name, lambda: product(a, b), lambda: product_in_blocks(a, b, block), options.runs)  # noqa: B023
    for size in (300, options.size):
        a = matrix(size)
        for block in (32, 64, 256):
            name = f"transpose of {size} x {size}, blocks of {block}"
            compare(name, lambda: transposed(a), lambda: transposed_in_blocks(a, block), options.runs)  # noqa: B023
        name = f"column sums of {size} x {size}, loops interchanged"
        compare(name, lambda: column_sums(a), lambda: column_sums_by_row(a), options.runs)  # noqa: B023


if __name__ == "__main__":
    main()
