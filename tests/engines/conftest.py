"""Packages written by hand, on real clusters of several processes. Run by `./test engines`, in a venv of its own."""

from __future__ import annotations

import importlib.util
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "runtime_py" / "tests")]
spec = importlib.util.spec_from_file_location("packages", ROOT / "runtime_py" / "tests" / "conftest.py")
assert spec is not None and spec.loader is not None
packages = importlib.util.module_from_spec(spec)
sys.modules["packages"] = packages
spec.loader.exec_module(packages)
packages.TIME_OUT = 180  # seconds: each run may start a cluster, and a busy machine takes its time
packages.SETTLING = 40.0  # seconds: a cluster whose gateway was killed notices it by and by
package, counters = packages.package, packages.counters

os.environ.update(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=secrets.token_hex(32))  # for the clusters of these tests
BACKENDS = [name for name, module in (("dask", "distributed"), ("ray", "ray")) if importlib.util.find_spec(module)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "backend" in metafunc.fixturenames:
        metafunc.parametrize("backend", BACKENDS)


def descendants(root: int) -> list[tuple[int, str]]:
    """The processes below one, with their command lines."""
    parents: dict[int, int] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                fields = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] not in "ZX":
                parents[int(name)] = int(fields[1])
    found = []
    for pid in parents:
        above = pid
        while above in parents and above != root:
            above = parents[above]
        if above == root and pid != root:
            try:
                line = Path("/proc", str(pid), "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            found.append((pid, line))
    return found


@pytest.fixture(scope="session")
def clusters() -> Iterator[dict[str, str]]:
    """Addresses of clusters that many tests share, started when the first of them asks."""
    running: list[subprocess.Popen[str]] = []

    class Addresses(dict[str, str]):
        def __missing__(self, backend: str) -> str:
            command = [sys.executable, str(Path(__file__).with_name("cluster.py")), backend]
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
            running.append(process)
            assert process.stdout is not None
            self[backend] = process.stdout.readline().strip()
            assert self[backend]
            return self[backend]

    yield Addresses()
    for process in running:
        process.communicate("")


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """After each test, no process and no folder of a cluster is left."""
    yield
    assert not [line for _, line in descendants(os.getpid()) if "/tmp/surge-" in line or "_gateway.main" in line]
    drivers = {folder: folder.name.split("-")[1] for folder in Path("/tmp").glob("surge-*-*")}
    assert not [folder for folder, pid in drivers.items() if not Path("/proc", pid).exists()]
