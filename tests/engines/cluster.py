"""A cluster for several tests: python cluster.py dask|ray prints its address and lives until its input ends."""

from __future__ import annotations

import shutil
import sys
import tempfile


def dask(folder: str) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=folder) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


def ray(folder: str) -> None:
    import ray

    # Whoever knows RAY_AUTH_TOKEN may use it, as everywhere.
    ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, _temp_dir=folder)
    print(ray.get_runtime_context().gcs_address, flush=True)
    sys.stdin.read()
    ray.shutdown()


if __name__ == "__main__":
    folder = tempfile.mkdtemp(prefix="engines-", dir="/tmp")
    try:
        {"dask": dask, "ray": ray}[sys.argv[1]](folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
