"""Smooth noisy spectra, find their peaks, and keep in mind the strongest one and how many there have been."""

import math
import random
import sys

strongest = None
peaks_found = 0


def spectrum(number, channels=240):
    rng = random.Random(number)
    lines = [(rng.uniform(20, 220), rng.uniform(2, 9), rng.uniform(5, 60)) for _ in range(rng.randint(2, 6))]
    values = []
    for channel in range(channels):
        value = rng.gauss(4.0, 0.8)
        for centre, width, height in lines:
            value += height * math.exp(-(((channel - centre) / width) ** 2))
        values.append(value)
    return values


def smooth(values, reach=4):
    weights = [math.exp(-((k / 2.5) ** 2)) for k in range(-reach, reach + 1)]
    smoothed = []
    for i in range(len(values)):
        total = scale = 0.0
        for k, weight in zip(range(-reach, reach + 1), weights):
            if 0 <= i + k < len(values):
                total += weight * values[i + k]
                scale += weight
        smoothed.append(total / scale)
    return smoothed


def find_peaks(number, threshold=9.0):
    global strongest, peaks_found
    values = smooth(spectrum(number))
    peaks = []
    for i in range(1, len(values) - 1):
        if values[i] > threshold and values[i - 1] < values[i] >= values[i + 1]:
            peaks.append((i, round(values[i], 3)))
            peaks_found += 1
            if strongest is None or values[i] > strongest[2]:
                strongest = (number, i, values[i])
    return peaks


def area(number, least=1700.0):
    total = sum(smooth(spectrum(number)))
    if total < least:
        print(f"spectrum {number} is weak: {total:.1f}", file=sys.stderr)
    return total


def main():
    catalogue = {}
    for number in range(30):  # expert: hard, refused: global-write
        catalogue[number] = find_peaks(number)
    counts = [len(catalogue[number]) for number in sorted(catalogue)]
    print(counts, peaks_found)
    number, channel, height = strongest
    print(f"strongest: spectrum {number}, channel {channel}, {height:.4f}")
    flat = [n for n in range(30, 60) if max(smooth(spectrum(n))) < 40]  # expert: easy
    print(flat)
    areas = []
    for number in range(60, 90):  # expert: easy
        areas.append(area(number))
    print(f"{min(areas):.2f} to {max(areas):.2f}")


main()
