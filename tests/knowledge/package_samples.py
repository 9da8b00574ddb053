"""Sample calls of the functions of packages: written ones, and all combinations of a pool of arguments."""

from __future__ import annotations

import contextlib
import copy
import importlib
import itertools
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import frame_samples
import numpy as np
from frame_samples import frame_kind, frame_state, is_cell, table_kind, write_into

__all__ = ["frame_kind", "frame_state", "is_cell", "table_kind", "write_into"]

# Names that only some versions of a package have.
ELSEWHERE = {"numpy.trapz", "numpy.row_stack", "numpy.random.random_integers"}
# Types that are not where their table is, and context managers whose class is no name of the module.
ELSEWHERE |= frame_samples.ELSEWHERE
ELSEWHERE |= {"numpy.NpzFile.keys", "numpy.printoptions.__enter__", "numpy.printoptions.__exit__"}
# Pure entries of which no call is made here, with the reason.
NOT_CALLED: dict[str, str] = {
    **frame_samples.NOT_CALLED,
    "numpy.random.Generator": "a generator and its bit generator count as one object",
    "numpy.errstate.__enter__": "leaving the block restores what entering it sets",
    "numpy.errstate.__exit__": "leaving the block restores what entering it sets",
    "numpy.printoptions": "a context manager whose class is no name of the module",
}
# What takes numbers where it would change an array, such as the width of a line.
ONLY_WRITTEN = {"numpy.array_repr", "numpy.array_str", "numpy.array2string", "numpy.diag_indices", "numpy.printoptions"}
ONLY_WRITTEN |= {"numpy.random.Generator"}
# Types under a name that their package does not have: their methods are called by the samples alone.
NAMELESS = {"Distribution", "DegreeView", "EdgeView", "NodeView", "Estimator", "Slicer", "Splitter", "Steps"}
POOL_LIMIT = 3  # positional arguments that are tried

