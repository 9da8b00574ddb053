"""Dask for the gateway: a scheduler that is there, or a local cluster of processes. Imported by the gateway alone."""

from __future__ import annotations

import asyncio

import dask
from distributed import Client, LocalCluster

from ._gateway import call_by_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CONNECT = "20s"
WORKERS = 60  # seconds to wait for one


class Dask:
    """One client."""

    def __init__(self, setup: dict[str, Any], folder: str) -> None:
        self.setup = setup
        self.folder = folder
        self.call = call_by_value()
        self.client: Any = None
        self.cluster: Any = None
        self.bundle: Any = None
        self.missing: set[Any] = set()  # workers of a local cluster that had no process when last looked
        self.closing: list[asyncio.Future[Any]] = []
        self.relay = (setup["version"], setup["relay"])
        self.known = (setup["digest"], setup["launch"])

    async def start(self) -> None:
        """Connect to the scheduler that is asked for, or start one."""
        dask.config.set({"temporary-directory": self.folder, "distributed.comm.timeouts.connect": CONNECT})
        address = self.setup["scheduler"]
        if not address:
            self.cluster = address = await LocalCluster(
                n_workers=self.setup["workers"],
                threads_per_worker=1,
                processes=True,
                memory_limit=None,
                dashboard_address=None,
                local_directory=self.folder,
                asynchronous=True,
            )
        self.client = await Client(address, asynchronous=True, set_as_default=False)
        if not self.cluster:
            await self.client.wait_for_workers(1, timeout=30)
        self.bundle = await self.share(self.setup["bundle"])

    async def survey(self) -> dict[str, tuple[int, str]]:
        """Ask every worker whether it is like the driver."""
        verdicts = await self.client.run(
            self.call, *self.relay, "check", *self.known, self.setup["bundle"], on_error="return"
        )
        threads = await self.client.nthreads()
        return {
            where: (threads[where], verdict if isinstance(verdict, str) else f"unfit: {verdict!r}")
            for where, verdict in verdicts.items()
            if where in threads
        }

    async def ping(self, where: list[str]) -> None:
        """One task there and back."""
        arguments = (*self.relay, "check", *self.known, self.bundle)
        await self.client.submit(self.call, *arguments, pure=False, workers=where, priority=1)

    async def share(self, data: bytes) -> Any:
        """Scatter to all workers, as soon as there is one."""
        await self.client.wait_for_workers(1, timeout=WORKERS)
        (future,) = await self.client.scatter([data], broadcast=True, hash=False)
        return future

    async def compute(self, name: str, job: Any, items: bytes, where: list[str] | None) -> tuple[str, Any]:
        """Submit one chunk; Dask itself runs it elsewhere when a worker is lost."""
        if self.bundle.status != "finished":
            self.bundle = await self.share(self.setup["bundle"])
        arguments = (*self.relay, "relay", *self.known, self.bundle, name, job, items)
        future = self.client.submit(self.call, *arguments, pure=False, workers=where)
        try:
            return await future  # type: ignore[no-any-return]
        except asyncio.CancelledError:
            await asyncio.shield(future.cancel())
            raise

    async def tend(self) -> bool:
        """Replace workers that were killed while they started: Dask itself starts only those again that had started."""
        if self.cluster is not None:
            missing = {name for name, nanny in self.cluster.workers.items() if nanny.pid is None}
            for name in missing & self.missing:
                self.closing.append(asyncio.ensure_future(self.cluster.workers.pop(name).close()))
            self.missing = missing
            self.cluster.scale(self.setup["workers"])
        return bool(await self.client.nthreads())

    async def close(self) -> None:
        """End the interpreters that stood for the driver, then what was started here."""
        if self.client is not None:
            if self.cluster is None:
                await asyncio.wait_for(self.client.run(self.call, *self.relay, "dismiss", self.known[0]), 10)
            await self.client.close()
        if self.cluster is not None:
            await self.cluster.close()
