"""Workers that are lost, stuck or short of memory, and a program that must not notice."""

from __future__ import annotations

import json
import os
import py_compile
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from surge_rt import _child, _fork, _memory, _settings, _site, _system, _watch  # noqa: E402

HEAD = """\
import os, sys, time, decimal, _thread
home = os.getpid()
lock = _thread.allocate_lock()
def work(i):
    total = 0
    for k in range(30000):
        total += k * i % 7
    return total
def in_worker():
    return os.getppid() == home
"""
LOOP = """\
for i in range(COUNT):
    v = body(i)
    print(i, v, flush=True)
"""
PARALLEL = """\
s = surge_rt.loop(tasks.t, range(COUNT), ())
while s.more():
    for i, v in s.parallel():
        print(i, v, flush=True)
    for i in s.sequential():
        v = body(i)
        print(i, v, flush=True)
"""
TASKS = '@task("script.py:12", heavy=True)\ndef t(i):\n    return body(i)\n'
FORCED = {"SURGE_FORCE": "1", "SURGE_WORKERS": "3"}


def make(package, body, count=30, before="", after="", loop=LOOP, parallel=PARALLEL):
    """A program whose loop over so many items computes `body`."""
    original = HEAD + f"def body(i):\n{body}\n" + before + loop.replace("COUNT", str(count)) + after
    return package(
        original,
        "@@\n" + original.replace(loop.replace("COUNT", str(count)), parallel.replace("COUNT", str(count))),
        TASKS,
    )


# --- the watchdog -----------------------------------------------------------------------------------------


def test_a_worker_that_waits_for_a_lock_nobody_will_release(package):
    built = make(
        package, "    if i == 7 and in_worker():\n        lock.acquire()\n        lock.acquire()\n    return work(i)"
    )
    got = built.check(SURGE_STATS="1", **FORCED)
    assert "is deadlocked; its work is done here\n" in got.err
    assert "t: failed: worker lost (deadlocked): " in got.err


def test_a_worker_that_was_stopped(package):
    built = make(
        package, "    if i == 7 and in_worker():\n        os.kill(os.getpid(), 19)\n    return work(i)", count=120
    )
    # The guard refuses the signal to whoever asks for it in a task; from outside it comes all the same.
    driver = built.out / "__main__.py"
    text = driver.read_text().replace(
        "        print(i, v, flush=True)\n",
        "        print(i, v, flush=True)\n        if i == 1: [os.kill(int(p), 19) for p in open(f'/proc/self/task/{home}/children').read().split()[:1]]\n",
        1,
    )
    driver.write_text(text)
    built.script.write_text(built.script.read_text().replace("os.kill(os.getpid(), 19)", "pass"))
    driver.write_text(driver.read_text().replace("os.kill(os.getpid(), 19)", "pass"))
    got = built.check(SURGE_STATS="1", SURGE_FORCE="1", SURGE_WORKERS="2")
    assert "is stopped; its work is done here\n" in got.err
    assert built.check(SURGE_FORCE="1", SURGE_WORKERS="2").err == ""  # into a file nothing is written


def test_a_long_task_is_no_trouble(package):
    sleeps = "    if i == 3:\n        time.sleep(3.5)\n    if i == 4:\n        end = time.time() + 3.5\n        while time.time() < end: pass\n    return work(i)"
    got = make(package, sleeps).check(SURGE_STATS="1", **FORCED)
    assert "surge: worker" not in got.err and "failed" not in got.err


def test_a_pipe_that_somebody_else_holds_open():
    """The worker is gone, but its pipe does not end: a process that it has started has it, too."""
    ours, theirs = _system.pipe()
    with subprocess.Popen(["sleep", "30"], pass_fds=(theirs,)) as holder:
        worker = subprocess.Popen(["true"])
        os.close(theirs)
        while not Path(f"/proc/{worker.pid}/stat").read_text().split()[2] == "Z":
            time.sleep(0.01)
        assert _watch.trouble(_fork.Reader(ours, worker.pid)) == "gone"
        assert _watch.trouble(_fork.Reader(ours, holder.pid)) == ""
        holder.kill()
        worker.wait()
    os.close(ours)


