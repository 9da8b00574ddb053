import copy
import operator
from collections import defaultdict
from functools import partial


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x


log = []


class Missing(dict):
    def __missing__(self, key):
        return log


class Same(str):
    def __eq__(self, other):
        return str(other) == "own"

    def __hash__(self):
        return hash("own")


def put(record, key, value):
    record[key] = value


def by_variable(n):
    record = {"own": []}
    record["own" if n % 2 else "other"] = log
    record["own"].append(work(n))


def by_update(n):
    record = {"own": []}
    record.update(own=log)
    record["own"].append(work(n))


def by_display(n):
    more = {"own": log}
    record = {"own": [], **more}
    record["own"].append(work(n))


def by_union(n):
    record = {"own": []}
    record |= {"own": log}
    record["own"].append(work(n))


def by_copies(n):
    record = {"own": log, "x": 1}
    dict(record)["own"].append(work(n))
    record.copy()["own"].append(1)
    shallow = copy.copy(record)
    shallow["more"] = []
    shallow["own"].append(2)


def by_default(n):
    record = {"x": 1}
    record.setdefault("own", log).append(work(n))
    record["own"].append(2)
    gaps = defaultdict(lambda: log)
    gaps["a"] = []
    gaps["b"].append(3)
    missing = Missing()
    missing["a"] = []
    missing["b"].append(4)


def by_get(n):
    record = {"x": [], "own": log}
    record.get("own").append(work(n))
    record.get("none", log).append(1)
    record.pop("own").append(2)
    record = {"own": log, "other": []}
    partial(record.get, "own")("other").append(3)


def by_callee(n):
    record = {"own": [], "other": []}
    if n % 3 == 0:
        put(record, "own", log)
    record["own"].append(work(n))


def by_methods(n):
    record = {"own": [], "other": [], "third": []}
    record.__setitem__("own", log)
    record["own"].append(work(n))
    dict.__setitem__(record, "other", log)
    record["other"].append(1)
    operator.setitem(record, "third", log)
    record.__getitem__("third").append(2)
    operator.itemgetter("third")(record).append(3)


def by_equal_key(n):
    record = {"own": [], "other": []}
    record[Same("else")] = log
    record["own"].append(work(n))


def by_swap(n):
    record = {"own": [], "other": log}
    record["own"], record["other"] = record["other"], record["own"]
    record["own"].append(work(n))


def by_target(n):
    record = {"own": []}
    del record["own"]
    for record["own"] in [log]:
        record["own"].append(work(n))


def by_values(n):
    record = {"own": [], "other": log}
    for value in record.values():
        value.append(work(n))
    for key in record:
        record[key].append(1)


def by_keywords(n, **record):
    record["other"] = []
    record["own"].append(work(n))


def by_making(n):
    record = dict.fromkeys(["own"], log)
    record["other"] = []
    record["own"].append(work(n))
    record = dict(zip(["own"], [log]))
    record["other"] = []
    record["own"].append(1)
    record = {key: log for key in ("own", "third")}
    record["other"] = []
    record["own"].append(2)


for trap in (
    by_variable,
    by_update,
    by_display,
    by_union,
    by_copies,
    by_default,
    by_get,
    by_callee,
    by_methods,
    by_equal_key,
    by_swap,
    by_target,
    by_values,
    by_making,
):
    for n in range(8):
        trap(n)
    print(trap.__name__, len(log), sum(log))
    log.clear()
for n in range(8):
    by_keywords(n, own=log)
print(len(log), sum(log))

# Each by itself, as there are loops about which less is known above.
for n in range(8):
    by_variable(n)
for n in range(8):
    by_update(n)
for n in range(8):
    by_display(n)
for n in range(8):
    by_copies(n)
for n in range(8):
    by_default(n)
for n in range(8):
    by_get(n)
for n in range(8):
    by_callee(n)
for n in range(8):
    by_methods(n)
for n in range(8):
    by_equal_key(n)
for n in range(8):
    by_swap(n)
for n in range(8):
    by_target(n)
for n in range(8):
    by_making(n)
print(len(log), sum(log))
