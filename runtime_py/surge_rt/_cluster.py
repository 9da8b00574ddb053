"""The driver's side of Dask and Ray: a gateway process, and crews whose chunks travel through it.

The gateway is started when the first region pays for it, stays for later ones, and ends with the driver. Nobody waits
for it: until the cluster is there, the program goes on in place. Whatever goes wrong with it makes chunks lost, and lost
chunks are computed here. What starting and ending took and what a chunk costs is measured each time, and kept beside the
package's other caches for the decisions of the next run.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import select
import shutil
import subprocess
import sys
import tempfile
from struct import Struct
from time import perf_counter, sleep

from . import _bundle, _sameness, _settings, _spawn, _state, load
from ._child import HEADER, has_new_signals, unpack_or_none

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._child import Job
    from ._site import Site

FRAME = Struct("<cQQQ")
FOR_EVER = 1e9
# What starting takes and a chunk costs, before anything has been measured on this machine: as on one with two
# processors. They are only used to put off a start; from then on, measured figures are.
FIRST_START = {"dask": 2.0, "ray": 5.0}
FIRST_END = {"dask": 0.3, "ray": 0.5}
SLOWED = 0.2  # of the time that a cluster takes to start, which the program loses to it beside
FIRST_CHUNK = {"dask": 0.004, "ray": 0.004}
START_LIMIT = 180.0  # seconds that a cluster may take to start
SILENCE_LIMIT = 60.0  # seconds without a sign of life, after which the gateway is given up
CLOSE_LIMIT = 60.0  # seconds that ending a local cluster may take at the end of the program
FOLDER_SECONDS = 5.0  # for processes that still write logs while they end
POLL_MS = 1000
AHEAD = 3  # chunks for each worker that are under way or wait for their turn
MAIN = "import sys; sys.path.insert(0, {!r}); from {} import _gateway; del sys.path[0]; _gateway.main()"


class Gateway:
    """The process between this one and the cluster."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.alive = False
        self.begin = perf_counter()
        self.heard = self.begin
        self.size = 0
        self.here = 0
        self.latency = 0.0
        self.chunk = 0.0
        self.seconds = 0.0
        self.problem = ""
        self.crews: dict[int, ClusterCrew] = {}
        self.jobs = 0
        self.buffer = bytearray()
        self.process: Any = None
        self.folder = ""  # for files that Dask or Ray want to write; removed by the gateway, or here if it could not

    def start(self) -> None:
        """Start the process, which starts its cluster; `problem` says why where there is none."""
        folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        command = [sys.executable, "-c", MAIN.format(folder, __package__)]
        try:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
            )
        except OSError as error:
            self.problem = str(error)
            return
        self.alive = True
        # Not in a folder that is named by the program's environment: sockets need short paths.
        self.folder = tempfile.mkdtemp(prefix=f"surge-{os.getpid()}-", dir="/tmp" if os.path.isdir("/tmp") else None)
        os.set_blocking(self.process.stdin.fileno(), False)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.send(b"S", 0, 0, pickle.dumps(_setup(self.folder), 4))

    def is_coming(self) -> bool:
        """True while the cluster is on its way; one that takes too long is given up."""
        if self.size or not self.alive or self.owner != os.getpid():
            return False
        self.take_what_came()
        if not self.problem and perf_counter() - self.begin > START_LIMIT:
            self.give_up(f"it took longer than {START_LIMIT:.0f} s to start")
        if self.problem:
            self.give_up(self.problem)
        return self.alive and not self.size

    def send(self, kind: bytes, job: int, chunk: int, body: bytes) -> None:
        """Send one frame; a gateway that does not take it is given up."""
        if not self.alive:
            return
        out = self.process.stdin.fileno()
        poll = select.poll()
        poll.register(out, select.POLLOUT)
        began = perf_counter()
        patience = SILENCE_LIMIT if self.size else START_LIMIT
        try:
            for part in (FRAME.pack(kind, job, chunk, len(body)), body):
                view = memoryview(part)
                while view:
                    try:
                        view = view[os.write(out, view) :]
                        began = perf_counter()
                    except BlockingIOError:
                        poll.poll(POLL_MS)
                        if perf_counter() - began > patience:
                            raise OSError("it does not read") from None
        except OSError as error:
            self.give_up(str(error))

    def receive(self, milliseconds: int = POLL_MS) -> None:
        """Wait for something to come, and hand it to the crew that it is for."""
        if not self.alive:
            return
        take = self.process.stdout.fileno()
        poll = select.poll()
        poll.register(take, select.POLLIN)
        if not poll.poll(milliseconds):
            if self.size and perf_counter() - self.heard > SILENCE_LIMIT:
                self.give_up("it gave no sign of life")
            return
        self.take_what_came()

    def take_what_came(self) -> None:
        """Read all that lies in the pipe."""
        while self.alive:
            try:
                got = os.read(self.process.stdout.fileno(), 1 << 20)
            except BlockingIOError:
                break
            except OSError as error:
                self.give_up(str(error))
                return
            if not got:
                self.give_up("its process ended")
                return
            self.heard = perf_counter()
            self.buffer += got
            if len(got) < 1 << 16:
                break
        self._frames()

    def _frames(self) -> None:
        """Take whole frames off the buffer."""
        buffer, position = self.buffer, 0
        while len(buffer) - position >= FRAME.size:
            kind, job, chunk, size = FRAME.unpack_from(buffer, position)
            end = position + FRAME.size + size
            if len(buffer) < end:
                break
            self._frame(kind, job, chunk, bytes(memoryview(buffer)[position + FRAME.size : end]))
            position = end
        del buffer[:position]

    def _frame(self, kind: bytes, job: int, chunk: int, body: bytes) -> None:
        if kind == b"H":
            hello = pickle.loads(body)
            self.size, self.here = hello["size"], hello["here"]
            self.chunk, self.latency = hello["chunk"], hello["latency"]
            self.seconds = perf_counter() - self.begin
            _settings.current.workers = min(_settings.current.workers, self.size)
            _remember(self, _figures()["end"])
        elif kind == b"E":
            self.problem = body.decode(errors="replace")
            if self.size:
                self.give_up(self.problem)
        elif kind in (b"R", b"L"):
            crew = self.crews.get(job)
            if crew is not None:
                crew.arrived(chunk, body if kind == b"R" else None, body)

    def give_up(self, why: str) -> None:
        """End the process; everything that is under way is lost, and computed here."""
        self.problem = self.problem or why
        self.alive = False
        for crew in list(self.crews.values()):
            crew.lose_all(self.problem)
        if self.process is not None:
            self.process.kill()
            self._reap()

    def close(self) -> None:
        """Let the process stop what it started, and wait for that; a slow one is killed."""
        if self.owner != os.getpid() or self.process is None or not self.alive:
            return
        self.alive = False
        begin = perf_counter()
        self.process.stdin.close()
        take = self.process.stdout.fileno()
        os.set_blocking(take, True)
        deadline = perf_counter() + CLOSE_LIMIT
        poll = select.poll()
        poll.register(take, select.POLLIN)
        while perf_counter() < deadline:  # it ends its output when it has ended everything else
            if poll.poll(POLL_MS) and not os.read(take, 1 << 20):
                break
        else:
            self.process.kill()
        self._reap()
        if self.size:
            _remember(self, perf_counter() - begin)

    def _reap(self) -> None:
        deadline = perf_counter() + FOLDER_SECONDS
        while (_end_those_of(self.folder) or os.path.isdir(self.folder)) and perf_counter() < deadline:
            shutil.rmtree(self.folder, ignore_errors=True)
            sleep(0.01)
        self.process.stdout.close()
        try:
            self.process.stdin.close()
        except OSError:
            pass  # what could not be written any more is not wanted any more
        self.process.wait()