def test_what_is_seen_once_may_be_over_in_a_moment():
    with subprocess.Popen(["sleep", "30"]) as process:
        reader = _fork.Reader(-1, process.pid)
        process.send_signal(signal.SIGSTOP)
        while "T" not in Path(f"/proc/{process.pid}/stat").read_text().split()[2]:
            time.sleep(0.01)
        assert _watch.trouble(reader) == ""
        process.send_signal(signal.SIGCONT)
        while "T" in Path(f"/proc/{process.pid}/stat").read_text().split()[2]:
            time.sleep(0.01)
        assert _watch.trouble(reader) == ""
        process.send_signal(signal.SIGSTOP)
        assert [_watch.trouble(reader) for _ in range(2) if time.sleep(0.1) is None] == ["", "stopped"]
        process.kill()


# --- workers that are lost --------------------------------------------------------------------------------


def test_a_killed_worker_gets_a_successor(package):
    kill = (
        "        if i == 1: [os.kill(int(p), 9) for p in open(f'/proc/self/task/{home}/children').read().split()[:1]]\n"
    )
    parallel = PARALLEL.replace("print(i, v, flush=True)\n", "print(i, v, flush=True)\n" + kill, 1)
    built = make(package, "    return work(i)", count=90, parallel=parallel)
    built.check(SURGE_TRACE="trace.json", SURGE_FORCE="1", SURGE_WORKERS="2")
    events = json.loads((built.folder / "trace.json").read_text())["traceEvents"]
    assert {event["tid"] for event in events if event["ph"] == "X"} == {0, 1, 2, 3}
    assert [event["name"] for event in events if event["ph"] == "i"] == ["worker lost (killed by signal 9)"]


def test_items_of_a_buffer_get_no_successor(package):
    """A worker that is forked later would take its items from a buffer that has moved on."""
    kill = "        if i % 9 == 1: [os.kill(int(p), 9) for p in open(f'/proc/self/task/{home}/children').read().split()[:1]]\n"
    loop = LOOP.replace("range(COUNT)", "iter(range(COUNT))")
    parallel = PARALLEL.replace("range(COUNT)", "iter(range(COUNT))").replace(
        "print(i, v, flush=True)\n", "print(i, v, flush=True)\n" + kill, 1
    )
    built = make(package, "    return work(i)", count=300, loop=loop, parallel=parallel)
    built.check(SURGE_FORCE="1", SURGE_WORKERS="3")
    built.check(SURGE_WORKERS="2")


def test_workers_end_with_the_driver_in_the_middle_of_a_task(package, tmp_path):
    built = make(package, "    if i > 2: time.sleep(20)\n    return i")
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP):
        process = subprocess.Popen(
            [sys.executable, "out"],
            cwd=built.folder,
            env={**os.environ, **FORCED},
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        process.stdout.readline()
        time.sleep(0.2)
        workers = Path(f"/proc/self/task/{threading.get_native_id()}/children")
        assert workers.exists()
        process.send_signal(number)
        assert process.wait(10) == -number
        give_up = time.monotonic() + 3
        while _alive_in(process.pid) and time.monotonic() < give_up:
            time.sleep(0.02)
        assert not _alive_in(process.pid)
        process.stdout.close()


def _alive_in(group):
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] not in "ZX":
            found.append(path.parent.name)
    return found


# --- what the program must not notice ---------------------------------------------------------------------


def test_descriptors_are_out_of_the_way_or_not_taken():
    before = set(os.listdir("/proc/self/fd"))
    ours, theirs = _system.pipe()
    assert min(ours, theirs) >= _system.LOWEST
    assert not os.get_inheritable(ours) and not os.get_inheritable(theirs)
    os.write(theirs, b"abc")
    assert _system.waiting(ours) == 3 and os.read(ours, 9) == b"abc"
    os.close(ours)
    os.close(theirs)
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (_system.LOWEST + 1, hard))
    try:
        with pytest.raises(OSError, match="."):
            _system.pipe()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert set(os.listdir("/proc/self/fd")) == before


