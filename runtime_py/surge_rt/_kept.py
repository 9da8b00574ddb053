"""Forked workers that stay from one region of a site to its next.

Forking two workers takes some milliseconds, in which a step of a simulation may be over. A site that is entered again and again
therefore keeps its workers, where the clock says that sending them what the tasks read costs less than forking anew:

    driver   pickles needs, items and variables into one message in shared memory; writes chunk numbers into a pipe
    worker   takes a number; reads the message of that region if it has not yet; computes the chunk, sends its logs

One message, so that objects that are items and are needed as well stay one object. What workers have besides, functions and
classes above all, they have since they were forked: where these have changed, others are forked (`_sameness`). Only what is
certain to arrive as it was sent may be sent (`_approved`); everything else is left to workers that are forked for one region.

Chunk numbers carry the number of their region. A region that was not finished leaves no workers: they are ended, as are those of which one
has died.
"""

from __future__ import annotations

import os
import sys
from array import array
from struct import Struct
from time import perf_counter

from . import _approved, _child, _decide, _depth, _fork, _guard, _sameness, _settings, _state, _swap, _system, _work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from ._child import Job
    from ._feed import Sized, Stream
    from ._site import Site

TOKEN = Struct("=II")  # number of the region, number of the chunk
HEAD = Struct("=QQ")  # number of the region, bytes of its message
LONG = 0.1  # seconds of work in a region beside which forking does not matter
LARGEST = 4 << 20  # bytes of a message: copying more of them costs as much as forking
LARGEST_DRIVER = 256 << 20  # bytes of memory; what workers hold of it stays there as long as they do
HANDING_OVER = 0.0002  # seconds until a worker that waits has begun with what it was sent
READING = 1.2  # times what writing a message takes, that reading it takes
CHEAPER = 0.7  # times what forking costs: worth the trouble
HICCUP = 1.5  # times what a region cost so far, that it is believed to have cost
MOST_STARTS = 4  # of the workers of one site: what does not last is not kept
MOST_SITES = 4  # that have workers at a time
COLLECT_BYTES = 16 << 20  # of messages, after which a worker looks for cycles in what is left of them

_keepers: list[Keeper] = []  # those whose workers wait, or work; the one that was used last at the end