def _end_those_of(folder: str) -> bool:
    """Kill what a gateway that was killed has left of a local cluster: it works in our folder, and would write there again."""
    found = False
    for name in os.listdir("/proc") if folder and os.path.isdir("/proc/self") else []:
        try:
            if int(name) != os.getpid() and _works_in(folder, name):
                os.kill(int(name), 9)
                found = True
        except (OSError, ValueError):
            continue  # it has ended, or is none of ours
    return found


def _works_in(folder: str, process: str) -> bool:
    """Whether a process was started with the name of the folder, or has files open in it; some change their own command line."""
    with open(f"/proc/{process}/cmdline", "rb") as file:
        if os.fsencode(folder) in file.read():
            return True
    files = f"/proc/{process}/fd"
    return any(os.readlink(os.path.join(files, entry)).startswith(folder) for entry in os.listdir(files))


gateway: Gateway | None = None
broken = ""  # why there is no cluster, once that has turned out
_known: dict[str, float] | None = None  # figures of earlier runs


def _setup(folder: str) -> dict[str, Any]:
    """What the gateway has to know."""
    bundle = _bundle.make()
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "_relay.py"), "rb") as file:
        relay = file.read()
    return {
        "engine": _settings.current.backend,
        "scheduler": _settings.current.scheduler,
        "workers": _settings.current.workers,
        "folder": folder,
        "bundle": bundle,
        "digest": hashlib.sha256(bundle).hexdigest(),
        "launch": _bundle.launch(),
        "relay": relay.decode(),
        "version": hashlib.sha256(relay).hexdigest()[:16],
    }