def test_a_signal_in_a_held_section_comes_at_its_end():
    came = []

    def handler(number, _frame):
        came.append(number)
        raise KeyError

    before = signal.signal(signal.SIGTERM, handler)
    try:
        with pytest.raises(KeyError), _system.Held():
            os.kill(os.getpid(), signal.SIGTERM)
            assert came == []
        assert came == [signal.SIGTERM]
        assert signal.getsignal(signal.SIGTERM) is handler
        with _system.Held():
            pass
        assert came == [signal.SIGTERM]
    finally:
        signal.signal(signal.SIGTERM, before)


def test_interrupts_at_every_moment_leave_nothing(package):
    """The loop is interrupted again and again, wherever it is; no process, no descriptor stays."""
    parallel = """\
import gc, signal
ready, go = os.pipe()
child = os.fork()
if child == 0:
    for k in range(60):
        os.read(ready, 1)
        time.sleep(k * 0.0007)
        os.kill(home, signal.SIGINT)
    os._exit(0)
caught = 0
for k in range(60):
    try:
        os.write(go, b"x")
        s = surge_rt.loop(tasks.t, range(60), ())
        while s.more():
            for i, v in s.parallel():
                pass
            for i in s.sequential():
                v = body(i)
        time.sleep(30)
    except KeyboardInterrupt:
        caught += 1
        s = None
os.waitpid(child, 0)
os.close(ready), os.close(go)
gc.collect()
"""
    original = HEAD + "def body(i):\n    return work(i) % 3\n"
    links = "{n: os.readlink(f'/proc/self/fd/{n}') for n in range(3, 500) if os.path.exists(f'/proc/self/fd/{n}')}"
    shown = f"print(CAUGHT, open(f'/proc/self/task/{{home}}/children').read(), {links})\n"
    built = package(
        original + shown.replace("CAUGHT", "60"),
        "@@\n" + original + parallel + shown.replace("CAUGHT", "caught"),
        TASKS,
    )
    expected = built.run(original=True)
    # The interpreter's import leaves a descriptor behind when it is interrupted; this module sees to it that the others' is not.
    py_compile.compile(str(built.out / "surge_rt" / "_system.py"))
    for _ in range(2):  # once with everything else to be compiled, once with what is in the cache
        got = built.run(SURGE_FORCE="1", SURGE_WORKERS="3")
        assert (got.code, got.out, got.err) == (0, expected.out, "")


def test_a_successor_owes_nothing_that_was_taken_before():
    """It is forked when the last chunk that was taken is lost; with a full window the driver asks nobody else."""
    parent = os.getpid()

    def task(item):
        if item == 5 and os.getppid() == parent:
            os._exit(3)
        return bytes(3000)

    task.surge = _site.Site("task", "x", False, False, False, (), "loop")
    plan = [(number, number + 1) for number in range(9)]
    crew = _fork.Crew(_child.Job(task, (), range(9), True, False), plan, 1)
    crew.obstacle = lambda: ""
    crew.start(1)
    got = [crew.result(number)[0] for number in range(9)]
    crew.close()
    assert [number for number in range(9) if got[number] is None] == [5]
    assert crew.replaced == 1


def test_a_small_pipe_for_many_chunk_numbers(monkeypatch):
    """The pipes of a user who has many of them are small: a driver that wrote all numbers at once would wait for ever."""
    whole = _system.pipe

    def small():
        ends = whole()
        _system.fcntl(ends[1], _system.F_SETPIPE_SZ, 4096)
        return ends

    def task(item):
        return item * 2

    task.surge = _site.Site("task", "x", False, False, False, (), "loop")
    plan = [(number, number + 1) for number in range(5000)]
    monkeypatch.setattr(_system, "pipe", small)
    crew = _fork.Crew(_child.Job(task, (), range(5000), True, False), plan, 1 << 20)
    crew.start(2)
    assert crew.unsent
    assert [crew.result(number)[0] for number in range(5000)] == [([number * 2], {}) for number in range(5000)]
    crew.close()
    assert not crew.readers


