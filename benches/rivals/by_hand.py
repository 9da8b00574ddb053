"""The same workloads, written for one library each: python by_hand.py LIBRARY WORKLOAD [PROCESSES]

As their manuals suggest it for a map whose results are wanted in order; chunks are the library's own choice where it has
one, and otherwise a quarter of each process's share, which is what `Pool.map` takes.
"""

import os
import sys

from work import WORKLOADS, report


def pool(function, items, processes):
    """multiprocessing.Pool, started by fork as long as that is the default."""
    import multiprocessing

    with multiprocessing.Pool(processes) as workers:
        return workers.map(function, items)


def single(function, items, processes):
    """multiprocessing.Pool, one item at a time."""
    import multiprocessing

    with multiprocessing.Pool(processes) as workers:
        return workers.map(function, items, chunksize=1)


def surge_rt(function, items, processes):
    """surge_rt.imap, which has to be told by SURGE_FORCE that no-ops are worth it."""
    from surge_rt import imap

    return list(imap(function, items))


def executor(function, items, processes):
    """concurrent.futures.ProcessPoolExecutor."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(processes) as workers:
        return list(workers.map(function, items, chunksize=max(1, len(items) // (4 * processes))))


def joblib(function, items, processes):
    """joblib.Parallel with its own backend and batches."""
    from joblib import Parallel, delayed

    return Parallel(n_jobs=processes)(delayed(function)(item) for item in items)


def mpire(function, items, processes):
    """mpire.WorkerPool."""
    from mpire import WorkerPool

    with WorkerPool(n_jobs=processes) as workers:
        return workers.map(function, items)


def dask(function, items, processes):
    """dask.bag on a local cluster of processes."""
    from dask import bag
    from dask.distributed import Client, LocalCluster

    with LocalCluster(n_workers=processes, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster):
        return bag.from_sequence(items, npartitions=min(len(items), 4 * processes)).map(function).compute()


def ray(function, items, processes):
    """ray tasks, each with a share of the items."""
    import ray

    ray.init(num_cpus=processes, include_dashboard=False, logging_level="error", log_to_driver=False)
    share = max(1, len(items) // (4 * processes))
    task = ray.remote(lambda part: [function(item) for item in part])
    parts = [task.remote(items[start : start + share]) for start in range(0, len(items), share)]
    return [result for part in ray.get(parts) for result in part]


LIBRARIES = {
    "pool": pool,
    "single": single,
    "surge_rt": surge_rt,
    "executor": executor,
    "joblib": joblib,
    "mpire": mpire,
    "dask": dask,
    "ray": ray,
}


if __name__ == "__main__":
    library, workload = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else os.cpu_count() or 1
    report(LIBRARIES[library](*WORKLOADS[workload], count))
