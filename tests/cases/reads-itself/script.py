"""A program that looks at its own text."""
import ast
import doctest
import inspect
import sys


def work(n):
    """Stir a number.

    >>> work(2)
    9
    >>> [work(n) for n in range(3)]
    [4, 29, 9]
    """
    x = n
    for _ in range(100):
        x = (x * 69061 + 1) % 4294967296
    return x % 45


with open(__file__) as f:
    text = f.read()
lines = 0
for line in text.splitlines():
    if work(len(line)) % 2:
        lines += 1
print(lines, len(text), text.splitlines()[1][:10])
print(inspect.getsource(work).splitlines()[0], inspect.getsourcelines(work)[1])
print(len(ast.parse(text).body), inspect.getfile(work) == __file__, inspect.getmodule(work).__name__)
print(doctest.testmod())
print(sorted(name for name in dir() if not name.startswith("_")))
print(inspect.currentframe().f_lineno, sys.modules[__name__].text is text)


def names():
    total = 0
    for n in range(5):
        part = work(n)
        total += part
    return sorted(locals()), locals()["total"]


print(names(), [name for name, value in list(globals().items()) if callable(value) and not name.startswith("_")])
