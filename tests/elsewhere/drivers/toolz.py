"""Functions over sequences and dictionaries."""

import toolz
from toolz import curried

people = [{"name": f"p{n}", "age": n * 7 % 50, "town": "abc"[n % 3]} for n in range(40)]
groups = toolz.groupby("town", people)
for town in sorted(groups):
    ages = toolz.pluck("age", groups[town])
    print(town, sum(ages), toolz.countby(lambda p: p["age"] // 10, groups[town]))
oldest = toolz.valmap(lambda members: max(toolz.pluck("age", members)), groups)
print(oldest, toolz.merge_with(sum, {"a": 1}, {"a": 2, "b": 3}), toolz.frequencies(p["age"] % 4 for p in people))
pipeline = toolz.compose(sum, curried.map(lambda n: n * n), curried.filter(lambda n: n % 2))
print([pipeline(range(n)) for n in range(0, 60, 7)])
print(list(toolz.sliding_window(3, range(6))), toolz.get_in(["a", 0], {"a": [5]}), list(toolz.partition_all(4, range(10))), toolz.reduceby(lambda n: n % 3, lambda a, b: a + b, range(20)))
print(list(toolz.join("town", people[:4], "town", people[4:7]))[:3], toolz.topk(4, [p["age"] for p in people]))
