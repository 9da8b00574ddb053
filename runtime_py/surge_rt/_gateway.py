"""The driver's way to a cluster: a process of its own that talks to Dask or Ray, and to the driver over two pipes.

The driver never imports either package: their threads, signal handlers, random draws and log handlers are none of its
program's business. When the driver ends, however it ends, its pipe does, and everything that was started here goes.

    driver (_cluster)  -- jobs, chunks of items -->  gateway  -- tasks -->  cluster's workers (_relay)
           ^                                            |                      |    pipes
           +------ results, as they come ---------------+                      v
                                                                          interpreters (_outpost)

Frames: kind, job, chunk, length, then so many bytes.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import queue
import shutil
import signal
import sys
import threading
from struct import Struct
from time import perf_counter, sleep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any, Protocol

    class Engine(Protocol):
        """What an adapter for one package does."""

        def __init__(self, setup: dict[str, Any], folder: str) -> None:
            """Note the settings; `folder` is for files that the package wants to write."""

        async def start(self) -> None:
            """Connect, or start a local cluster."""

        async def survey(self) -> dict[str, tuple[int, str]]:
            """For each worker or node: how many tasks it runs at a time, and what `_relay.check` says of it."""

        async def ping(self, where: list[str]) -> None:
            """Run a task that does nothing but find an interpreter."""

        async def share(self, data: bytes) -> Any:
            """Put data where all workers find it."""

        async def compute(self, name: str, job: Any, items: bytes, where: list[str] | None) -> tuple[str, Any]:
            """What `_relay.relay` says about one chunk; `where`: on one of these, None for any."""

        async def tend(self) -> bool:
            """Start what was lost of a local cluster and nobody else starts again; False while there is no worker."""

        async def close(self) -> None:
            """Stop what was started."""


FRAME = Struct("<cQQQ")
ATTEMPTS = 5
PAUSE = 0.3
BEAT_SECONDS = 2.0
LONELY_SECONDS = 30.0
MOST_PINGS = 64
ROUNDS = 3
CLOSE_SECONDS = 45.0
END_SECONDS = 10.0
PR_SET_CHILD_SUBREAPER = 36
# Defined where pickling goes by content: a worker has none of our modules.
CALL = """
def surge_call(version, text, what, *arguments):
    import sys
    from types import ModuleType
    name = "surge_relay_" + version
    module = sys.modules.get(name)
    if module is None:
        module = ModuleType(name)
        exec(compile(text, "<surge relay>", "exec"), module.__dict__)
        module = sys.modules.setdefault(name, module)
    return getattr(module, what)(*arguments)
"""


def call_by_value() -> Any:
    """A function that runs the relay's text in any interpreter."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(CALL, namespace)
    return namespace["surge_call"]


