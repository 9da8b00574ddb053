"""Engines: what computes the logs of a region, chosen by SURGE_BACKEND and, for processes, SURGE_START.

An engine is a module of this package. It only computes logs; items, commits, failures and the decision where to run
stay with the driver, so that nothing that a program does depends on the engine. A region needs this of it:

    hire(site, job, plan, workers, limit)   a crew for one region, None (and `site.why`) where there can be none, or
                                            (`is_coming`) none yet

    crew.size                               how many workers it has
    crew.result(k, patience)                waits for chunk k, asked for in order: (logs and failures, processor
                                            seconds, bytes); None in place of the first for a chunk that is lost, for
                                            one whose decimal arithmetic raised signals that are not up here, and for
                                            one that has not come after `patience` seconds
    crew.why_lost                           why the latest of them was lost
    crew.poll()                             for a segment, which is a crew's only chunk: is it there, or lost?
    crew.close()                            the region has ended: what is still computed is not wanted
    crew.start_seconds, first_wait, cpu_seconds, unpack_seconds, memory, held     what was measured
    crew.idle, obstacle                     set by the region: called while nothing comes; why no worker may join

A crew starts with chunk 0 at once and decides by itself how far it works ahead, within `limit` bytes of results. The
workers of `fork` have the program's memory as it was when the region began; those of `threads` have the program's memory
itself; all others get pickled what a task reads, once per region, and the items, once per chunk.
"""

from __future__ import annotations

import gc
import sys

from . import _settings, _state, _work, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._child import Job
    from ._site import Site

HOMES = {
    "spawn": "_spawn",
    "forkserver": "_spawn",
    "threads": "_threads",
    "dask": "_cluster",
    "ray": "_cluster",
}
COLD_COST = 0.3  # first start of warm workers
NOT_ISOLATED = "its tasks may change objects that are theirs alone in a worker of their own, which threads do not have"
WARM_COST = 0.004  # their start into a later region


def home() -> Any:
    """The module of the engine that is chosen."""
    return load(HOMES[_settings.current.engine])


def hire(site: Site, job: Job, plan: list[tuple[int, int]], workers: int, limit: int) -> Any:
    """The workers for one region; None when there can be none."""
    return home().hire(site, job, plan, workers, limit)


def is_coming() -> bool:
    """True where `hire` has given nobody because the workers are on their way; what is next runs in place meanwhile.

    So it is in a task that may have workers as soon as a processor has nothing to do.
    """
    return _state.nests or (is_cluster() and bool(home().is_coming()))


def is_cluster() -> bool:
    """True for workers that may be on other machines."""
    return _settings.current.engine in ("dask", "ray")


def obstacle(site: Site) -> str:
    """Why the engine may not run this site; empty when it may."""
    engine = _settings.current.engine
    if engine == "fork":
        searches = site.refers or site.fills or site.caches or site.grows
        return "objects are hidden from the collector" if searches and gc.get_freeze_count() else ""
    if engine == "threads" and site.isolated:
        return NOT_ISOLATED
    if site.only_forked and not site.whole and engine != "threads":
        return "only forked workers have what it works on"
    if are_processes():
        return ""
    if engine != "threads" and not _state.package:
        return "workers on clusters know compiled programs only"
    loaded = [package for package in load("_warm").PACKAGES if package in sys.modules]
    if loaded:
        return f"{loaded[0]} is loaded, which is only known to compute the same in processes of this machine"
    return home().obstacle(site)  # type: ignore[no-any-return]


def are_processes() -> bool:
    """True for workers that were forked from this process or started by it, for which `while` loops are looked ahead in."""
    return _settings.current.backend == "processes"


def start_cost() -> float:
    """Seconds that starting a crew is expected to take, other than a forked one."""
    engine = _settings.current.engine
    if engine in ("threads", "dask", "ray"):
        return home().start_cost()  # type: ignore[no-any-return]
    return WARM_COST if home().ready() else COLD_COST


def chunk_cost() -> float:
    """Seconds of a worker that handing out one chunk costs, where that is more than next to nothing."""
    return home().chunk_cost() if is_cluster() else 0.0


def least_stretch() -> float:
    """Seconds of work in a region that tells what workers are good for: several chunks for each of them."""
    cost = chunk_cost()
    return 3.0 * load("_plan").OVERHEAD * cost * _settings.current.workers if cost else 0.0


def must_prove_itself() -> bool:
    """True when only the clock can tell whether workers help, however long items are: threads may hold each other up."""
    return _settings.current.engine == "threads" and bool(home().has_lock())


def segment_may_start() -> bool:
    """True when a segment finds a worker without starting anything that takes longer than most segments."""
    engine = _settings.current.engine
    return engine == "fork" or bool(home().one_is_free())


def look_ahead_is_safe() -> bool:
    """True when workers have copies of the items, so that the driver may go on filling the buffer they came from."""
    return _settings.current.engine == "fork"


def takes_all(site: Site, logs: list[Any], items: int) -> bool:
    """True when logs do not travel, so that nothing about them matters but their size."""
    if _settings.current.engine != "threads":
        return False
    try:
        home().note_size(site, len(_work.pack(logs, False)) / items)
    except KeyboardInterrupt:
        raise
    except BaseException:
        home().note_size(site, 0.0)  # not even pickling tells: the window counts chunks
    return True


def title() -> str:
    """The engine, for the table of SURGE_STATS."""
    settings = _settings.current
    if settings.backend == "processes":
        return f"start by {settings.start}"
    return f"{settings.backend}{_place()}"


def _place() -> str:
    if not is_cluster():
        return ""
    place = home().place()
    return f" ({place})" if place else " (not started)"