# One call per line, for what the pool does not reach; A to Z are the arguments of `names()`.
WRITTEN = r"""
numpy.average(V, None, W, True)
numpy.array_split(M, 3)
numpy.hsplit(M, 2)
numpy.vsplit(M, 2)
numpy.dsplit(T, 3)
numpy.split(V, 2)
numpy.unstack(M)
numpy.broadcast_to(V, (4, 4))
numpy.concatenate([V, W])
numpy.concatenate((M, M), 1)
numpy.concat([V, W])
numpy.stack([V, W])
numpy.stack((V, W), 1)
numpy.hstack([V, W])
numpy.vstack([V, W])
numpy.dstack([M, M])
numpy.column_stack([V, W])
numpy.row_stack([V, W])
numpy.block([[M, M], [M, M]])
numpy.choose(K, [V, W])
numpy.compress(B, V)
numpy.copy(M)
numpy.diff(V, 0)
numpy.diff(M)
numpy.einsum("ij,j->i", M, V)
numpy.einsum("ii->i", M)
numpy.einsum("ij->ji", M)
numpy.extract(B, V)
numpy.full(3, 2.5)
numpy.full((2, 2), V[:2])
numpy.full_like(M, 1)
numpy.fromiter([1.0, 2.0], float)
numpy.fromstring("1 2", float, -1, " ")
numpy.frombuffer(b"12345678")
numpy.frombuffer(bytearray(16), float)
numpy.histogram(V)
numpy.histogram2d(V, W)
numpy.histogramdd(M)
numpy.histogram_bin_edges(V)
numpy.indices((2, 3))
numpy.insert(V, 1, 9.0)
numpy.interp(V, np.arange(4.0), W)
numpy.ix_(K, K)
numpy.lexsort((V, W))
numpy.linspace(0, 1, 5)
numpy.geomspace(1, 8, 4)
numpy.logspace(0, 2, 3)
numpy.meshgrid(V, W)
numpy.moveaxis(T, 0, 1)
numpy.rollaxis(T, 2)
numpy.swapaxes(T, 0, 1)
numpy.nan_to_num(np.array([1.0, np.nan]))
numpy.pad(V, 2)
numpy.pad(M, ((1, 1), (0, 0)))
numpy.packbits(B)
numpy.unpackbits(np.array([3, 200], dtype=np.uint8))
numpy.percentile(V, 50)
numpy.percentile(M, 25, 0)
numpy.quantile(V, 0.5)
numpy.quantile(M, 0.25, 0)
numpy.nanpercentile(V, 50)
numpy.nanquantile(V, 0.5)
numpy.polydiv(V, W)
numpy.ravel_multi_index((K, K), (4, 4))
numpy.unravel_index(K, (2, 2))
numpy.unravel_index(3, (2, 2))
numpy.resize(V, (3, 3))
numpy.resize(V, 4)
numpy.require(V)
numpy.reshape(M, (2, 8))
numpy.reshape(M.T, 16)
numpy.rot90(M)
numpy.rot90(M, 4)
numpy.select([B], [V])
numpy.take(V, K)
numpy.take_along_axis(V, K, 0)
numpy.tensordot(M, M, 1)
numpy.tile(V, 1)
numpy.tile(V, (2, 2))
numpy.tril_indices(3)
numpy.triu_indices(3)
numpy.diag_indices(3)
numpy.where(B)
numpy.where(B, V, W)
numpy.unique(K, return_counts=True)
numpy.unique(K)
numpy.intersect1d(K, K, return_indices=True)
numpy.vecmat(V, M)
numpy.matvec(M, V)
numpy.expand_dims(V, 0)
numpy.promote_types(float, int)
numpy.result_type(V, 1)
numpy.can_cast(int, float)
numpy.issubdtype(float, np.floating)
numpy.isdtype(V.dtype, "real floating")
numpy.broadcast_shapes((3, 1), (1, 4))
numpy.base_repr(5, 3)
numpy.binary_repr(5)
numpy.typename("d")
numpy.common_type(V, W)
numpy.astype(V, float)
numpy.astype(K, float)
numpy.apply_along_axis(np.sort, 0, M)
numpy.apply_along_axis(np.sum, 1, M)
numpy.bincount(K)
numpy.ldexp(V, K)
numpy.left_shift(K, K)
numpy.isnat(np.array(["2020-01-01"], dtype="M8[D]"))
numpy.datetime64("2020-01-01")
numpy.timedelta64(3, "D")
numpy.str_("a")
numpy.bytes_(b"a")
numpy.finfo(float)
numpy.iinfo(int)
numpy.dtype("f8")
numpy.array_repr(V)
numpy.array_str(V)
numpy.array2string(V)
numpy.kaiser(4, 2.5)
numpy.average(M, 0)
numpy.gradient(M)
numpy.cross(V[:3], W[:3])
numpy.polyfit(np.arange(4.0), V, 1)
numpy.polyfit(np.arange(4.0), V, 1, full=True)
numpy.put_along_axis(M, K, 0.0, 0)
numpy.ndarray.astype(V, float)
numpy.ndarray.astype(V, int)
numpy.ndarray.choose(K, [V, W])
numpy.ndarray.compress(V, B)
numpy.ndarray.getfield(V, np.float64)
numpy.ndarray.repeat(V, 2)
numpy.ndarray.reshape(M, (2, 8))
numpy.ndarray.reshape(M, 2, 8)
numpy.ndarray.reshape(M.T, 16)
numpy.ndarray.swapaxes(M, 0, 1)
numpy.ndarray.item(V, 1)
numpy.ndarray.searchsorted(V, 2.0)
numpy.ndarray.clip(V, 1, 2)
numpy.ndarray.take(V, K)
numpy.ndarray.dot(M, V)
numpy.linalg.multi_dot([M, M, M])
numpy.linalg.multi_dot([M, M])
numpy.linalg.tensorsolve(np.eye(4).reshape(2, 2, 2, 2), np.ones((2, 2)))
numpy.linalg.tensorinv(np.eye(4).reshape(2, 2, 2, 2))
numpy.linalg.matrix_power(M, 1)
numpy.linalg.matrix_power(M, 3)
numpy.linalg.matrix_power(M, -1)
numpy.linalg.svd(M, compute_uv=False)
numpy.linalg.qr(M, "r")
numpy.linalg.lstsq(M, V, None)
numpy.linalg.cross(V[:3], W[:3])
numpy.lib.stride_tricks.sliding_window_view(V, 2)
numpy.random.default_rng(3)
numpy.random.RandomState(3)
numpy.random.SeedSequence(3)
numpy.random.PCG64(3)
numpy.random.PCG64DXSM(3)
numpy.random.MT19937(3)
numpy.random.Philox(3)
numpy.random.SFC64(3)
scipy.linalg.block_diag(M, M)
scipy.linalg.solve(M, V)
scipy.linalg.solve_triangular(M, V)
scipy.linalg.hadamard(4)
scipy.linalg.null_space(np.ones((3, 3)))
scipy.special.jv(1, V)
scipy.special.betainc(0.5, 0.5, V / 4)
scipy.special.hyp2f1(0.5, 1, 2, V / 8)
scipy.spatial.distance.mahalanobis(V, W, np.eye(4))
scipy.spatial.distance.seuclidean(V, W, np.ones(4))
scipy.spatial.distance.jensenshannon(V, W)
scipy.spatial.distance.directed_hausdorff(M, M)
scipy.spatial.distance.squareform(np.ones(3))
scipy.spatial.distance.squareform(np.ones((3, 3)) - np.eye(3))
scipy.spatial.KDTree.query(scipy.spatial.KDTree(M), V)
scipy.spatial.KDTree.query(scipy.spatial.KDTree(M), M, 2)
scipy.signal.savgol_filter(np.arange(9.0), 5, 2)
scipy.signal.decimate(np.arange(90.0), 2)
scipy.signal.filtfilt([0.2], [1.0, -0.8], np.arange(40.0))
scipy.signal.sosfilt(scipy.signal.butter(2, 0.3, output="sos"), np.arange(9.0))
scipy.signal.sosfiltfilt(scipy.signal.butter(2, 0.3, output="sos"), np.arange(40.0))
scipy.signal.lfilter([0.2], [1.0, -0.8], V)
scipy.signal.lfilter([0.2], [1.0, -0.8], V, zi=np.ones(1))
scipy.signal.resample_poly(np.arange(9.0), 2, 3)
scipy.signal.get_window("hann", 5)
scipy.signal.chirp(V, 1, 2, 3)
scipy.signal.butter(2, 0.3)
scipy.signal.cheby1(2, 1, 0.3)
scipy.signal.cheby2(2, 20, 0.3)
scipy.signal.find_peaks(np.sin(np.arange(20.0)))
scipy.signal.find_peaks(np.sin(np.arange(20.0)), height=0.1)
scipy.signal.detrend(V)
scipy.ndimage.gaussian_filter(M, 1.0)
scipy.ndimage.label(B)
scipy.ndimage.sum(M, np.ones((4, 4), int), [1])
scipy.ndimage.rotate(M, 30.0)
scipy.optimize.nnls(M, V)
scipy.optimize.linear_sum_assignment(M)
scipy.stats.mannwhitneyu(V, W)
scipy.stats.shapiro(V)
scipy.stats.normaltest(np.arange(30.0))
scipy.stats.wilcoxon(V, W)
scipy.stats.trim_mean(V, 0.1)
scipy.fft.next_fast_len(11)
scipy.optimize.minimize(lambda x: float((x * x).sum()), V)
scipy.optimize.minimize(lambda x, a: float(((x - a) ** 2).sum()), V, args=(1.0,), method="Nelder-Mead")
scipy.optimize.minimize(lambda x, a: float(((x - a) ** 2).sum()), V, (1.0,), method="BFGS")
scipy.optimize.minimize(lambda x: float((x * x).sum()), V, method="L-BFGS-B", bounds=[(0, 5)] * 4, options={"maxiter": 3})
scipy.optimize.minimize(lambda x: float((x * x).sum()), x0=V, method="SLSQP", tol=1e-6)
scipy.optimize.minimize(lambda x: float((x * x).sum()), V, method="Powell")
scipy.optimize.minimize(lambda x: float((x * x).sum()), V, method="CG", jac=lambda x: 2 * x)
scipy.optimize.minimize(lambda x: float((x * x).sum()), V, method="TNC")
scipy.optimize.minimize_scalar(lambda x: (x - 1.5) ** 2)
scipy.optimize.minimize_scalar(lambda x: (x - 1.5) ** 2, bounds=(0, 4), method="bounded")
scipy.optimize.curve_fit(lambda x, a, b: a * x + b, V, W)
scipy.optimize.curve_fit(lambda x, a, b: a * x + b, V, W, [1.0, 2.0])
scipy.optimize.curve_fit(lambda x, a, b: a * x + b, V, W, p0=L[:2], bounds=(0, 10))
scipy.optimize.least_squares(lambda x: x - W, V)
scipy.optimize.least_squares(lambda x: x - W, x0=V, loss="huber")
scipy.optimize.fsolve(lambda x: x * x - W, V)
scipy.optimize.fsolve(lambda x, a: x * x - a, V, (W,))
scipy.optimize.brentq(lambda x: x - 0.5, -1.0, 1.0)
scipy.optimize.brenth(lambda x: x - 0.5, -1.0, 1.0)
scipy.optimize.bisect(lambda x: x - 0.5, -1.0, 1.0)
scipy.optimize.bisect(lambda x: x - 0.5, a=-1.0, b=1.0)
scipy.optimize.ridder(lambda x, a: x - a, -1.0, 1.0, args=(0.5,))
scipy.optimize.newton(lambda x: x * x - 2.0, 1.0)
scipy.optimize.newton(lambda x: x * x - 2.0, V)
scipy.integrate.quad(lambda x: x * x, 0, 1)
scipy.integrate.quad(lambda x, a: x * a, 0, 1, (2.0,))
scipy.integrate.quad(lambda x: x * x, a=0, b=1)
scipy.integrate.dblquad(lambda y, x: x * y, 0, 1, lambda x: 0.0, lambda x: x)
scipy.integrate.dblquad(lambda y, x: x * y, 0, 1, 0, 1)
scipy.integrate.solve_ivp(lambda t, y: -y, (0, 1), V)
scipy.integrate.solve_ivp(lambda t, y, a: -a * y, [0, 1], V, args=(2.0,), t_eval=np.linspace(0, 1, 5), method="Radau")
scipy.integrate.solve_ivp(lambda t, y: -y, t_span=(0, 1), y0=V, method="DOP853")
scipy.integrate.solve_ivp(lambda t, y: -y, (0, 1), y0=V, method="BDF")
scipy.integrate.romb(np.arange(5.0))
scipy.interpolate.CubicSpline(V, W)
scipy.interpolate.PchipInterpolator(V, W)
scipy.interpolate.Akima1DInterpolator(np.arange(6.0), np.arange(6.0) ** 2)
scipy.interpolate.interp1d(V, W)
scipy.interpolate.interp1d(V, W, "cubic")
scipy.interpolate.make_interp_spline(V, W)
scipy.interpolate.RegularGridInterpolator((V, V), M)
scipy.interpolate.interpn((V, V), M, [[1.0, 1.0]])
scipy.interpolate.CubicSpline.__call__(scipy.interpolate.CubicSpline(V, W), V)
scipy.interpolate.CubicSpline.__call__(scipy.interpolate.CubicSpline(V, W), 1.0)
scipy.interpolate.CubicSpline.integrate(scipy.interpolate.CubicSpline(V, W), 0.5, 1.0)
scipy.interpolate.CubicSpline.roots(scipy.interpolate.CubicSpline(V, W))
scipy.interpolate.PchipInterpolator.__call__(scipy.interpolate.PchipInterpolator(V, W), V)
scipy.interpolate.Akima1DInterpolator.__call__(scipy.interpolate.Akima1DInterpolator(np.arange(6.0), np.arange(6.0) ** 2), V)
scipy.interpolate.interp1d.__call__(scipy.interpolate.interp1d(V, W), V)
scipy.interpolate.interp1d.__call__(scipy.interpolate.interp1d(V, W), 1.0)
scipy.interpolate.BSpline.__call__(scipy.interpolate.make_interp_spline(V, W), V)
scipy.interpolate.RegularGridInterpolator.__call__(scipy.interpolate.RegularGridInterpolator((V, V), M), [[1.0, 1.0]])
scipy.signal.welch(np.arange(64.0), 8.0, nperseg=16)
scipy.signal.welch(np.arange(64.0), fs=8.0, window="hamming", average="median", nperseg=16)
scipy.signal.periodogram(np.arange(64.0), 8.0)
scipy.signal.spectrogram(np.arange(64.0), 8.0, window="hann", nperseg=16)
scipy.signal.csd(np.arange(64.0), np.ones(64), 8.0, nperseg=16)
scipy.signal.coherence(np.arange(64.0), np.arange(64.0) ** 2, nperseg=16)
scipy.signal.resample(np.arange(16.0), 8)
scipy.signal.argrelmax(np.sin(np.arange(40.0)))
scipy.signal.argrelmin(np.sin(np.arange(40.0)))
scipy.signal.peak_prominences(np.sin(np.arange(40.0)), [8])
scipy.signal.peak_widths(np.sin(np.arange(40.0)), [8])
scipy.signal.freqz([1.0, 2.0])
scipy.signal.iirfilter(2, [0.2, 0.4])
scipy.signal.firwin(5, 0.3)
scipy.signal.iirnotch(0.3, 5.0)
scipy.stats.kstest(V, "norm")
scipy.stats.kstest(V, "norm", args=(1.0, 2.0))
scipy.stats.ks_1samp(V, scipy.stats.norm.cdf)
scipy.stats.chisquare(V)
scipy.stats.levene(V, W)
scipy.stats.bartlett(V, W)
scipy.stats.friedmanchisquare(V, W, V)
scipy.stats.Distribution.cdf(scipy.stats.norm, V)
scipy.stats.Distribution.interval(scipy.stats.norm, 0.9)
scipy.stats.Distribution.isf(scipy.stats.norm, X)
scipy.stats.Distribution.logcdf(scipy.stats.norm, V)
scipy.stats.Distribution.logpdf(scipy.stats.norm, V)
scipy.stats.Distribution.logsf(scipy.stats.norm, V)
scipy.stats.Distribution.mean(scipy.stats.norm)
scipy.stats.Distribution.median(scipy.stats.norm)
scipy.stats.Distribution.pdf(scipy.stats.norm, V)
scipy.stats.Distribution.ppf(scipy.stats.norm, X)
scipy.stats.Distribution.sf(scipy.stats.norm, V)
scipy.stats.Distribution.std(scipy.stats.norm)
scipy.stats.Distribution.var(scipy.stats.norm)
scipy.stats.Distribution.pmf(scipy.stats.poisson, 2, 3.0)
scipy.stats.Distribution.logpmf(scipy.stats.poisson, 2, 3.0)
scipy.stats.Distribution.rvs(scipy.stats.norm, random_state=3)
scipy.stats.Distribution.rvs(scipy.stats.norm, 0, 1, size=4, random_state=3)
scipy.stats.Distribution.__call__(scipy.stats.norm, 1.0, 2.0)
scipy.stats.Distribution.pdf(scipy.stats.norm(1, 2), V)
networkx.shortest_path(G, 0, 3)
networkx.shortest_path(G, 0, 3, weight="weight")
networkx.single_source_shortest_path(G, 0)
networkx.single_source_dijkstra_path(G, 0)
networkx.single_source_dijkstra_path_length(G, 0)
networkx.single_source_dijkstra_path_length(G, 0, weight="weight")
networkx.bfs_tree(G, 0)
networkx.ego_graph(G, 0)
networkx.descendants(G, 0)
networkx.node_connected_component(G, 0)
networkx.clustering(G, 0)
networkx.triangles(G, 0)
networkx.square_clustering(G, 0)
networkx.eccentricity(G, 0)
networkx.balanced_tree(2, 2)
networkx.grid_2d_graph(2, 3)
networkx.karate_club_graph()
networkx.barabasi_albert_graph(9, 2, seed=3)
networkx.erdos_renyi_graph(9, 0.3, seed=3)
networkx.gnp_random_graph(9, 0.3, seed=3)
networkx.fast_gnp_random_graph(9, 0.3, seed=3)
networkx.gnm_random_graph(9, 12, seed=3)
networkx.watts_strogatz_graph(9, 4, 0.2, seed=3)
networkx.newman_watts_strogatz_graph(9, 4, 0.2, seed=3)
networkx.connected_watts_strogatz_graph(9, 4, 0.2, seed=3)
networkx.random_regular_graph(2, 8, seed=3)
networkx.powerlaw_cluster_graph(9, 2, 0.2, seed=3)
networkx.is_strongly_connected(G.to_directed())
networkx.is_weakly_connected(G.to_directed())
networkx.number_strongly_connected_components(G.to_directed())
networkx.number_weakly_connected_components(G.to_directed())
networkx.strongly_connected_components(G.to_directed())
networkx.weakly_connected_components(G.to_directed())
networkx.topological_sort(networkx.DiGraph([(0, 1), (1, 2)]))
networkx.Graph.predecessors(networkx.DiGraph(G), 0)
networkx.Graph.successors(networkx.DiGraph(G), 0)
networkx.NodeView.__call__(G.nodes)
networkx.EdgeView.__call__(G.edges)
networkx.DegreeView.__call__(G.degree)
networkx.DegreeView.__call__(G.degree, 0)
networkx.shortest_path_length(G, 0, 3)
networkx.shortest_path_length(G, 0)
networkx.shortest_path_length(G)
networkx.single_source_shortest_path_length(G, 0)
networkx.dijkstra_path(G, 0, 3)
networkx.dijkstra_path_length(G, 0, 3)
networkx.has_path(G, 0, 3)
networkx.Graph()
networkx.Graph([(1, 2)])
networkx.DiGraph([(1, 2)])
networkx.path_graph(4)
networkx.complete_graph(4)
networkx.cycle_graph(4)
networkx.star_graph(4)
networkx.empty_graph(4)
networkx.Graph.has_edge(G, 0, 1)
networkx.Graph.has_node(G, 0)
networkx.Graph.neighbors(G, 0)
sklearn.cluster.AgglomerativeClustering()
sklearn.cluster.DBSCAN()
sklearn.cluster.KMeans(random_state=3)
sklearn.cluster.MiniBatchKMeans(random_state=3)
sklearn.cluster.SpectralClustering(random_state=3)
sklearn.datasets.make_blobs(n_samples=9, random_state=3)
sklearn.datasets.make_circles(n_samples=9, random_state=3)
sklearn.datasets.make_classification(n_samples=20, random_state=3)
sklearn.datasets.make_friedman1(n_samples=9, random_state=3)
sklearn.datasets.make_friedman2(n_samples=9, random_state=3)
sklearn.datasets.make_friedman3(n_samples=9, random_state=3)
sklearn.datasets.make_gaussian_quantiles(n_samples=9, random_state=3)
sklearn.datasets.make_hastie_10_2(n_samples=10, random_state=3)
sklearn.datasets.make_moons(n_samples=9, random_state=3)
sklearn.datasets.make_regression(n_samples=9, n_features=3, random_state=3)
sklearn.datasets.make_s_curve(n_samples=9, random_state=3)
sklearn.datasets.make_sparse_uncorrelated(n_samples=9, random_state=3)
sklearn.datasets.make_swiss_roll(n_samples=9, random_state=3)
sklearn.decomposition.FastICA(random_state=3)
sklearn.decomposition.NMF(random_state=3)
sklearn.decomposition.PCA(random_state=3)
sklearn.ensemble.AdaBoostClassifier(random_state=3)
sklearn.ensemble.AdaBoostRegressor(random_state=3)
sklearn.ensemble.ExtraTreesClassifier(random_state=3)
sklearn.ensemble.ExtraTreesRegressor(random_state=3)
sklearn.ensemble.GradientBoostingClassifier(random_state=3)
sklearn.ensemble.GradientBoostingRegressor(random_state=3)
sklearn.ensemble.HistGradientBoostingClassifier(random_state=3)
sklearn.ensemble.HistGradientBoostingRegressor(random_state=3)
sklearn.ensemble.RandomForestClassifier(random_state=3)
sklearn.ensemble.RandomForestRegressor(random_state=3)
sklearn.linear_model.BayesianRidge()
sklearn.linear_model.ElasticNet()
sklearn.linear_model.ElasticNet(random_state=3)
sklearn.linear_model.HuberRegressor()
sklearn.linear_model.Lasso()
sklearn.linear_model.Lasso(random_state=3)
sklearn.linear_model.LinearRegression()
sklearn.linear_model.LogisticRegression()
sklearn.linear_model.LogisticRegression(random_state=3)
sklearn.linear_model.Perceptron(random_state=3)
sklearn.linear_model.Ridge()
sklearn.linear_model.Ridge(random_state=3)
sklearn.linear_model.RidgeClassifier()
sklearn.linear_model.RidgeClassifier(random_state=3)
sklearn.linear_model.SGDClassifier(random_state=3)
sklearn.linear_model.SGDRegressor(random_state=3)
sklearn.metrics.accuracy_score(K, K)
sklearn.metrics.adjusted_mutual_info_score(K, K)
sklearn.metrics.adjusted_rand_score(K, K)
sklearn.metrics.auc([0.0, 0.5, 1.0], [0.0, 0.7, 1.0])
sklearn.metrics.average_precision_score(B, V)
sklearn.metrics.balanced_accuracy_score(K, K)
sklearn.metrics.brier_score_loss(B, [0.1, 0.9, 0.8, 0.6])
sklearn.metrics.calinski_harabasz_score(M, K % 2)
sklearn.metrics.classification_report(B, B)
sklearn.metrics.cohen_kappa_score(K, K)
sklearn.metrics.completeness_score(K, K)
sklearn.metrics.confusion_matrix(K, K)
sklearn.metrics.d2_absolute_error_score(V, W)
sklearn.metrics.davies_bouldin_score(M, K % 2)
sklearn.metrics.explained_variance_score(V, W)
sklearn.metrics.f1_score(B, B)
sklearn.metrics.f1_score(K, K, average=None)
sklearn.metrics.fbeta_score(B, B, beta=0.5)
sklearn.metrics.fowlkes_mallows_score(K, K)
sklearn.metrics.hamming_loss(K, K)
sklearn.metrics.hinge_loss(B, V)
sklearn.metrics.homogeneity_score(K, K)
sklearn.metrics.jaccard_score(B, B)
sklearn.metrics.jaccard_score(K, K, average=None)
sklearn.metrics.log_loss(B, [0.1, 0.9, 0.8, 0.6])
sklearn.metrics.matthews_corrcoef(B, B)
sklearn.metrics.max_error(V, W)
sklearn.metrics.mean_absolute_error(V, W)
sklearn.metrics.mean_absolute_percentage_error(V, W)
sklearn.metrics.mean_squared_error(V, W)
sklearn.metrics.mean_squared_log_error(V, W)
sklearn.metrics.median_absolute_error(V, W)
sklearn.metrics.multilabel_confusion_matrix(B, B)
sklearn.metrics.mutual_info_score(K, K)
sklearn.metrics.normalized_mutual_info_score(K, K)
sklearn.metrics.precision_recall_curve(B, V)
sklearn.metrics.precision_score(B, B)
sklearn.metrics.precision_score(K, K, average=None)
sklearn.metrics.r2_score(V, W)
sklearn.metrics.rand_score(K, K)
sklearn.metrics.recall_score(B, B)
sklearn.metrics.recall_score(K, K, average=None)
sklearn.metrics.roc_auc_score(B, V)
sklearn.metrics.roc_curve(B, V)
sklearn.metrics.root_mean_squared_error(V, W)
sklearn.metrics.silhouette_score(M, K % 2)
sklearn.metrics.v_measure_score(K, K)
sklearn.metrics.zero_one_loss(K, K)
sklearn.model_selection.GroupKFold()
sklearn.model_selection.KFold()
sklearn.model_selection.KFold(random_state=3)
sklearn.model_selection.LeaveOneOut()
sklearn.model_selection.RepeatedKFold(random_state=3)
sklearn.model_selection.RepeatedStratifiedKFold(random_state=3)
sklearn.model_selection.ShuffleSplit(random_state=3)
sklearn.model_selection.StratifiedKFold()
sklearn.model_selection.StratifiedKFold(random_state=3)
sklearn.model_selection.StratifiedShuffleSplit(random_state=3)
sklearn.model_selection.TimeSeriesSplit()
sklearn.model_selection.cross_val_predict(E, M, K % 2, cv=2)
sklearn.model_selection.cross_val_score(E, M, K % 2, cv=2)
sklearn.model_selection.train_test_split(M, V, test_size=0.5, random_state=3)
sklearn.model_selection.train_test_split(L, random_state=3)
sklearn.naive_bayes.BernoulliNB()
sklearn.naive_bayes.ComplementNB()
sklearn.naive_bayes.GaussianNB()
sklearn.naive_bayes.MultinomialNB()
sklearn.neighbors.KNeighborsClassifier()
sklearn.neighbors.KNeighborsRegressor()
sklearn.neighbors.NearestCentroid()
sklearn.neural_network.MLPClassifier(random_state=3)
sklearn.neural_network.MLPRegressor(random_state=3)
sklearn.pipeline.Pipeline([("a", E)])
sklearn.pipeline.make_pipeline(E)
sklearn.pipeline.make_pipeline(E, E)
sklearn.preprocessing.LabelEncoder()
sklearn.preprocessing.MaxAbsScaler()
sklearn.preprocessing.MinMaxScaler()
sklearn.preprocessing.Normalizer()
sklearn.preprocessing.PolynomialFeatures()
sklearn.preprocessing.PowerTransformer()
sklearn.preprocessing.RobustScaler()
sklearn.preprocessing.StandardScaler()
sklearn.svm.LinearSVC(random_state=3)
sklearn.svm.LinearSVR(random_state=3)
sklearn.svm.NuSVC()
sklearn.svm.NuSVC(random_state=3)
sklearn.svm.NuSVR()
sklearn.svm.SVC()
sklearn.svm.SVC(random_state=3)
sklearn.svm.SVR()
sklearn.tree.DecisionTreeClassifier(random_state=3)
sklearn.tree.DecisionTreeRegressor(random_state=3)
sklearn.tree.ExtraTreeClassifier(random_state=3)
sklearn.tree.ExtraTreeRegressor(random_state=3)
sklearn.base.Estimator.decision_function(E, M)
sklearn.base.Steps.decision_function(Q, M)
sklearn.base.Estimator.predict(E, M)
sklearn.base.Steps.predict(Q, M)
sklearn.base.Estimator.predict_log_proba(E, M)
sklearn.base.Steps.predict_log_proba(Q, M)
sklearn.base.Estimator.predict_proba(E, M)
sklearn.base.Steps.predict_proba(Q, M)
sklearn.base.Estimator.score(E, M, [0, 1, 0, 1])
sklearn.base.Steps.score(Q, M, [0, 1, 0, 1])
sklearn.base.Estimator.transform(H, M)
sklearn.base.Steps.transform(J, M)
sklearn.base.Estimator.inverse_transform(H, M)
sklearn.base.Steps.inverse_transform(J, M)
sklearn.base.Estimator.predict(D, M)
sklearn.base.Estimator.score(D, M, V)
sklearn.base.Splitter.split(A, M)
sklearn.base.Splitter.get_n_splits(A)
sklearn.base.Slicer.split(U, [0, 1, 2, 3, 4, 5, 6])
sklearn.base.Slicer.get_n_splits(U)
PIL.Image.new("L", (3, 2))
PIL.Image.merge("RGB", [I, I, I])
PIL.Image.blend(I, I, 0.5)
PIL.Image.composite(I, I, I)
PIL.Image.fromarray(np.zeros((4, 3), np.uint8))
PIL.Image.fromarray(np.zeros((4, 3, 3), np.uint8))
PIL.Image.frombytes("L", (3, 2), b"123456")
PIL.ImageOps.colorize(I, "black", "white")
PIL.ImageOps.contain(I, (2, 2))
PIL.ImageOps.cover(I, (2, 2))
PIL.ImageOps.fit(I, (2, 2))
PIL.ImageOps.fit(I, (4, 3))
PIL.ImageOps.pad(I, (4, 3))
PIL.ImageOps.pad(I, (8, 3))
PIL.ImageOps.crop(I)
PIL.ImageOps.expand(I, 2)
PIL.ImageOps.posterize(I, 2)
PIL.ImageOps.scale(I, 1)
PIL.ImageOps.scale(I, 2)
PIL.ImageChops.add(I, I)
PIL.ImageChops.add_modulo(I, I)
PIL.ImageChops.blend(I, I, 0.5)
PIL.ImageChops.composite(I, I, I)
PIL.ImageChops.constant(I, 3)
PIL.ImageChops.darker(I, I)
PIL.ImageChops.difference(I, I)
PIL.ImageChops.hard_light(I, I)
PIL.ImageChops.lighter(I, I)
PIL.ImageChops.logical_and(I.convert("1"), I.convert("1"))
PIL.ImageChops.logical_or(I.convert("1"), I.convert("1"))
PIL.ImageChops.logical_xor(I.convert("1"), I.convert("1"))
PIL.ImageChops.multiply(I, I)
PIL.ImageChops.overlay(I, I)
PIL.ImageChops.screen(I, I)
PIL.ImageChops.soft_light(I, I)
PIL.ImageChops.subtract(I, I)
PIL.ImageChops.subtract_modulo(I, I)
PIL.ImageFilter.BoxBlur(2)
PIL.ImageFilter.MaxFilter(3)
PIL.ImageFilter.MedianFilter(3)
PIL.ImageFilter.MinFilter(3)
PIL.ImageFilter.GaussianBlur(2)
PIL.ImageFilter.Kernel((3, 3), [1] * 9)
PIL.ImageFilter.RankFilter(3, 2)
PIL.Image.Image.convert(I, "RGB")
PIL.Image.Image.convert(I, "L")
PIL.Image.Image.crop(I, (0, 0, 2, 2))
PIL.Image.Image.filter(I, PIL.ImageFilter.BLUR)
PIL.Image.Image.getchannel(I, 0)
PIL.Image.Image.getpixel(I, (1, 1))
PIL.Image.Image.point(I, lambda v: v // 2)
PIL.Image.Image.point(I, list(range(256)))
PIL.Image.Image.quantize(I, 4)
PIL.Image.Image.reduce(I, 2)
PIL.Image.Image.resize(I, (2, 2))
PIL.Image.Image.resize(I, (4, 3))
PIL.Image.Image.rotate(I, 0)
PIL.Image.Image.rotate(I, 30)
PIL.Image.Image.transform(I, (4, 3), PIL.Image.AFFINE, (1, 0, 0, 0, 1, 0))
PIL.Image.Image.transpose(I, PIL.Image.FLIP_LEFT_RIGHT)
PIL.ImageEnhance.Color.enhance(PIL.ImageEnhance.Color(I), 1.5)
PIL.ImageEnhance.Brightness.enhance(PIL.ImageEnhance.Brightness(I), 1.0)
PIL.ImageEnhance.Contrast.enhance(PIL.ImageEnhance.Contrast(I), 1.5)
PIL.ImageEnhance.Sharpness.enhance(PIL.ImageEnhance.Sharpness(I), 1.5)
PIL.Image.alpha_composite(I.convert("RGBA"), I.convert("RGBA"))
PIL.Image.Image.__enter__(I)
"""