class Keeper:
    """What a site knows about its workers: what sending them a region costs, and who they are."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cost = 0.0  # seconds that a region takes besides its work
        self.crew: KeptCrew | None = None
        self.definitions: dict[str, object] = {}  # that the workers have
        self.held: list[object] = []  # these, so that no other one gets the address of one of them
        self.starts = 0
        self.is_untried = True  # until its regions have been compared with running in place

    def message(self, job: Job, plan: list[tuple[int, int]]) -> bytes | None:
        """A region in one pickle; None where there is something in it that might not arrive as it is."""
        limits = sys.getrecursionlimit(), _depth.of_program()
        variables = job.task.__globals__
        homes = [variables] if variables is _state.namespace else [variables, _state.namespace]
        names = [{name: home[name] for name in self.site.globals if name in home} for home in homes]
        decimal = sys.modules.get("decimal")
        context = decimal.getcontext() if decimal is not None else None
        digits = sys.get_int_max_str_digits() if hasattr(sys, "get_int_max_str_digits") else 0
        settings = limits, context, os.getcwd(), digits
        data = _approved.pack((plan, job.needs, job.items, names, settings), self.site.hashed)
        return data if data is not None and len(data) <= LARGEST else None

    def hire(self, job: Job, plan: list[tuple[int, int]], workers: int, limit: int) -> KeptCrew | None:
        """The workers for one region; None where it is better left to workers that are forked for it."""
        began = perf_counter()
        definitions = _definitions()
        message = None if definitions is None else self.message(job, plan)
        if definitions is None or message is None:
            dismiss(self.site)
            return None
        crew = self.crew
        if crew is not None and crew.size > workers:
            return None  # a segment has one of the processors for a while
        made = perf_counter()
        if crew is None or self.definitions != definitions[0] or crew.size < workers or not crew.is_whole():
            crew = self._fork(job, workers, definitions[0])
            if crew is None:
                dismiss(self.site)
                return None
            self.definitions, self.held = definitions
            crew.once = perf_counter() - made
            began += crew.once
        if self in _keepers:
            _keepers.remove(self)
        _keepers.append(self)
        if not crew.begin(job, plan, message, limit, began):
            dismiss(self.site)
            return None
        self.site.count("workers kept")
        return crew

    def _fork(self, job: Job, workers: int, definitions: dict[str, object]) -> KeptCrew | None:
        """New workers in the place of those that there are."""
        self.end()
        self.starts += 1
        if self.starts > MOST_STARTS and _settings.current.keep != "1":
            return None
        if _decide.resident_bytes() > LARGEST_DRIVER:
            return None
        for other in _keepers[: 1 - MOST_SITES]:
            other.end()
        crew = KeptCrew(job)
        crew.definitions = definitions
        crew.start(workers)
        if not crew.size:
            return None
        self.crew = crew
        self.site.count("workers started", crew.size)
        return crew

    def end(self) -> None:
        """End the workers."""
        crew, self.crew = self.crew, None
        if self in _keepers:
            _keepers.remove(self)
        if crew is not None:
            crew.end()

    def learn(self, seconds: float) -> None:
        """Blend in what one more region cost besides its work; one that cost very much more met a hiccup of the machine."""
        self.cost = 0.7 * self.cost + 0.3 * min(seconds, HICCUP * self.cost)


def may_be(site: Site) -> bool:
    """Whether workers of this site could be kept, as far as that is known without a look at its data."""
    settings = _settings.current
    return (
        site.kept is None
        and site.keeps
        and settings.keep != "0"
        and (settings.keep == "1" or not settings.force)
        and settings.engine == "fork"
        and settings.backend == "processes"
        and not (settings.memory or site.memory or _state.rebinds or _state.inherits)
        and hasattr(os, "memfd_create")
    )


def consider(site: Site, job: Job, plan: list[tuple[int, int]]) -> None:
    """Measure what keeping the workers of a site would cost, and make it a keeper where that is less than forking."""
    keeper = Keeper(site)
    site.kept = False
    seconds = float("inf")
    for _ in range(2):  # the first time pays for what later ones find ready
        began = perf_counter()
        if _definitions() is None or keeper.message(job, plan) is None:
            return
        seconds = min(seconds, perf_counter() - began)
    keeper.cost = HANDING_OVER + (1.0 + READING) * seconds
    if keeper.cost < CHEAPER * _decide.start_cost() or _settings.current.keep == "1":
        site.kept = keeper


def consider_feed(site: Site, task: Any, needs: tuple[Any, ...], feed: Sized | Stream) -> None:
    """The same before a site has had a region."""
    count = feed.known(_decide.MOST_AHEAD)
    items, start, stop = feed.window(count)
    if items is not feed.parts:
        consider(site, _child.Job(task, needs, items, False, site.sets), [(start, stop)])


def crew(site: Site, job: Job, plan: list[tuple[int, int]], workers: int, limit: int) -> KeptCrew | None:
    """Workers that are kept, for one region of this site; None where it is to have workers of its own."""
    if type(job) is not _child.Job:
        return None  # workers read the items themselves
    if site.memory or _settings.current.memory:
        dismiss(site)
    if may_be(site):
        consider(site, job, plan)
    keeper = site.kept
    if not keeper or (keeper.crew is not None and keeper.crew.job is not None):
        return None
    items = plan[-1][1] - plan[0][0]
    if items * (site.seconds or 0.0) > LONG and _settings.current.keep != "1":
        return None
    return keeper.hire(job, plan, workers, limit)  # type: ignore[no-any-return]


def dismiss(site: Site) -> None:
    """Keep no workers for this site from now on."""
    keeper, site.kept = site.kept, False
    if keeper:
        keeper.end()


def _definitions() -> tuple[dict[str, object], list[object]] | None:
    """What tells whether workers still have what the program has, and its objects; None where that cannot be said."""
    held: list[object] = []
    try:
        return {**_sameness.descriptions(_state.namespace, held), "": _surroundings()}, held
    except _sameness.Unknown:
        return None


def _surroundings() -> tuple[object, ...]:
    """What a task may depend on besides: arguments, places of modules, environment, locale, and which warnings are shown."""
    locale, warnings = sys.modules.get("locale"), sys.modules.get("warnings")
    return (
        list(sys.argv),
        list(sys.path),
        dict(getattr(os.environ, "_data", os.environ)),
        locale.setlocale(locale.LC_ALL) if locale is not None else None,
        list(warnings.filters) if warnings is not None else None,
        _numpy_settings(),
    )


def _numpy_settings() -> object:
    """How NumPy handles errors, prints arrays and cuts them up; None where it is not loaded.

    Raises Unknown where it is to call functions, which may be replaced unseen.
    """
    numpy = sys.modules.get("numpy")
    if numpy is None or not hasattr(numpy, "getbufsize"):
        return None
    printed = numpy.get_printoptions()
    if numpy.geterrcall() is not None or printed.get("formatter") or printed.get("override_repr"):
        raise _sameness.Unknown
    return numpy.geterr(), printed, numpy.getbufsize()


class KeptCrew(_fork.Crew):
    """Workers that serve one region after the other."""

    is_kept = True

    def __init__(self, job: Job) -> None:
        super().__init__(job, [], 0)
        self.task = job.task
        self.sets = job.sets
        self.per_item = job.per_item
        self.number = 0  # of the region
        self.received = 0  # chunks of it
        self.memory_fd = -1
        self.definitions: dict[str, object] = {}  # the only variables of the script that workers have
        self.marks: dict[int, int] = {}  # what tells our descriptors from others that have their numbers

    def start(self, workers: int, wanted: int = 0) -> None:
        """Start so many workers, which is `size` afterwards, or 0."""
        _swap.prepare()
        try:
            self.memory_fd = _system.shared_memory()
        except OSError:
            return
        self.wanted = workers
        self._start(workers)
        self.size = len(self.readers)
        self.job = None  # type: ignore[assignment]
        if self.size:
            numbers = (self.memory_fd, self.tokens, self.tokens_in, self.lifeline, *self.readers)
            self.marks = {number: os.fstat(number).st_ino for number in numbers}

    def is_whole(self) -> bool:
        """Whether all workers are there, and all that leads to them."""
        return len(self.readers) == self.size and all(map(self._is_ours, self.marks)) and not self.poll.poll(0)

    def _is_ours(self, number: int) -> bool:
        """False for a descriptor that the program has closed, whether or not it has opened another one in its place."""
        try:
            return os.fstat(number).st_ino == self.marks[number]
        except OSError:
            return False

    def begin(self, job: Job, plan: list[tuple[int, int]], message: bytes, limit: int, began: float) -> bool:
        """Send a region; False where it cannot be sent. `began`: when its making began, by perf_counter."""
        self.number += 1
        try:
            for place, part in ((HEAD.size, message), (0, HEAD.pack(self.number, len(message)))):
                view = memoryview(part)
                while view:
                    written = os.pwrite(self.memory_fd, view, place)
                    view, place = view[written:], place + written
        except OSError:
            return False
        self.job, self.plan, self.limit = job, plan, limit
        self.ready.clear()
        self.held = self.shipped = self.memory = self.received = 0
        self.cpu_seconds = self.unpack_seconds = self.first_wait = 0.0
        if self.number > 1:
            self.once = 0.0
        self.why_lost = "worker lost"
        self.idle = None
        for reader in self.readers.values():
            reader.last = -1
        self.unsent = array("I", [word for chunk in range(len(plan)) for word in (self.number, chunk)]).tobytes()
        self._hand_out()
        self.started = began
        self.start_seconds = perf_counter() - began
        return True

    def _all_handed_out(self) -> None:
        """Workers wait for more."""

    def _work(self, pipes: tuple[int, int, int]) -> NoReturn:
        """What a worker does after the fork."""
        _serve(self, pipes)

    def _keep(self, reader: _fork.Reader, number: int, seconds: float, body: bytearray) -> None:
        self.received += 1
        super()._keep(reader, number, seconds, body)

    def _add(self, count: int) -> None:
        """Nobody joins: what is left of a region whose worker has died is done by the driver."""

    def _bury(self, reader: _fork.Reader, trouble: str = "") -> None:
        if reader.fd not in self.readers:
            return  # all have been ended because of another one
        super()._bury(reader, trouble)
        why = self.why_lost
        self.end()
        self.why_lost = why

    def withdraw(self) -> int:
        """Take back the chunks that no worker has begun; the number of the first of them."""
        left, self.unsent = len(self.unsent) // TOKEN.size, b""
        while waiting := _system.waiting(self.tokens):
            left += len(os.read(self.tokens, waiting)) // TOKEN.size
        return len(self.plan) - left

    def close(self) -> None:
        """The region has ended: workers that have done all of it wait for the next; others are ended."""
        if self.received < len(self.plan) or len(self.readers) < self.size:
            self.end()
        self.job = None  # type: ignore[assignment]
        self.ready.clear()

    def end(self) -> None:
        """End all workers."""
        for number in [number for number in self.marks if not self._is_ours(number)]:
            self._lose(number)
        self.marks = {}
        if self.owner == os.getpid() and self.memory_fd >= 0:
            os.close(self.memory_fd)
        self.memory_fd = -1
        super().end()

    def _lose(self, number: int) -> None:
        """Do not close what the program has closed already."""
        for name in ("memory_fd", "tokens", "tokens_in", "lifeline"):
            if getattr(self, name) == number:
                setattr(self, name, -1)
        if number in self.readers:
            self.readers[number].fd = -1

    def __del__(self) -> None:
        if self.lifeline >= 0 or self.memory_fd >= 0:
            self.end()


def _serve(crew: KeptCrew, pipes: tuple[int, int, int]) -> NoReturn:
    """Take chunks of one region after the other; never returns."""
    status = 1
    try:
        tokens, out, lifeline = pipes
        memory = crew.memory_fd
        _child.begin(lifeline, crew.owner, tokens, out, memory)
        meter = _child.Meter()
        _child.may_be_asked_to_leave()
        _settle_down(len(crew.readers), crew.wanted)
        _forget_data(crew.definitions)
        # Through _answer, Job.run, run_items or run_chunk, and the task.
        site = crew.task.surge  # type: ignore[attr-defined]
        deep = _depth.of_program() + _depth.between(4 + site.deeper, site.kind)
        job: Job | None = None
        plan: list[tuple[int, int]] = []
        number = read = 0
        while not _child.is_leaving():
            token = os.read(tokens, TOKEN.size)
            if not token:
                break
            region, chunk = TOKEN.unpack(token)
            if region != number:
                number, job = region, None
                data = _read(memory, region)
                read = _collected(read + len(data))
                job, plan = _prepared(crew, data, deep)
                data = b""
                meter.watch_decimal()
            meter.start()
            payload = _answer(job, plan, chunk)
            _child.write_all(out, meter.head(chunk, len(payload)), payload)
        status = 0
    finally:
        os._exit(status)


def _settle_down(number: int, count: int) -> None:
    """Stay on a processor of one's own, where there is one for each worker.

    Whom a pipe wakes up Linux likes to run where the writer ran, which is about to wait: good for one worker, but two
    of them would take turns there, and a short region would be over before anybody moved one away.
    """
    processors = sorted(os.sched_getaffinity(0))  # type: ignore[attr-defined,unused-ignore]
    if len(processors) == count:
        os.sched_setaffinity(0, {processors[number]})  # type: ignore[attr-defined,unused-ignore]


def _forget_data(definitions: dict[str, object]) -> None:
    """Take away the script's variables that are not compared before each region: a task must miss them, not find old values."""
    for name in list(_state.namespace):
        if name not in definitions and not (name.startswith("__") and name.endswith("__")):
            del _state.namespace[name]


