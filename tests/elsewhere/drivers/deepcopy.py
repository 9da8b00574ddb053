"""Deep copies that keep what is shared."""

import copy

import run_benchmark as bench

shared = [1, [2, 3]]
things = [bench.A("text", [shared, i], i > 2) for i in range(6)]
copies = [copy.deepcopy(thing) for thing in things]
for thing, copied in zip(things, copies):
    print(copied, copied == thing, copied.lst[0] is shared)
for run in (bench.benchmark, bench.benchmark_reduce, bench.benchmark_memo):
    print(run.__name__, run(2))