@dataclass
class Call:
    """One call: the receiver of a method (or None), and the arguments."""

    function: object
    text: str
    receiver: object = None
    args: list = field(default_factory=list)
    kwargs: dict = field(default_factory=dict)


def names() -> dict[str, object]:
    """Fresh arguments: vectors, matrices, cubes, whole numbers, booleans, complex numbers, numbers, sequences."""
    m = np.array([[4.0, 1.0, 0.5, 0.0], [1.0, 3.0, 0.2, 0.1], [0.5, 0.2, 5.0, 0.3], [0.0, 0.1, 0.3, 2.0]])
    return {
        "V": np.array([0.5, 1.25, 2.0, 3.75]),
        "W": np.array([2.0, 0.25, 1.5, 0.75]),
        "M": m,
        "K": np.array([0, 1, 3, 2]),
        "B": np.array([True, False, True, True]),
        "C": np.array([1 + 2j, 0.5 - 1j, 2 + 0j, 1j]),
        "T": np.arange(27.0).reshape(3, 3, 3),
        "F": np.asfortranarray(m[:3]),
        "Z": np.array(2.5),
        "N": 3,
        "X": 0.5,
        "L": [1.0, 2.0, 0.5, 3.0],
        "P": (2, 2),
        **others(),
    }


def others() -> dict[str, object]:
    """A graph and an image, where the packages are installed."""
    made: dict[str, object] = {}
    with contextlib.suppress(ImportError):
        import networkx

        made["G"] = networkx.Graph([(0, 1), (1, 2), (2, 3), (0, 2)])
    with contextlib.suppress(ImportError):
        from PIL import Image

        made["I"] = Image.new("L", (4, 3), 7)
    return made


