"""Samples of a wave, side by side."""

import math
from array import array

samples = array("d", (math.sin(i / 50.0) for i in range(40000)))
peaks = array("l")
for i in range(1, len(samples) - 1):
    if samples[i - 1] < samples[i] > samples[i + 1]:
        peaks.append(i)
print(len(peaks), max(samples))
