def heavy(n):
    s = 0
    for i in range(n * 10 + 2500):
        s += i * n % 7
    return s


def by_manager():
    import contextlib

    shared = [1, 2]
    manager = contextlib.nullcontext(shared)
    found = []
    for x in range(8):
        v = heavy(x) + len(shared)
        found.append(v)
        manager.enter_result.append(x)
    print(found, shared)


def by_cached_property():
    import functools

    shared = [1, 2]

    class Holder:
        @functools.cached_property
        def items(self):
            return shared

    holder = Holder()
    found = []
    for x in range(8):
        v = heavy(x) + sum(shared)
        found.append(v)
        items = holder.items
        list.append(items, x)
    print(found, shared)


class Fallback:
    def __getattr__(self, name):
        return SHARED


SHARED = [1, 2]


def by_fallback():
    one, other = Fallback(), Fallback()
    other.items = [5]
    found = []
    for x in range(8):
        v = heavy(x) + len(SHARED)
        found.append(v)
        one.items.append(x)
    print(found, SHARED, other.items)


by_manager()
by_cached_property()
by_fallback()