@pytest.mark.skipif(sys.version_info < (3, 12), reason="earlier versions do not warn")
def test_no_warning_about_forks_beside_native_threads(package):
    built = make(package, "    return work(i)", before="_thread.start_new_thread(time.sleep, (30,))\n")
    assert "failed" not in built.check(PYTHONWARNINGS="error", SURGE_STATS="1", **FORCED).err
    assert built.check(PYTHONWARNINGS="always", **FORCED).err == ""


def test_signals_of_decimal_arithmetic(package):
    body = "    if i == 11: decimal.Decimal(1) / 3\n    if i == 20: decimal.Decimal(10) ** 9999999 if False else decimal.Decimal('1e999999') * 1\n    return work(i)"
    shown = "print(sorted(s.__name__ for s, up in decimal.getcontext().flags.items() if up))\n"
    loop = (
        LOOP
        + "    if i in (5, 15, 25): print(sorted(s.__name__ for s, up in decimal.getcontext().flags.items() if up))\n"
    )
    inside = (
        "        if i in (5, 15, 25): print(sorted(s.__name__ for s, up in decimal.getcontext().flags.items() if up))\n"
    )
    parallel = PARALLEL.replace("print(i, v, flush=True)\n", "print(i, v, flush=True)\n" + inside)
    built = make(package, body, loop=loop, parallel=parallel, after=shown)
    for start in ("fork", "spawn"):
        got = built.check(SURGE_START=start, SURGE_STATS="1", **FORCED)
        assert "['Inexact', 'Rounded']" in got.out
        assert "t: failed: raised decimal signals: " in got.err


DEEP = "    def deep(n):\n        try:\n            return deep(n + 1)\n        except RecursionError:\n            return n\n    return deep(0)"


@pytest.mark.parametrize("settings", [FORCED, {"SURGE_WORKERS": "2"}, {"SURGE_START": "spawn", **FORCED}])
def test_tasks_recurse_as_deep_as_the_statements_they_stand_for(package, settings):
    make(package, DEEP, count=60).check(**settings)


def test_a_recursion_that_enters_a_loop_at_each_level_is_stopped_about_where_the_script_is(package):
    loop = """\
def dive(level, seen):
    seen.append(level)
    for i in range(2):
        v = body(i)
        seen[0] += v
    dive(level + 1, seen)
for _ in range(2):
    seen = [0]
    try:
        dive(0, seen)
    except RecursionError:
        print(len(seen), seen[0])
"""
    parallel = loop.replace(
        """\
    for i in range(2):
        v = body(i)
        seen[0] += v
""",
        """\
    s = surge_rt.loop(tasks.t, range(2), ())
    while s.more():
        for i, v in s.parallel():
            seen[0] += v
        for i in s.sequential():
            v = body(i)
            seen[0] += v
""",
    )
    built = make(package, "    return i + 1", loop=loop, parallel=parallel)
    expected, got = (built.run(original=original, SURGE_WORKERS="2") for original in (True, False))
    levels, reached = (int(outcome.out.split()[0]) for outcome in (expected, got))
    assert levels - 2 <= reached <= levels  # entering a loop is a call, and making an object may count as one


# --- memory -----------------------------------------------------------------------------------------------

HUNGRY = """\
    held = bytearray(40 << 20)
    for place in range(0, len(held), 4096): held[place] = 1
    time.sleep(0.05)
    return len(held) + i"""


