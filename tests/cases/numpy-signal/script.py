"""Windows of a signal, spectra, histograms, statistics by group."""
import numpy as np


def spectrogram(signal, size, hop):
    window = np.hanning(size)
    count = 1 + (len(signal) - size) // hop
    result = np.empty((count, size // 2 + 1))
    for k in range(count):
        part = signal[k * hop : k * hop + size] * window
        result[k] = np.abs(np.fft.rfft(part)) ** 2
    return result


def moving(signal, width):
    out = np.zeros(len(signal) - width + 1)
    for i in range(len(out)):
        out[i] = np.std(np.sort(signal[i : i + width]))
    return out


def bootstrap(data, rounds, seed):
    means = []
    for r in range(rounds):
        rng = np.random.RandomState(seed + r)
        means.append(rng.choice(data, size=len(data), replace=True).mean())
    return np.percentile(means, [2.5, 97.5])


t = np.linspace(0, 1, 2000)
signal = np.sin(2 * np.pi * 50 * t) + 0.5 * np.sin(2 * np.pi * 120 * t ** 2)
spec = spectrogram(signal, 128, 64)
print(spec.shape, spec.sum(), spec.argmax())
print(moving(signal, 50)[:3], bootstrap(signal, 20, 7))
groups = np.arange(2000) % 7
stats = {}
for g in np.unique(groups):
    part = signal[groups == g]
    stats[int(g)] = (part.mean(), part.std(), np.median(part), float(np.max(np.abs(np.fft.fft(part)))))
for g, row in stats.items():
    print(g, row)
totals = np.zeros(7)
for g in range(7):
    totals[g] = np.sum(np.sort(signal[groups == g]) ** 2)
print(totals)
best = max(range(7), key=lambda g: np.var(np.convolve(signal[groups == g], [1, 2, 1])))
print(best, any(np.linalg.norm(np.outer(row, row)) > 1e9 for row in spec), sum(1 for row in spec if np.argmax(np.cumsum(row)) > 3))
