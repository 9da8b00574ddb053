"""Mean, spread and extremes of simulated sensor readings, after calibration and without outliers.

Usage: sensor_readings.py [READINGS]
"""

import math
import sys


def reading(number):
    return 20.0 + 5.0 * math.sin(number / 5000.0) + (number * 7919 % 1009) / 1009.0


def statistics_of(count):
    raw = [reading(number) for number in range(count)]
    calibrated = [value * 1.02 - 0.4 for value in raw]
    kept = [value for value in calibrated if 15.0 < value < 26.0]
    number = 0
    total = 0.0
    squares = 0.0
    low, high = math.inf, -math.inf
    for value in kept:
        number += 1
        total += value
        squares += value * value
        low = min(low, value)
        high = max(high, value)
    mean = total / number
    return number, mean, math.sqrt(squares / number - mean * mean), low, high


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    number, mean, spread, low, high = statistics_of(count)
    print(f"{number} of {count} readings: mean {mean!r}, spread {spread!r}, from {low!r} to {high!r}")


if __name__ == "__main__":
    main()