class Gateway:
    """Jobs and chunks from the driver, results to it."""

    def __init__(self, setup: dict[str, Any], take: int, give: int) -> None:
        self.setup = setup
        self.take = take
        self.give = give
        self.folder = setup["folder"]
        self.frames: asyncio.Queue[tuple[bytes, int, int, bytes] | None] = asyncio.Queue()
        self.results: queue.SimpleQueue[tuple[bytes, int, int, bytes]] = queue.SimpleQueue()
        self.jobs: dict[int, tuple[bytes, bool]] = {}  # what the tasks of a region read, and whether they read files
        self.shared: dict[int, asyncio.Future[Any]] = {}
        self.running: dict[int, set[asyncio.Task[None]]] = {}
        self.here: list[str] = []
        self.fit: list[str] = []
        self.all_fit = True
        self.ready = False
        self.engine: Engine

    async def run(self) -> None:
        """Until the driver hangs up."""
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, args=(loop,), daemon=True).start()
        threading.Thread(target=self._write, daemon=True).start()
        beat = None
        try:
            begin = perf_counter()
            self.engine = _engine(self.setup["engine"])(self.setup, self.folder)
            hello = await self._unless_hung_up(self._begin())
            if hello is None:
                return
            hello["seconds"] = perf_counter() - begin
            self.ready = True
            self.send(b"H", 0, 0, pickle.dumps(hello))
            beat = asyncio.ensure_future(self._beat())
            await self._serve()
        except Exception as error:
            self.send(b"E", 0, 0, " ".join(f"{type(error).__name__}: {error}".split()).encode()[:500])
            while await self.frames.get() is not None:
                continue
        finally:
            if beat is not None:
                beat.cancel()
            await self._end()

    async def _begin(self) -> dict[str, Any]:
        """Start or connect; what the driver wants to know."""
        await self.engine.start()
        slots = await self._look_around()
        size = sum(slots[where] for where in self.fit)
        pings = min(MOST_PINGS, 2 * size)
        await asyncio.gather(*(self.engine.ping(self.fit) for _ in range(pings)))  # the first time starts processes
        # The program goes on meanwhile, and may be in the way: the shortest time is the truest one.
        many = min([await self._time_of_pings(pings) for _ in range(ROUNDS)])
        one = min([await self._time_of_pings(1) for _ in range(ROUNDS)])
        return {
            "size": size,
            "here": sum(slots[where] for where in self.here),
            "chunk": many * min(size, pings) / pings,
            "latency": one,
        }

    async def _time_of_pings(self, count: int) -> float:
        begin = perf_counter()
        await asyncio.gather(*(self.engine.ping(self.fit) for _ in range(count)))
        return perf_counter() - begin

    async def _unless_hung_up(self, work: Coroutine[Any, Any, Any]) -> Any:
        """What `work` gives; None when the driver, which sends nothing meanwhile, hangs up before."""
        task = asyncio.ensure_future(work)
        end = asyncio.ensure_future(self.frames.get())
        done, _ = await asyncio.wait({task, end}, return_when=asyncio.FIRST_COMPLETED)
        if task not in done:
            return None  # what was begun ends with its processes
        end.cancel()
        return task.result()

    async def _look_around(self) -> dict[str, int]:
        """Learn which workers may compute; those that would compute something else never do."""
        survey = await self.engine.survey()
        self.here = [where for where, (_, verdict) in survey.items() if verdict == "here"]
        self.fit = [where for where, (_, verdict) in survey.items() if verdict in ("here", "elsewhere")]
        self.all_fit = len(self.fit) == len(survey)
        if not self.fit:
            problems = {verdict for _, verdict in survey.values()} or {"it has no workers"}
            raise RuntimeError(f"no worker can compute for this program: {sorted(problems)[0]}")
        return {where: slots for where, (slots, _) in survey.items()}

    async def _serve(self) -> None:
        while True:
            frame = await self.frames.get()
            if frame is None:
                return
            kind, job, chunk, body = frame
            if kind == b"J":
                self.jobs[job] = (body, bool(chunk))
                self.running[job] = set()
            elif kind == b"C" and job in self.jobs:
                task = asyncio.ensure_future(self._compute(job, chunk, body))
                self.running[job].add(task)
                task.add_done_callback(self.running[job].discard)
            elif kind == b"F":
                self._forget(job)

    def _forget(self, job: int) -> None:
        """A region has ended: what is left of it is not wanted."""
        self.jobs.pop(job, None)
        self.shared.pop(job, None)
        for task in list(self.running.pop(job, ())):
            task.cancel()

    async def _compute(self, job: int, chunk: int, items: bytes) -> None:
        """One chunk, again where the cluster lost it or its worker turned out to be another kind of machine."""
        why = ""
        name = f"{os.getpid()}-{job}"
        for attempt in range(ATTEMPTS):
            try:
                await asyncio.sleep(PAUSE * attempt)  # until what was lost has been replaced
                shared = await self._share(job)
                where = self.here if self.jobs[job][1] else None if self.all_fit else self.fit
                status, result = await self.engine.compute(name, shared, items, where)
                if status == "done":
                    self.send(b"R", job, chunk, result)
                    return
                why = str(result)
                if status == "lost":
                    break
                await self._look_around()
            except KeyError:
                return  # the region has ended meanwhile
            except Exception as error:
                why = f"{type(error).__name__}: {error}"
                self.shared.pop(job, None)  # it may have been lost with the workers that held it
        self.send(b"L", job, chunk, why.encode()[:500])

    async def _share(self, job: int) -> Any:
        """What the tasks of a region read, in the cluster; sent once, however many chunks ask for it."""
        if job not in self.shared:
            self.shared[job] = asyncio.ensure_future(self.engine.share(self.jobs[job][0]))
        return await asyncio.shield(self.shared[job])

    async def _beat(self) -> None:
        """Tell the driver now and then that there is somebody; tell it to go on alone where there are no workers any more."""
        seen = perf_counter()
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            self.send(b"B", 0, 0, b"")
            try:
                if await self.engine.tend():
                    seen = perf_counter()
            except Exception as error:
                self.send(b"N", 0, 0, repr(error).encode())
            if perf_counter() - seen > LONELY_SECONDS:
                self.send(b"E", 0, 0, b"it has no workers any more")
                return

    async def _end(self) -> None:
        for job in list(self.jobs):
            self._forget(job)
        if self.ready:
            try:
                await asyncio.wait_for(self.engine.close(), CLOSE_SECONDS)
            except Exception as error:
                self.send(b"N", 0, 0, repr(error).encode())
        end_descendants()
        shutil.rmtree(self.folder, ignore_errors=True)

    def send(self, kind: bytes, job: int, chunk: int, body: bytes) -> None:
        """Hand a frame to the thread that writes."""
        self.results.put((kind, job, chunk, body))

    def _write(self) -> None:
        while True:
            kind, job, chunk, body = self.results.get()
            try:
                for part in (FRAME.pack(kind, job, chunk, len(body)), body):
                    view = memoryview(part)
                    while view:
                        view = view[os.write(self.give, view[: 1 << 20]) :]
            except OSError:
                return  # nobody listens; the other thread finds out as well

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        frame: tuple[bytes, int, int, bytes] | None
        while True:
            frame = read_frame(self.take)
            try:
                loop.call_soon_threadsafe(self.frames.put_nowait, frame)
            except RuntimeError:
                return  # the loop has been closed
            if frame is None:
                return


