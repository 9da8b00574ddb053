"""Keys are added to the keywords, and names in a list change."""
NAMES = ["alpha", "beta"]


class Thing:
    def __init__(self, **kw):
        kw["wo" + "rk"] = self.quiet
        for key, value in kw.items():
            setattr(self, key, value)

    def quiet(self, n):
        print("quiet", n)
        return n

    def work(self, n):
        return sum(i * n % 3 for i in range(100))


class Other:
    def __init__(self):
        for name in NAMES:
            setattr(self, name, print)

    def work(self, n):
        return sum(i * n % 3 for i in range(100))


NAMES.append("work")
thing = Thing(alpha=1)
other = Other()
print([thing.work(n) for n in range(10)])
print([other.work(n) for n in range(10)])
