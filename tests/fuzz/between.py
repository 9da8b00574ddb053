"""What a program may change between two regions, and a process that was started before, or is started anew, may not know.

    python3 tests/fuzz/run.py --between

Each row sets something up, reads it in a function that does nothing else, and changes it. Each context puts the reading where it is
computed ahead, before the change and after it. All pairs are programs; their seeds count from 0. Each runs in forked and in spawned workers.
"""

from __future__ import annotations

WORK = """import sys

def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total
"""

# Set-up, an expression of `n`, a statement that changes what it gives.
ROWS = [
    ("", "abs(n - 3)", "def abs(v): return 7"),
    ("", "len([n])", "len = lambda v: 9"),
    ("K = 4", "K + n", "del K"),
    ("K = 4", "K + n", "K = 5"),
    ("K = 4\ndef change():\n    global K\n    K += 1", "K + n", "change()"),
    ("TABLE = {1: 2}", "TABLE.get(n, 0)", "TABLE[2] = 3"),
    ("TABLE = {1: 2}\nclass C:\n    table = TABLE", "C.table.get(n, 0)", "TABLE[2] = 3"),
    ("TABLE = {1: 2}\ndef f(n, table=TABLE):\n    return table.get(n, 0)", "f(n)", "TABLE[2] = 3"),
    ("def f(n, *, k=1): return n + k", "f(n)", "f.__kwdefaults__['k'] = 5"),
    ("def f(n): return n + f.k\nf.k = 1", "f(n)", "f.k = 2"),
    ("def f(n): return n", "f(n)", "def f(n): return -n"),
    ("def f(n): return n\ndef g(n): return -n", "f(n)", "f = g"),
    ("def f(n): return n\ndef g(n): return -n\nPICK = {'a': f}", "PICK['a'](n)", "PICK['a'] = g"),
    ("def make(k):\n    held = [k]\n    return (lambda n: n + held[0]), held\nf, held = make(3)", "f(n)", "held[0] = 4"),
    ("def make():\n    k = 1\n    def look(n): return n + k\n    def put(v):\n        nonlocal k\n        k = v\n    return look, put\nf, put = make()", "f(n)", "put(5)"),
    ("class C:\n    k = 1", "C.k + n", "C.k = 2"),
    ("class C:\n    k = 1\nclass D(C): pass", "D.k + n", "C.k = 2"),
    ("class C:\n    k = 1\nclass D(C): pass", "D.k + n", "D.k = 2"),
    ("class C:\n    def f(self, n): return n\nc = C()", "c.f(n)", "C.f = lambda self, n: -n"),
    ("class C:\n    def f(self, n): return n\nc = C()", "c.f(n)", "c.f = abs"),
    ("class C:\n    def f(self, n): return n\nclass D:\n    def f(self, n): return -n\nc = C()", "c.f(n)", "c = D()"),
    ("from dataclasses import dataclass\n@dataclass\nclass C:\n    k: int = 1", "C().k + n", "C.k = 2"),
    ("from collections import namedtuple\nP = namedtuple('P', 'a b', defaults=[1])", "P(n).b", "P = namedtuple('P', 'a b', defaults=[2])"),
    ("from abc import ABC\nclass Shape(ABC): pass\nclass Square: pass", "isinstance(Square(), Shape)", "Shape.register(Square)"),
    ("from collections.abc import Mapping\nclass Square: pass", "isinstance(Square(), Mapping)", "Mapping.register(Square)"),
    ("from collections.abc import Mapping\nclass Square: pass\nadd = Mapping.register", "issubclass(Square, Mapping)", "add(Square)"),
    ("import csv", "list(csv.reader([f'{n}|2'], dialect='pipes')) if 'pipes' in csv.list_dialects() else n", "csv.register_dialect('pipes', delimiter='|')"),
    ("import calendar", "calendar.weekheader(2) + str(n)", "calendar.setfirstweekday(6)"),
    ("import datetime, os, time", "datetime.datetime.fromtimestamp(n * 1000).isoformat()", "os.environ['TZ'] = 'Asia/Tokyo'; time.tzset()"),
    ("import datetime, os, time", "datetime.datetime(2024, 1, n + 1).timestamp()", "os.environ['TZ'] = 'Asia/Tokyo'; time.tzset()"),
    ("import datetime, os, time", "datetime.datetime.fromtimestamp(n * 1000).isoformat()", "os.environ['TZ'] = 'Asia/Tokyo'"),
    ("import xml.etree.ElementTree as ET", "ET.tostring(ET.Element('{urn:x}b'))", "ET.register_namespace('a', 'urn:x')"),
    ("import copy, copyreg\nclass C:\n    k = 1", "copy.copy(C()).k + n", "copyreg.pickle(C, lambda c: (int, (9,)))"),
    ("from decimal import Decimal, getcontext", "str(Decimal(n) / 7)", "getcontext().prec = 5"),
    ("import decimal\nfrom decimal import Decimal", "str(Decimal(n) / 7)", "decimal.setcontext(decimal.Context(prec=6, rounding=decimal.ROUND_UP))"),
    ("def depth(n): return 0 if n == 0 else 1 + depth(n - 1)", "depth(900 + n) if sys.getrecursionlimit() > 950 else n", "sys.setrecursionlimit(3000)"),
    ("def digits(n):\n    try: return len(str(10 ** 5000 + n))\n    except ValueError: return -1", "digits(n)", "getattr(sys, 'set_int_max_str_digits', id)(0)"),
    ("import os\nopen('a.txt', 'w').close()\nos.makedirs('sub', exist_ok=True)", "os.path.exists('a.txt')", "os.chdir('sub')"),
    ("import os", "os.path.exists('b.txt')", "open('b.txt', 'w').close()"),
    ("import functools\n@functools.singledispatch\ndef f(x): return 'any'", "f(n)", "f.register(int, lambda x: -x)"),
    ("import functools\ndef g(k, n): return k + n\nf = functools.partial(g, 1)", "f(n)", "f = functools.partial(g, 2)"),
    ("import math", "math.floor(n + 0.5)", "math = None"),
    ("import math as m", "m.sqrt(n)", "import cmath as m"),
    ("from math import floor as f", "f(n + 0.5)", "from math import ceil as f"),
    ("import math", "math.floor(n + 0.5)", "math.floor = lambda v: 9"),
    ("import json\nclass E(json.JSONEncoder):\n    mark = 'a'\n    def default(self, o): return E.mark", "json.dumps({n: {1}}, cls=E)", "E.mark = 'b'"),
    ("import string\nclass T(string.Template): delimiter = '$'", "T('$x #x').safe_substitute(x=n)", "T.delimiter = '#'"),
    ("nan = float('nan')\nkept = [nan]", "nan in kept", "kept.append(float('nan')); kept.pop(0)"),
    ("nan = float('nan')\nTABLE = {nan: 1}", "TABLE.get(nan, 0)", "TABLE = {float('nan'): 2}"),
    ("import locale", "locale.strcoll('a', 'B') > 0", "locale.setlocale(locale.LC_ALL, 'C.UTF-8')"),
    ("from enum import Enum\nclass E(Enum):\n    A = 1\nE.A.hits = 0", "E.A.hits + n", "E.A.hits = 3"),
    ("class M(type):\n    seen = 0\nclass C(metaclass=M): pass", "C.seen + n", "M.seen = 4"),
    ("class C:\n    __slots__ = ('k',)\nc = C()\nc.k = 1", "c.k + n", "c.k = 2"),
    ("class C:\n    @staticmethod\n    def f(n): return n", "C.f(n)", "C.f = staticmethod(lambda n: -n)"),
    ("class C:\n    @property\n    def f(self): return 1\nc = C()", "c.f + n", "C.f = property(lambda self: 2)"),
    ("import os\nif os.path.exists('b.txt'):\n    def f(n): return -n\nelse:\n    def f(n): return n", "f(n)", "open('b.txt', 'w').close()"),
    ("import re, warnings\ndef f(n):\n    try: return re.compile('[[a]%d' % n).groups + n\n    except FutureWarning: return -n", "f(n)", "re.purge(); warnings.simplefilter('error')"),
    ("import re, warnings\nwarnings.simplefilter('error')\ndef f(n):\n    try: return re.compile('[[a]%d' % n).groups + n\n    except FutureWarning: return -n", "f(n)", "re.purge(); warnings.resetwarnings()"),
    ("import warnings\ndef f(n):\n    try: return n + bool(NotImplemented)\n    except DeprecationWarning: return -n", "f(n)", "warnings.simplefilter('error')"),
    ("import re, warnings\ndef f(n): return re.compile('[[b]%d' % (n % 2)).groups + n", "f(n)", "re.purge(); warnings.simplefilter('default')"),
    ("import os, warnings\nopen('a.txt', 'w').close()\ndef f(n): return len(open('a.txt').read()) + n", "f(n)", "warnings.simplefilter('always')"),
    ("import os, warnings\nopen('a.txt', 'w').close()\ndef f(n): return len(open('a.txt').read()) + n", "f(n)", "warnings.filterwarnings('default', category=ResourceWarning)"),
    ("try:\n    LATER\nexcept NameError:\n    def f(n): return n\nelse:\n    def f(n): return -n", "f(n)", "LATER = 1"),
]  # fmt: skip

CONTEXTS = [
    # Comprehensions at module level.
    """
def look(n):
    work(n)
    return {read}
try:
    print([look(n) for n in range(5)])
    print([look(n) for n in range(5)])
    {change}
    print([look(n) for n in range(5)])
except (NameError, AttributeError, TypeError) as error:
    print(error)
""",
    # Loops in a function, whose bodies read themselves.
    """
def show():
    for n in range(5):
        value = (work(n), {read})
        print(value)
show()
{change}
show()
""",
    # Keys and `map`, with objects among what is returned.
    """
def look(n):
    return [work(n) % 3, str({read})]
print(sorted(range(6), key=look), list(map(look, range(4))))
{change}
print(sorted(range(6), key=look), list(map(look, range(4))))
""",
]


def count() -> int:
    return len(ROWS) * len(CONTEXTS)


def program(number: int) -> str:
    """The program of this pair."""
    setup, read, change = ROWS[number // len(CONTEXTS)]
    context = CONTEXTS[number % len(CONTEXTS)]
    indent = "    " if context.startswith("\ndef look(n):\n    work") else ""
    change = change.replace("\n", "\n" + indent)
    return f"{WORK}\n{setup}\n{context.format(read=read, change=change)}"
