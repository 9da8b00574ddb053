import numpy as np
import scipy.fft


def main():
    values = np.arange(6.0)
    target = np.zeros(6, complex)
    spectra = []
    for k in range(6):
        spectra.append(np.fft.fft(values + k, None, -1, None, target))
    print([float(np.round(one.real.sum(), 6)) for one in spectra])

    holes = np.array([1.0, np.nan, 3.0, np.nan])
    sums = []
    for k in range(6):
        sums.append((np.nan_to_num(holes, False, k + 1.0).sum(), holes.sum()))
    print(sums)
    holes[1] = np.nan
    sums = []
    for k in range(6):
        sums.append((np.nan_to_num(holes, copy=False, nan=k + 2.0).sum(), holes.sum()))
    print(sums)

    waves = np.arange(6.0) + 0j
    sums = []
    for k in range(6):
        sums.append((scipy.fft.fft(waves, None, -1, None, True).sum(), waves.sum()))
    print(np.round(sums, 6))


main()
