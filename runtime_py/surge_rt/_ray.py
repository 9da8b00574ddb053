"""Ray for the gateway: a cluster that is there, or one on this machine. Imported by the gateway alone."""

from __future__ import annotations

import asyncio

import ray
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from ._gateway import call_by_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

RETRIES = 3  # of a task whose worker or node is lost
# References inside of a list stay references: a worker fetches what its interpreter does not know yet.
CALL = """
def surge_fetching_call(call, version, text, what, digest, launch, bundle, *chunk):
    import ray
    chunk = list(chunk)
    if chunk:
        shared = chunk[1]
        chunk[1] = lambda: ray.get(shared[0])
    return call(version, text, what, digest, launch, lambda: ray.get(bundle[0]), *chunk)
"""


class Ray:
    """One connection."""

    def __init__(self, setup: dict[str, Any], folder: str) -> None:
        self.setup = setup
        self.folder = folder
        self.bundle: Any = None
        self.task: Any = None
        self.turn = 0
        self.relay = (call_by_value(), setup["version"], setup["relay"])
        self.known = (setup["digest"], setup["launch"])

    async def start(self) -> None:
        """Connect to the cluster that is asked for, or start one."""
        options: dict[str, Any] = {"log_to_driver": False, "logging_level": "error", "configure_logging": False}
        address = self.setup["scheduler"]
        if address:
            options["address"] = address.partition("tcp://")[2] or address
        else:
            options.update(
                address="local",
                num_cpus=self.setup["workers"],
                include_dashboard=False,
                _temp_dir=self.folder,
            )
        await asyncio.to_thread(lambda: ray.init(**options))
        namespace: dict[str, Any] = {"__name__": "__main__"}
        exec(CALL, namespace)
        self.task = ray.remote(num_cpus=1, max_retries=RETRIES)(namespace["surge_fetching_call"])
        self.bundle = await self.share(self.setup["bundle"])

    async def survey(self) -> dict[str, tuple[int, str]]:
        """Ask every node whether it is like the driver."""
        nodes = {
            node["NodeID"]: int(node["Resources"].get("CPU", 0))
            for node in await asyncio.to_thread(ray.nodes)
            if node["Alive"] and node["Resources"].get("CPU", 0) >= 1
        }
        verdicts = await asyncio.gather(*(self._check([node]) for node in nodes), return_exceptions=True)
        return {
            node: (slots, verdict if isinstance(verdict, str) else f"unfit: {verdict!r}")
            for (node, slots), verdict in zip(nodes.items(), verdicts)
        }

    def _check(self, where: list[str]) -> Any:
        return self._on(where).remote(*self.relay, "check", *self.known, [self.bundle])

    def _on(self, where: list[str] | None) -> Any:
        """The task, bound to one of these nodes in turn; None: to any."""
        if where is None:
            return self.task
        self.turn += 1
        node = where[self.turn % len(where)]
        return self.task.options(scheduling_strategy=NodeAffinitySchedulingStrategy(node, soft=False))

    async def ping(self, where: list[str]) -> None:
        """One task there and back."""
        await self._check(where)

    async def share(self, data: bytes) -> Any:
        """Put it into the object store, from where each node fetches it once."""
        return ray.put(data)

    async def compute(self, name: str, job: Any, items: bytes, where: list[str] | None) -> tuple[str, Any]:
        """Submit one chunk; Ray itself runs it again when a worker or a node is lost."""
        task = self._on(where)
        reference = task.remote(*self.relay, "relay", *self.known, [self.bundle], name, [job], items)
        try:
            return await reference  # type: ignore[no-any-return]
        except asyncio.CancelledError:
            ray.cancel(reference)
            raise

    async def tend(self) -> bool:
        """Ray replaces workers itself; it is the nodes that there have to be."""
        nodes = await asyncio.to_thread(ray.nodes)
        return any(node["Alive"] and node["Resources"].get("CPU", 0) >= 1 for node in nodes)

    async def close(self) -> None:
        """Disconnect; interpreters end with the workers that hold them, or when idle.

        A cluster that was started here ends with its processes (`_gateway.end_descendants`): asking it to stop takes more than a second.
        """
        if self.setup["scheduler"]:
            await asyncio.to_thread(ray.shutdown)
