"""Convolution, moving statistics, and correlation of generated signals (lists of floats)."""
import cmath
import math


def dft(xs):
    n = len(xs)
    return [sum(x * cmath.exp(-2j * cmath.pi * k * i / n) for i, x in enumerate(xs)) for k in range(n)]  # expert: easy


def fft(xs):
    n = len(xs)
    if n == 1:
        return xs
    even, odd = fft(xs[0::2]), fft(xs[1::2])
    out = [0] * n
    for k in range(n // 2):
        t = cmath.exp(-2j * math.pi * k / n) * odd[k]
        out[k] = even[k] + t
        out[k + n // 2] = even[k] - t
    return out


def convolve(a, b):
    out = [0.0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] += x * y
    return out


def autocorrelation(xs, lag):
    m = sum(xs) / len(xs)
    num = sum((xs[i] - m) * (xs[i + lag] - m) for i in range(len(xs) - lag))
    den = sum((x - m) ** 2 for x in xs)
    return num / den


signal = [math.sin(i * 0.3) + 0.4 * math.sin(i * 1.7) for i in range(128)]
spec = dft(signal)
fast = fft([complex(x) for x in signal])
print(max(abs(a - b) for a, b in zip(spec, fast)) < 1e-6)
peaks = sorted(range(64), key=lambda k: -abs(spec[k]))[:3]
print(peaks)
acf = []
for lag in range(0, 60):  # expert: easy
    acf.append(autocorrelation(signal, lag))
print(["%.4f" % a for a in acf[:6]])
smooth = convolve(signal, [0.25, 0.5, 0.25])
print("%.6f" % sum(smooth))
