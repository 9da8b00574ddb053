# Find the warmest and the coldest week in a long record of hourly temperatures.
import sys

WEEK = 7 * 24


def read_numbers(path):
    with open(path) as f:
        return [int(word) for word in f.read().split()]


def warmest(hours):
    """The start and the sum of the WEEK-hour window with the greatest sum."""
    window = sum(hours[:WEEK])
    best_sum = window
    best_start = 0
    for start in range(1, len(hours) - WEEK + 1):
        window += hours[start + WEEK - 1] - hours[start - 1]
        if window > best_sum:
            best_sum = window
            best_start = start
    return best_start, best_sum


def coldest(hours):
    """The start and the sum of the WEEK-hour window with the smallest sum."""
    window = sum(hours[:WEEK])
    best_sum = window
    best_start = 0
    for start in range(1, len(hours) - WEEK + 1):
        window += hours[start + WEEK - 1] - hours[start - 1]
        if window < best_sum:
            best_sum = window
            best_start = start
    return best_start, best_sum


temperatures = read_numbers(sys.argv[1])
print(len(temperatures), "hours")

warm_start, warm_sum = warmest(temperatures)
cold_start, cold_sum = coldest(temperatures)

print("warmest week starts at hour", warm_start, "mean", warm_sum / WEEK / 10)
print("coldest week starts at hour", cold_start, "mean", cold_sum / WEEK / 10)
print("difference", (warm_sum - cold_sum) / WEEK / 10)