def models() -> dict[str, object]:
    """Fitted models of scikit-learn: a classifier, a regressor, a scaler, pipelines with each, and splitters."""
    from sklearn import linear_model, model_selection, pipeline, preprocessing, tree

    x, y = names()["M"], [0, 1, 0, 1]
    scaler = preprocessing.StandardScaler()
    return {
        "E": linear_model.LogisticRegression().fit(x, y),
        "D": tree.DecisionTreeRegressor(random_state=3).fit(x, y),
        "H": scaler.fit(x),
        "Q": pipeline.make_pipeline(preprocessing.StandardScaler(), linear_model.LogisticRegression()).fit(x, y),
        "J": pipeline.make_pipeline(preprocessing.StandardScaler()).fit(x),
        "A": model_selection.KFold(2),
        "U": model_selection.TimeSeriesSplit(2),
    }


POOL = "VMKBCTFZNXLP"


def kinds(value: object) -> set[str]:
    """What a value is, as far as it has to be looked at besides."""
    return {"frames"} if frame_kind(value) else set()


def arrays_of(value: object) -> list:
    """The arrays inside an object of a package other than NumPy, by name."""
    if isinstance(value, dict):
        return [part for part in value.values() if isinstance(part, np.ndarray)]
    return []


def state_of(value: object) -> object:
    """What can be seen of any other argument."""
    if frame_kind(value):
        return frame_state(value)
    if isinstance(value, np.random.Generator):
        return repr(value.bit_generator.state)
    if hasattr(value, "edges") and hasattr(value, "nodes"):
        return list(value.nodes(data=True)), list(value.edges(data=True)), value.graph
    if hasattr(value, "get_params") or hasattr(value, "get_n_splits"):
        return pickle.dumps(value)
    if hasattr(value, "tobytes") and hasattr(value, "mode"):
        return value.mode, value.size, value.tobytes(), value.info
    return type(value), repr(value)