def _answer(job: Job | None, plan: list[tuple[int, int]], chunk: int) -> bytes:
    if job is None:
        return _work.pack(None, False)  # no result: the chunk is computed in the driver
    return _work.pack_result(job.run(*plan[chunk]), job.per_item, job.sets)


def _read(memory: int, region: int) -> bytes:
    """The message of a region."""
    number, size = HEAD.unpack(os.pread(memory, HEAD.size, 0))
    if number != region:
        raise ValueError(number)
    parts = []
    place = HEAD.size
    while size:
        part = os.pread(memory, size, place)
        parts.append(part)
        size, place = size - len(part), place + len(part)
    return b"".join(parts)


def _collected(read: int) -> int:
    """Look for cycles from time to time, which earlier messages have left; what has been read since."""
    if read < COLLECT_BYTES:
        return read
    import gc

    gc.collect()
    return 0


def _prepared(crew: KeptCrew, data: bytes, deep: int) -> tuple[Job | None, list[tuple[int, int]]]:
    """The job that a message holds, with this process set up for it; None where it cannot be read here.

    deep: the level of a task here, where that of the program's statements is the number of its frames.
    """
    try:
        plan, needs, items, names, (limits, context, folder, digits) = _work.unpack(data)
    except BaseException:
        return None, []
    # Of its module, and of the script, whose functions may have been handed to that.
    for variables, sent in zip((crew.task.__globals__, _state.namespace), names):
        for name in crew.task.surge.globals:  # type: ignore[attr-defined]
            if name in sent:
                variables[name] = sent[name]
            else:
                variables.pop(name, None)
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(digits)
    if context is not None:
        import decimal

        decimal.setcontext(context)
    if os.getcwd() != folder:
        _guard.change_folder(folder)
    try:
        sys.setrecursionlimit(limits[0] - limits[1] + deep)
    except RecursionError:
        return None, []  # the program has come back from far above, and has a low limit
    return _child.Job(crew.task, needs, items, crew.per_item, crew.sets), plan
