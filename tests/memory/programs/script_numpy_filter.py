"""Smooths a signal and finds its peaks."""

import numpy as np


def signal(n):
    t = np.linspace(0.0, 50.0, n)
    return t, np.sin(t) + 0.3 * np.cos(7 * t)


def smooth(values, width):
    kernel = np.ones(width) / width
    return np.convolve(values, kernel, mode="same")


def peaks(values):
    inner = values[1:-1]
    mask = (inner > values[:-2]) & (inner > values[2:])
    return np.nonzero(mask)[0] + 1


t, raw = signal(200000)
clean = smooth(raw, 25)
found = peaks(clean)
residual = raw - clean
print(len(found), float(np.abs(residual).mean()), float(residual.std()))
blocks = clean.reshape(400, 500)
print(blocks.mean(axis=1).max(), blocks.sum(axis=0).min())