def resolve(module: object, stem: str, name: str) -> object:
    """The function of a table entry: `add`, `ndarray.sum`, `add.reduce`."""
    if name.split(".")[0] in NAMELESS:
        return None
    value = module
    for part in name.split("."):
        # The table's graphs are directed ones, too.
        value = getattr(module.DiGraph if value is getattr(module, "Graph", None) else value, part)
    return value


def exists(module: object, stem: str, name: str) -> bool:
    """Whether the installed version of a package has the name."""
    if stem == "pandas":
        return frame_samples.exists(name)
    try:
        resolve(module, stem, name)
    except AttributeError:
        return False
    return True


def instances(stem: str, type_name: str) -> list:
    """Samples of a type."""
    made = {
        "numpy.ndarray": lambda: [names()["V"], names()["M"], names()["C"], names()["F"], names()["Z"], names()["K"]],
        "numpy.dtype": lambda: [np.dtype("f8"), np.dtype("i4")],
        "numpy.finfo": lambda: [np.finfo(float)],
        "numpy.iinfo": lambda: [np.iinfo(int)],
        "numpy.errstate": lambda: [np.errstate()],
        "networkx.Graph": lambda: [others()["G"]],
        "PIL.Image.Image": lambda: [others()["I"]],
        "numpy.random.SeedSequence": lambda: [np.random.SeedSequence(3)],
    }
    if stem == "pandas":
        return frame_samples.instances(type_name)
    return made.get(f"{stem}.{type_name}", list)()


