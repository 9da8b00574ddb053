"""Filters, tests and distances from SciPy."""
import numpy as np
from scipy import ndimage, stats
from scipy.linalg import solve, svdvals
from scipy.signal import fftconvolve, find_peaks
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist, euclidean

rng = np.random.default_rng(4)
images = rng.random((12, 20, 20))
smooth = []
for image in images:
    smooth.append(ndimage.gaussian_filter(image, 1.5))
print(sum(float(s.sum()) for s in smooth))
columns = rng.standard_normal((60, 8))
table = np.zeros((8, 8))
for i in range(8):
    for j in range(8):
        r, p = stats.pearsonr(columns[:, i], columns[:, j])
        table[i, j] = r
print(table.round(8)[0])
tests = [stats.ttest_ind(columns[:, 0], columns[:, k]) for k in range(1, 8)]
print([(float(t.statistic), float(t.pvalue)) for t in tests])
points = rng.random((80, 2))
tree = KDTree(points)
near = [tree.query(point, k=3)[1][1] for point in points]
print(near[:10])
far = np.empty(80)
for i in range(80):
    far[i] = max(euclidean(points[i], other) for other in points)
print(far.max(), cdist(points[:3], points[:3]).sum())
ranks = {}
for k in range(6):
    a = rng.random((10, 10))
    ranks[k] = svdvals(a)[0] + solve(a, np.ones(10)).sum()
print(ranks)
peaks = [find_peaks(fftconvolve(row, [1, 2, 1]))[0] for row in columns.T]
print([len(p) for p in peaks])