def hire(site: Site, job: Job, plan: list[tuple[int, int]], workers: int, limit: int) -> ClusterCrew | None:
    """A crew of the cluster's workers; None where there is no cluster, or it cannot have what the region reads."""
    waits = not _settings.current.force  # in place, for a cluster that is not there yet
    if waits and is_coming():
        return None
    reason = _spawn.message_problem(site) or obstacle(site)
    if not reason:
        try:
            message = _spawn.job_message(site, job, plan, is_elsewhere=True)
        except KeyboardInterrupt:
            raise
        except _sameness.Unknown:
            reason = "a definition holds what cannot be compared with a worker's"
        except BaseException:
            reason = "what the region reads cannot be pickled"
        else:
            reason = "" if _spawn.fits(site, message) else _spawn.TOO_LARGE
    if not reason:
        start(waits)
        reason = obstacle(site)
    if reason or gateway is None or is_coming():
        site.why = reason
        return None
    return ClusterCrew(gateway, site, job, plan, message, limit)


def start(waits: bool) -> None:
    """Have a gateway; with `waits`, it is enough if it will be there."""
    global gateway, broken
    if broken or (gateway is not None and gateway.alive):
        return
    if gateway is not None:
        broken = f"the gateway was lost: {gateway.problem}"
        return
    gateway = Gateway()
    gateway.start()
    import atexit

    atexit.register(gateway.close)
    while not waits and is_coming():
        gateway.receive()


def is_coming() -> bool:
    """True while regions run in place because the cluster is not there yet.

    Where there will be none, say so once: it was asked for.
    """
    global broken
    if broken or gateway is None or gateway.size:
        return False
    if not gateway.is_coming() and not gateway.size:
        broken = f"no {_settings.current.backend} cluster: {gateway.problem}"
        if sys.__stderr__ is not None:
            sys.__stderr__.write(f"surge: {broken}; running in place\n")
            sys.__stderr__.flush()
    return not broken and not gateway.size


def obstacle(site: Site) -> str:
    """Why this site may not use the cluster; empty when it may, or might once the cluster is there."""
    if is_coming() or gateway is None:
        return broken
    if broken:
        return broken
    if not gateway.alive:
        return f"the gateway was lost: {gateway.problem}"
    if site.files and not gateway.here:
        return "it reads files, which are not there on other machines"
    return ""


def one_is_free() -> bool:
    """True when a segment need not wait for a cluster to start."""
    return gateway is not None and not is_coming() and gateway.alive


def start_cost() -> float:
    """Seconds that having workers costs a region: while a cluster starts, what they would have saved, and more."""
    if gateway is not None and not is_coming():
        return gateway.latency + 0.002
    figures = _figures()
    idle: float = 1.0 - 1.0 / load("_decide").gain() + SLOWED
    if gateway is None:
        return idle * figures["start"] + figures["end"]
    return idle * max(0.0, gateway.begin + figures["start"] - perf_counter())


def chunk_cost() -> float:
    """Seconds of a worker that one chunk costs besides its items."""
    return gateway.chunk if gateway is not None and gateway.size else _figures()["chunk"]


def place() -> str:
    """Where the cluster is, for the table of SURGE_STATS; empty before it has started."""
    if gateway is None or not gateway.size:
        return broken
    started = f"started in {gateway.seconds:.1f} s, {gateway.chunk * 1000:.1f} ms for each chunk"
    return f"{_settings.current.scheduler or 'local cluster'}, {started}"


def _cache() -> tuple[str, tuple[object, ...]]:
    settings = _settings.current
    return f"engine-{settings.backend}", (3, settings.scheduler, settings.workers if not settings.scheduler else 0)


def _figures() -> dict[str, float]:
    """What an earlier run measured, or else first guesses."""
    global _known
    if _known is None:
        name, key = _cache()
        entry = load("_program").read_cache(_state.package, key, name)
        _known = entry[1] if entry is not None else None
        if _known is None:
            backend = _settings.current.backend
            _known = {"start": FIRST_START[backend], "chunk": FIRST_CHUNK[backend], "end": FIRST_END[backend]}
    return _known


def _remember(started: Gateway, end: float) -> None:
    """Keep what was measured for the next run; `end` are the seconds that ending it took."""
    name, key = _cache()
    program = load("_program")
    figures = {"start": started.seconds, "chunk": started.chunk, "end": end}
    program.write_cache(program.cache_path(_state.package, name), (key, figures))