def read_frame(fd: int) -> tuple[bytes, int, int, bytes] | None:
    """One frame; None at the end."""
    head = _exactly(fd, FRAME.size)
    if head is None:
        return None
    kind, job, chunk, size = FRAME.unpack(head)
    body = _exactly(fd, size)
    return None if body is None else (kind, job, chunk, body)


def _exactly(fd: int, size: int) -> bytes | None:
    parts = []
    while size:
        got = os.read(fd, min(size, 1 << 20))
        if not got:
            return None
        parts.append(got)
        size -= len(got)
    return b"".join(parts)


def _engine(name: str) -> Any:
    if name == "dask":
        from ._dask import Dask

        return Dask
    from ._ray import Ray

    return Ray


def adopt() -> None:
    """Become the parent of what orphans leave below this process, so that `end_descendants` finds it."""
    try:
        from ctypes import CDLL

        CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    except (ImportError, OSError, AttributeError):
        return  # not Linux


def end_descendants() -> None:
    """Kill and reap what a local cluster consists of, generation by generation; nothing of it holds anything of value.

    But for those that remove what the others have left in shared memory, which end by themselves once nobody else is there.
    """
    deadline = perf_counter() + END_SECONDS
    while (children := [child for child in _children() if not _cleans_up(child)]) and perf_counter() < deadline:
        for child in children:
            try:
                os.kill(child, signal.SIGKILL)
            except OSError:
                continue
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                continue
        except OSError:
            continue
        sleep(0.002)


def _cleans_up(process: int) -> bool:
    """Whether it is the process of `multiprocessing` that removes named semaphores and shared memory."""
    try:
        with open(f"/proc/{process}/cmdline", "rb") as file:
            return b"multiprocessing.resource_tracker" in file.read()
    except OSError:
        return False


def _children() -> list[int]:
    """The processes that this one is the parent of, as far as the system tells."""
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc/self") else []:
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
        except OSError:
            continue
        if len(fields) > 1 and name.isdigit() and int(fields[1]) == os.getpid():
            found.append(int(name))
    return found


def main() -> None:
    """Serve the driver at the other end of standard input and output."""
    take, give = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the driver's business
    adopt()
    frame = read_frame(take)
    if frame is not None:
        asyncio.run(_run(pickle.loads(frame[3]), take, give))
    sys.stdout.flush()
    os._exit(0)  # threads of the packages must not keep a finished driver waiting


async def _run(setup: dict[str, Any], take: int, give: int) -> None:
    await Gateway(setup, take, give).run()