def peak_of(built, **settings):
    """Run the package; the most memory that its processes had of their own, together, in MiB."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SURGE_", "PYTHON"))}
    process = subprocess.Popen(
        [sys.executable, "out"],
        cwd=built.folder,
        env={**environment, **settings},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    most = 0
    reading = threading.Thread(target=process.stdout.read)
    reading.start()
    while process.poll() is None:
        most = max(most, sum(_own_kib(pid) for pid in _alive_in(process.pid)))
        time.sleep(0.005)
    reading.join()
    process.stdout.close()
    assert process.returncode == 0
    return most >> 10


def _own_kib(pid):
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Private_Dirty:"))


def test_memory_is_bounded(package):
    built = make(package, HUNGRY, count=60)
    built.check(SURGE_MEMORY="150MB", SURGE_FORCE="1", SURGE_WORKERS="6")
    bounded = peak_of(built, SURGE_MEMORY="150MB", SURGE_FORCE="1", SURGE_WORKERS="6")
    assert bounded < 160
    assert peak_of(built, SURGE_FORCE="1", SURGE_WORKERS="6") > 200
    assert peak_of(built, SURGE_MEMORY="2GB", SURGE_FORCE="1", SURGE_WORKERS="6") > 200  # more are added once they fit


def test_needs_that_grow_send_workers_away(package):
    """At first there is room for all; items that need more make workers leave, and nothing is lost."""
    body = HUNGRY.replace("40 << 20", "(2 << 20) + (i > 40) * (60 << 20)")
    built = make(package, body, count=100)

    def workers_seen(memory):
        got = built.check(
            SURGE_MEMORY=memory, SURGE_FORCE="1", SURGE_WORKERS="6", SURGE_STATS="1", SURGE_TRACE="trace.json"
        )
        assert "failed" not in got.err
        events = json.loads((built.folder / "trace.json").read_text())["traceEvents"]
        chunks = [event for event in events if event["ph"] == "X" and event["tid"] > 0]
        return [len({event["tid"] for event in part}) for part in (chunks, chunks[-12:])]

    assert workers_seen("4GB")[0] >= 5
    in_all, at_last = workers_seen("260MB")
    assert in_all >= 5 and at_last <= 4


def test_no_room_for_a_worker(package):
    built = make(
        package,
        HUNGRY,
        count=20,
        loop="for r in range(2):\n    for i in range(COUNT):\n        v = body(i)\n        print(i, v, flush=True)\n",
        parallel="for r in range(2):\n" + "".join(f"    {line}\n" for line in PARALLEL.splitlines()),
    )
    got = built.check(SURGE_MEMORY="30MB", SURGE_FORCE="1", SURGE_WORKERS="2", SURGE_STATS="1")
    assert "t: in place: not enough memory for a worker: 1\n" in got.err
    assert "t: a worker needed 4" in got.err


@pytest.mark.parametrize(
    ("text", "bytes_"),
    [("4GB", 4 << 30), ("500mb", 500 << 20), ("1.5GiB", 3 << 29), ("64K", 64 << 10), ("123", 123), ("2T", 2 << 40)],
)
def test_sizes(text, bytes_):
    assert _settings.bytes_of(text) == bytes_


@pytest.mark.parametrize("text", ["", "GB", "4 apples", "-1", "1e9", "4GBB2", "0x10", ".5G"])
def test_no_sizes(text):
    assert _settings.bytes_of(text) is None


def test_what_control_groups_leave(tmp_path):
    def group(path, **files):
        folder = tmp_path / path
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / ("memory." + name)).write_text(f"{text}\n")

    group("", max="max", current=1)
    group("pod", max=1 << 30, current=600 << 20, stat=f"anon 5\ninactive_file {100 << 20}\n")
    group("pod/box", max=800 << 20, current=200 << 20, stat="anon 7")
    assert _memory._groups_free(str(tmp_path), {"": "/pod/box"}) == 524 << 10
    assert _memory._groups_free(str(tmp_path), {"": "/pod"}) == 524 << 10
    assert _memory._groups_free(str(tmp_path), {"": "/../box"}) > 1 << 40  # not to be seen from in here
    group("memory/old", limit_in_bytes=300 << 20, usage_in_bytes=250 << 20, stat=f"total_inactive_file {10 << 20}")
    assert _memory._groups_free(str(tmp_path), {"memory": "/old"}) == 60 << 10
    assert _memory._groups_free(str(tmp_path), {}) > 1 << 40
    assert 0 < _memory.free() < 1 << 40