class ClusterCrew:
    """The cluster's workers at work for one region; see `_engines` for what is asked of a crew."""

    def __init__(
        self, gate: Gateway, site: Site, job: Job, plan: list[tuple[int, int]], message: bytes, limit: int
    ) -> None:
        self.gate = gate
        self.site = site
        self.job = job
        self.plan = plan
        self.limit = limit
        self.following = 0  # the next chunk to hand out
        self.under_way: set[int] = set()
        self.ready: dict[int, tuple[float, bytes, int] | None] = {}
        self.held = 0
        self.memory = 0  # of other processes' memory, their own machines take care
        self.why_lost = "worker lost"
        self.idle: Any = None  # called while nothing comes
        self.obstacle: Any = None  # these workers are not forked
        self.cpu_seconds = 0.0
        self.unpack_seconds = 0.0
        self.first_wait = 0.0
        begin = perf_counter()
        self.size = min(_settings.current.workers, gate.here if site.files else gate.size, len(plan))
        gate.jobs += 1
        self.number = gate.jobs
        gate.crews[self.number] = self
        gate.send(b"J", self.number, int(site.files), message)
        self._hand_out()
        self.start_seconds = perf_counter() - begin

    def _hand_out(self) -> None:
        """Keep the cluster busy, and no more than a window ahead of the driver."""
        while self.following < len(self.plan) and self._room():
            chunk = self.following
            self.following += 1
            try:
                items = _spawn.chunk_message(self.job, self.plan, chunk)
            except KeyboardInterrupt:
                raise
            except BaseException:
                self.ready[chunk] = None  # items that cannot be sent are computed in the driver
                continue
            self.under_way.add(chunk)
            self.gate.send(b"C", self.number, chunk, items)
        if not self.gate.alive:
            self.lose_all(self.gate.problem)

    def _room(self) -> bool:
        if not self.under_way:
            return True
        return self.held <= self.limit and len(self.under_way) < AHEAD * self.size

    def arrived(self, chunk: int, body: bytes | None, why: bytes) -> None:
        """Take a result from the gateway; None for a chunk that the cluster could not compute."""
        if chunk not in self.under_way:
            return
        self.under_way.discard(chunk)
        if body is None:
            self.why_lost = f"worker lost ({why.decode(errors='replace')})"
            self.site.count(f"failed chunks: {why.decode(errors='replace')}")
            self.ready[chunk] = None
            return
        _, _, seconds, _, _, _, signals = HEADER.unpack_from(body)
        self.cpu_seconds += seconds
        result = body[HEADER.size :]
        self.held += len(result)
        self.ready[chunk] = (seconds, result, signals)

    def lose_all(self, why: str) -> None:
        """There is nobody left."""
        self.why_lost = f"worker lost ({why})"
        if self.under_way:
            self.site.count(f"failed chunks: {why}", len(self.under_way))
        for chunk in self.under_way:
            self.ready[chunk] = None
        self.under_way.clear()

    def result(self, chunk: int, patience: float = FOR_EVER) -> tuple[Any, float, int]:
        """The result of one chunk: (logs and failures, processor seconds, bytes).

        None for a chunk that is lost, and for one that has not come after `patience` seconds.
        """
        end = perf_counter() + patience
        while chunk not in self.ready:
            left = end - perf_counter()
            if not self.gate.alive or left <= 0.0:
                return None, 0.0, 0
            self._hand_out()
            self.gate.receive(min(POLL_MS, int(1000 * left) + 1))
            if self.idle is not None:
                self.idle()
        entry = self.ready.pop(chunk)
        if entry is None:
            self._hand_out()
            return None, 0.0, 0
        seconds, body, signals = entry
        self.held -= len(body)
        self._hand_out()
        if signals and has_new_signals(signals):
            self.why_lost = "raised decimal signals"
            return None, seconds, 0
        begin = perf_counter()
        result = unpack_or_none(body)
        self.unpack_seconds += perf_counter() - begin
        return result, seconds, len(body)

    def poll(self) -> bool:
        """True when the result of a segment, a crew's only chunk, is there or will never come."""
        if 0 not in self.ready and self.gate.alive:
            self.gate.take_what_came()
        return 0 in self.ready or not self.gate.alive

    def close(self) -> None:
        """What is still computed is not wanted."""
        if self.gate.owner == os.getpid():
            self.gate.crews.pop(self.number, None)
            self.gate.send(b"F", self.number, 0, b"")
            self.ready.clear()
