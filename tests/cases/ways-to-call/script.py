import functools
import operator


def work(n, *rest, scale=1, **options):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 100 * scale + sum(rest) + len(options)


class Tool:
    factor = 2

    def __call__(self, n):
        return work(n, scale=self.factor)

    def method(self, n):
        return self(n) + 1

    @staticmethod
    def static(n):
        return work(n, 1, 2)

    @classmethod
    def of_class(cls, n):
        return work(n, scale=cls.factor)

    @property
    def chosen(self):
        return self.method


class Special(Tool):
    factor = 5

    def method(self, n):
        return super().method(n) * 10


tool, special = Tool(), Special()
half = functools.partial(work, scale=0.5)
ways = [
    work, tool, tool.method, Tool.static, Tool.of_class, special.method, Special.of_class, half,
    lambda n: work(n, *range(n), **{"a": 1}), tool.chosen, functools.partial(tool.method), abs,
    operator.methodcaller("bit_length"), operator.itemgetter(0).__class__, str,
]
for way in ways[:13]:
    print([way(n) for n in range(4)])
for n in range(6):
    print(ways[n % 6](n), getattr(tool, "method")(n), (tool.method if n % 2 else special)(n))
arguments = {"scale": 3, "extra": None}
total = 0
for n in range(8):
    total += work(n, *[n] * n, **arguments)
print(total, functools.reduce(lambda a, n: a + work(n), range(5), 0))
dispatch = {0: tool.method, 1: Tool.static}
print([dispatch.get(n % 3, half)(n) for n in range(6)])
compose = lambda f, g: lambda n: f(g(n))
print([compose(work, Tool.static)(n) for n in range(4)])
tool.method = lambda n: "mine"
print([tool.method(n) for n in range(2)], [tool.chosen(n) for n in range(2)])
try:
    for n in range(3):
        print(work(n, scale=1, **{"scale": 2}))
except TypeError as error:
    print(error)
