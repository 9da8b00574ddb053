"""The workloads as an ordinary script does them; surgec compiles this file as it is."""

import sys

from work import escape_row, nothing, repeated_row, report, smallest_factor


def main():
    """Run one workload, by its name."""
    results = []
    if sys.argv[1] == "two no-ops":
        for n in range(2):
            results.append(nothing(n))
    elif sys.argv[1] == "14,400 rows":
        for y in range(14_400):
            results.append(repeated_row(y))
    elif sys.argv[1] == "57,600 rows":
        for y in range(57_600):
            results.append(repeated_row(y))
    elif sys.argv[1] == "1,200 rows":
        for y in range(1200):
            results.append(escape_row(y))
    else:
        for n in range(1_000_003, 1_300_003):
            results.append(smallest_factor(n))
    report(results)


if __name__ == "__main__":
    main()