def written(stem: str, name: str) -> Iterator[str]:
    start = f"{stem}.{name}("
    for line in WRITTEN.strip().splitlines():
        if line.startswith(start):
            yield line[len(start) - 1 :]


def packages() -> dict[str, object]:
    """The packages by name, with the parts that sample calls mention."""
    found = {name: sys.modules.get(name) for name in ("scipy", "networkx", "PIL", "sklearn")}
    with contextlib.suppress(ImportError):
        for part in ("ImageEnhance", "ImageFilter"):
            importlib.import_module(f"PIL.{part}")
        found["PIL"] = sys.modules["PIL"]
    return found


def capture(*args: object, **kwargs: object) -> tuple[list, dict]:
    return list(args), kwargs


def calls(stem: str, module: object, name: str, owner: str | None) -> Iterator[Call]:
    """The written calls, then all combinations of the pool."""
    if stem == "pandas":
        for function, text, receiver, args, kwargs in frame_samples.calls(name, owner):
            yield Call(function, text, receiver, args, kwargs)
        return
    function = resolve(module, stem, name)
    for text in written(stem, name):
        fitted = models() if stem.startswith("sklearn.") else {}
        space = {**names(), **fitted, "np": np, "capture": capture, **packages()}
        args, kwargs = eval(f"capture{text}", space)
        receiver = args.pop(0) if owner else None
        bound = getattr(receiver, name.rpartition(".")[2]) if owner else function
        yield Call(bound, text, receiver, args, kwargs)
    if f"{stem}.{name}" in ONLY_WRITTEN:
        return
    if owner:
        for sample, count in itertools.product(range(len(instances(stem, owner))), range(3)):
            for keys in itertools.product(POOL, repeat=count):
                receiver = instances(stem, owner)[sample]
                args = [names()[key] for key in keys]
                if not hasattr(receiver, name.rpartition(".")[2]):
                    continue
                bound = getattr(receiver, name.rpartition(".")[2])
                yield Call(bound, f"[{sample}]({', '.join(keys)})", receiver, args)
        return
    if stem.startswith("sklearn."):
        return
    if stem == "networkx" or stem.startswith("PIL."):
        letter = "G" if stem == "networkx" else "I"
        yield Call(function, f"({letter})", None, [names()[letter]])
        return
    for count in range(POOL_LIMIT + 1):
        pool = POOL if count < POOL_LIMIT else "VMKN"
        for keys in itertools.product(pool, repeat=count):
            space = names()
            yield Call(function, f"({', '.join(keys)})", None, [copy.copy(space[key]) for key in keys])
