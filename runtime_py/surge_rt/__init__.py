"""The runtime that an emitted package carries with it.

An emitted program is the user's script, the *driver*, whose parallel regions ask this package for help. The driver
keeps all effects to itself: it prints, writes, binds names and raises, in the order of the original. Workers only
compute *logs*, picklable values that the driver commits one by one. Whatever goes wrong with a log, it is thrown
away and the original statements run in its place.

    python out ARGS
      |
      v
    driver = the user's script                 (enter: _enter, _program, _lines, _tasks)
      |  surge_rt.loop / rounds / values / fold / ahead / spawn   (_loop, _rounds, _values, _fold, _ahead, _segment; items: _feed)
      |  first items run here, timed           (_decide: does it pay?)
      |
      |  a region: chunks 0, 1, 2, ...         (_region, _plan)
      |
      |      one pipe of chunk numbers, read by all workers
      |  +------------------+------------------+
      |  |                  |                  |
      |  v                  v                  v
      | worker 1         worker 2   ...     worker W        (fork: _fork, _child; held to their task by _guard;
      |  |                  |                  |             spawn, forkserver: _spawn, _warm)
      |  |  one pipe each: chunk number, length, pickled logs and failures      (_work)
      |  v                  v                  v
      +<-+------------------+------------------+
      |  commit in order: chunk 0, chunk 1, chunk 2, ...
      v
    end of the region: workers killed and reaped, pipes closed

- Forked workers inherit the program's data for nothing, and see it as it was when the region began. Each takes the
  next chunk number when it is free, so a slow chunk delays nobody. Numbers are taken in order: a worker that has sent
  a later chunk does not owe an earlier one, which is how a lost chunk is noticed when a worker dies.
- A worker that dies while much is left gets a successor, and the kernel ends all of them with the driver, however that ended
  (_system.tie). While nothing comes for a second, the driver looks whether those it waits for are still at work (_watch).
- The driver computes nothing ahead itself; it commits, and sleeps while there is nothing to commit. What workers send
  ahead of the commit stays in their pipes once the driver holds SURGE_WINDOW bytes.
- Which workers there are is the engine's business (_engines): forked or warm processes as drawn above, threads
  (_threads), or those of a cluster, behind a gateway process (_cluster, _gateway, _dask, _ray; on the other side _relay,
  _outpost, _finder; what goes there: _bundle, _likeness).
- A region that does not pay, and every region inside a worker or inside another region, is the original loop over the
  original iterator. Functions whose regions all rest get the original's code object back (_swap).

Settings, all environment variables: SURGE_WORKERS (how many; default: the processors this process may use),
SURGE_START (fork, spawn, forkserver), SURGE_BACKEND (processes, threads, dask, ray; sequential: run the original text),
SURGE_SCHEDULER (the address of a Dask or Ray cluster; default: one on this machine),
SURGE_STATS=1 (a table of what ran where, on stderr, at the end), SURGE_TRACE=file.json (the same as a trace for Chrome or
Perfetto), SURGE_PROGRESS (0: no line on the terminal about long regions, 1: at once), SURGE_MEMORY (bytes for the program
and its workers), SURGE_CHUNK (items that a worker gets at a time), SURGE_WINDOW (bytes of results held ahead), SURGE_FORCE=1 (everything parallel whether it pays or not,
in chunks of 1, 2 and 3 times as many items: for tests), SURGE_FORCE_REGIONS (of a site that has had so many regions, ever
fewer entries are forced to have one; default: 24). What becomes of lost and stuck workers, signals and small limits: docs/faults.md.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # at run time each is imported on its first use
    from ._aggregate import aggregate as aggregate
    from ._ahead import ahead as ahead
    from ._ahead import items as items
    from ._ahead import key as key
    from ._checkpoint import checkpoint as checkpoint
    from ._checkpoint import resumable as resumable
    from ._enter import enter as enter
    from ._fold import counts as counts
    from ._fold import elements as elements
    from ._fold import fold as fold
    from ._fold import groups as groups
    from ._fold import members as members
    from ._fold import totals as totals
    from ._functions import imap as imap
    from ._functions import parts as parts
    from ._functions import start as start
    from ._loop import loop as loop
    from ._order import in_order as in_order
    from ._own import hold as hold
    from ._own import kept as kept
    from ._own import renewed as renewed
    from ._rounds import rounds as rounds
    from ._saved import resumable_fold as resumable_fold
    from ._segment import spawn as spawn
    from ._siblings import tasks_of as tasks_of
    from ._site import task as task
    from ._sort import external_sort as external_sort
    from ._states import states as states
    from ._stream import stream as stream
    from ._stream import stream_from as stream_from
    from ._stream import stream_of as stream_of
    from ._stream import stream_values as stream_values
    from ._trajectory import trajectory as trajectory
    from ._values import values as values
    from ._work import LEAVES as LEAVES

zip = zip  # noqa: A001, PLW0127 (for scripts that call something else so)

__all__ = [
    "LEAVES",
    "aggregate",
    "ahead",
    "checkpoint",
    "counts",
    "elements",
    "enter",
    "external_sort",
    "fold",
    "groups",
    "hold",
    "imap",
    "in_order",
    "items",
    "kept",
    "key",
    "loop",
    "members",
    "parts",
    "renewed",
    "resumable",
    "resumable_fold",
    "rounds",
    "spawn",
    "start",
    "states",
    "stream",
    "stream_from",
    "stream_of",
    "stream_values",
    "task",
    "tasks_of",
    "totals",
    "trajectory",
    "values",
    "zip",
]

_HOMES = {
    "LEAVES": "_work",
    "aggregate": "_aggregate",
    "ahead": "_ahead",
    "checkpoint": "_checkpoint",
    "counts": "_fold",
    "elements": "_fold",
    "enter": "_enter",
    "external_sort": "_sort",
    "fold": "_fold",
    "groups": "_fold",
    "hold": "_own",
    "imap": "_functions",
    "in_order": "_order",
    "items": "_ahead",
    "kept": "_own",
    "key": "_ahead",
    "loop": "_loop",
    "members": "_fold",
    "parts": "_functions",
    "renewed": "_own",
    "resumable": "_checkpoint",
    "resumable_fold": "_saved",
    "rounds": "_rounds",
    "spawn": "_segment",
    "start": "_functions",
    "states": "_states",
    "stream": "_stream",
    "stream_from": "_stream",
    "stream_of": "_stream",
    "stream_values": "_stream",
    "task": "_site",
    "tasks_of": "_siblings",
    "totals": "_fold",
    "trajectory": "_trajectory",
    "values": "_values",
}
_REGIONS = {
    "_ahead",
    "_fold",
    "_functions",
    "_loop",
    "_segment",
    "_values",
}  # the first region: from here on, imports are not interrupted


def load(name: str):  # type: ignore[no-untyped-def]
    """Import a module of this package on its first use, and let its bytecode be kept.

    The package is generated, so is the cache inside it; without it, under PYTHONDONTWRITEBYTECODE, every run would
    compile the runtime again and be slower than the original.
    """
    import sys

    full_name = f"{__name__}.{name}"
    found = sys.modules.get(full_name)
    if found is not None and not getattr(found.__spec__, "_initializing", False):
        return found  # not one that another thread is importing
    if name in _REGIONS:
        load("_system")
    system = sys.modules.get(f"{__name__}._system")
    if system is None:
        return _import(full_name)
    with system.Held():  # an interrupt would leave half of a cache file behind
        return _import(full_name)


def _import(full_name: str) -> object:
    import sys
    from importlib import import_module

    asked = sys.dont_write_bytecode
    guard = sys.modules.get(f"{__name__}._guard")
    if guard is None or not guard.active:  # a worker writes nothing, nor this
        sys.dont_write_bytecode = False
    try:
        return import_module(full_name)
    except EOFError:
        # A full disk, or a limit on files, cut its cache short, which the interpreter did not notice.
        sys.dont_write_bytecode = True
        _drop_cache()
        return import_module(full_name)
    finally:
        sys.dont_write_bytecode = asked


def _drop_cache() -> None:
    """Remove the cached bytecode of this package: the module that cannot be loaded may be one that another imports."""
    import os
    import sys

    folder = os.path.join(__path__[0], "__pycache__")
    try:
        for name in os.listdir(folder):
            if name.endswith(".pyc") and f".{sys.implementation.cache_tag}." in name:
                os.remove(os.path.join(folder, name))
    except OSError:
        return  # somebody else has done so, or it cannot be done


def __getattr__(name: str) -> object:
    """Import the home of a public name on its first use, so that a program pays only for what it uses."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(load(home), name)
    globals()[name] = value
    return value
