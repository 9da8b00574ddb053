"""Every way to keep state, in every place where work could be computed ahead of it.

    python3 tests/fuzz/run.py --states

Each row is a way to keep state: what sets it up, a statement that changes it with a number `n`, an expression that
reads it as a number. Each context puts changing and reading where the compiler looks for parallel work. All pairs
are programs; their seeds count from 0.
"""

from __future__ import annotations

WORK = """import array, collections, contextlib, contextvars, copy, dataclasses, decimal, enum, functools, heapq, io
import itertools, math, operator, os, queue, random, string, types

def work(x):
    t = 0
    for i in range(x % 7 + 20):
        for j in range(9):
            t = (t * 31 + i * j + x) % 10007
    return t

def mixed(xs):
    t = 0
    for x in xs:
        t += work(x)
    return t
"""

# Set-up, change, read.
STATES = [
    ("xs = [1]", "xs.append(n)", "mixed(xs)"),
    ("xs = [1]", "list.append(xs, n)", "mixed(xs)"),
    ("xs = [1]\nys = xs", "ys.append(n)", "mixed(xs)"),
    ("xs = [1]\nys = [xs, xs]", "ys[0].append(n)", "mixed(ys[1])"),
    ("xs = [1]\nadd = xs.append", "add(n)", "mixed(xs)"),
    ("xs = [1]\nhooks = {'a': xs.append}", "hooks['a'](n)", "mixed(xs)"),
    ("xs = [1]\nadd = functools.partial(xs.append, 4)", "add()", "mixed(xs)"),
    ("xs = [1]\nadd = functools.partial(list.append, xs)", "add(n)", "mixed(xs)"),
    ("xs = [1]\nadd = operator.methodcaller('append', 3)", "add(xs)", "mixed(xs)"),
    ("xs = [1, 2]", "operator.setitem(xs, 0, n)", "mixed(xs)"),
    ("xs = [1, 2]", "operator.iadd(xs, [n])", "mixed(xs)"),
    ("xs = [1]", "list(map(xs.append, [n]))", "mixed(xs)"),
    ("xs = [1]", "[xs.append(k) for k in [n]]", "mixed(xs)"),
    ("xs = [1]", "any(xs.append(k) for k in [n])", "mixed(xs)"),
    ("xs = [1]", "sorted([n, 2], key=xs.append)", "mixed(xs)"),
    ("xs = [1]", "functools.reduce(lambda a, b: a.append(b) or a, [n], xs)", "mixed(xs)"),
    ("xs = [1]", "(lambda: xs.append(n))()", "mixed(xs)"),
    ("xs = [1]", "xs[len(xs):] = [n]", "mixed(xs)"),
    ("xs = [5, 1]", "heapq.heappush(xs, n)", "mixed(xs)"),
    ("xs = [3, 1, 2]", "xs.sort(key=lambda v: (v + n) % 3)", "xs[0] + work(n)"),
    ("xs = [1, 2, 3]", "random.Random(n).shuffle(xs)", "xs[0] + work(n)"),
    ("xs = [3, 1, 2]\nit = iter(xs)", "xs.append(n)", "next(it, 0) + work(n)"),
    ("ids = itertools.count()", "next(ids)", "work(next(ids))"),
    ("ids = itertools.cycle([1, 2, 3])", "next(ids)", "work(next(ids))"),
    ("a, b = itertools.tee(iter(range(50)))", "next(a)", "work(next(b))"),
    ("g = (k * 2 for k in range(99))", "next(g)", "work(next(g))"),
    ("def gen():\n    total = 0\n    while True:\n        got = yield total\n        total += got or 1\ng = gen()\nnext(g)", "g.send(n)", "work(next(g))"),
    ("d = {}", "d[n] = 1", "work(len(d))"),
    ("d = {}\nv = d.keys()", "d[n] = 1", "work(len(v))"),
    ("d = {}\nv = d.values()", "d[n] = n", "mixed(v)"),
    ("d = {}\nview = types.MappingProxyType(d)", "d[n] = n", "work(len(view))"),
    ("d = {1: [2]}", "d.setdefault(1, []).append(n)", "mixed(d[1])"),
    ("d = collections.defaultdict(list)", "d[n % 2].append(n)", "mixed(d[0])"),
    ("d = collections.defaultdict(list)", "d[n]", "work(len(d))"),
    ("d = collections.OrderedDict.fromkeys('abc', 1)", "d.move_to_end('a')", "work(len(next(iter(d)))) + ord(next(iter(d)))"),
    ("d = collections.Counter('ab')", "d.update('a')", "work(d['a'])"),
    ("d = collections.ChainMap({}, {1: 2})", "d[n] = 1", "work(len(d))"),
    ("d = {}\ne = collections.ChainMap({}, d)", "d[n] = 1", "work(len(e))"),
    ("q = collections.deque([1, 2], maxlen=3)", "q.append(n)", "mixed(q)"),
    ("q = collections.deque([1, 2, 3])", "q.rotate(1)", "work(q[0])"),
    ("s = {1}", "s.add(n)", "work(len(s))"),
    ("s = {1}\nt = s", "t |= {n}", "work(len(s))"),
    ("b = bytearray(b'abc')", "b[0] = n % 250", "work(b[0])"),
    ("b = bytearray(b'abc')\nm = memoryview(b)", "m[0] = n % 250", "work(b[0])"),
    ("a = array.array('i', [1, 2])", "a.append(n)", "mixed(a)"),
    ("f = io.StringIO()", "f.write('x')", "work(len(f.getvalue()))"),
    ("f = io.StringIO()", "print(n, file=f)", "work(len(f.getvalue()))"),
    ("f = io.BytesIO(b'abcdefghijklmnop')", "f.read(1)", "work(f.tell())"),
    ("class C:\n    n = 0", "C.n += n", "work(C.n)"),
    ("class C:\n    n = 0\nc = C()", "C.n += n", "work(c.n)"),
    ("class C:\n    log = []\nc, d = C(), C()", "c.log.append(n)", "mixed(d.log)"),
    ("class C:\n    def __init__(self):\n        self.n = 0\nc = C()\nd = c", "d.n += n", "work(c.n)"),
    ("class C:\n    def __init__(self):\n        self.n = 0\n    def add(self, n):\n        self.n += n\nc = C()\nadd = c.add", "add(n)", "work(c.n)"),
    ("class C:\n    def __init__(self):\n        self._n = 0\n    @property\n    def n(self):\n        self._n += 1\n        return self._n\nc = C()", "c.n", "work(c.n)"),
    ("class C:\n    def __init__(self):\n        self._n = 0\n    n = property(lambda self: self._n)\n    @n.setter\n    def n(self, v):\n        self._n = v\nc = C()", "c.n = n", "work(c.n)"),
    ("class C:\n    made = 0\n    def __init__(self):\n        C.made += 1", "C()", "work(C.made)"),
    ("class C:\n    made = []\n    @classmethod\n    def make(cls, n):\n        cls.made.append(n)\n        return cls()", "C.make(n)", "mixed(C.made)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __getitem__(self, k):\n        self.xs.append(k)\n        return k\nc = C()", "c[n]", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __contains__(self, k):\n        self.xs.append(k)\n        return True\nc = C()", "n in c", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __eq__(self, k):\n        self.xs.append(k)\n        return True\n    __hash__ = None\nc = C()", "c == n", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __iter__(self):\n        self.xs.append(1)\n        return iter([1])\nc = C()", "list(c)", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __len__(self):\n        self.xs.append(1)\n        return 1\nc = C()", "len(c)", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __bool__(self):\n        self.xs.append(1)\n        return True\nc = C()", "not c", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __str__(self):\n        self.xs.append(1)\n        return 'c'\nc = C()", "f'{c}'", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __lt__(self, o):\n        self.xs.append(1)\n        return True\nc = C()", "sorted([c, c])", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __hash__(self):\n        self.xs.append(1)\n        return 1\nc = C()", "{c: 1}", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __call__(self, n):\n        self.xs.append(n)\nc = C()", "c(n)", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __enter__(self):\n        self.xs.append(1)\n    def __exit__(self, *a):\n        return False\nc = C()", "with c: pass", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __getattr__(self, name):\n        self.xs.append(len(name))\n        return 1\nc = C()", "c.other", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __radd__(self, k):\n        self.xs.append(k)\n        return k\nc = C()", "n + c", "mixed(c.xs)"),
    ("class C:\n    def __init__(self):\n        self.xs = []\n    def __iadd__(self, k):\n        self.xs.append(k)\n        return self\nbox = [C()]", "box[0] += n", "mixed(box[0].xs)"),
    ("class D(dict):\n    def __missing__(self, k):\n        self[k] = k\n        return k\nd = D()", "d[n]", "work(len(d))"),
    ("class L(list):\n    pass\nxs = L([1])", "xs.append(n)", "mixed(xs)"),
    ("class L(collections.UserList):\n    pass\nxs = L([1])", "xs.append(n)", "mixed(xs.data)"),
    ("@dataclasses.dataclass\nclass C:\n    xs: list\nbase = [1]\nc = C(base)", "c.xs.append(n)", "mixed(base)"),
    ("@dataclasses.dataclass\nclass C:\n    xs: list = dataclasses.field(default_factory=list)\nc = C()\nd = dataclasses.replace(c)", "d.xs.append(n)", "mixed(c.xs)"),
    ("P = collections.namedtuple('P', 'xs')\np = P([1])\nq = p._replace()", "q.xs.append(n)", "mixed(p.xs)"),
    ("c = types.SimpleNamespace(n=1)\nd = c", "d.n = n", "work(c.n)"),
    ("class E(enum.Enum):\n    A = 1\nE.A.hits = 0", "E.A.hits += n", "work(E.A.hits)"),
    ("xs = [[1]]\nys = copy.copy(xs)", "ys[0].append(n)", "mixed(xs[0])"),
    ("xs = [[1]]\nys = xs[:]", "ys[0].append(n)", "mixed(xs[0])"),
    ("xs = [[1]]\nys = xs * 2", "ys[1].append(n)", "mixed(xs[0])"),
    ("xs = [[1]]\nys = list(xs)\nzs = sorted(ys)", "zs[0].append(n)", "mixed(xs[0])"),
    ("xs = [[1], [2]]\nys = list(zip(xs, xs))", "ys[0][1].append(n)", "mixed(xs[0])"),
    ("xs = [[1], [2]]\nys = dict(enumerate(xs))", "ys[0].append(n)", "mixed(xs[0])"),
    ("xs = [[1], [2]]\nys = [*xs]", "ys[0].append(n)", "mixed(xs[0])"),
    ("xs = [[1], [2]]\nfirst, *rest = xs", "rest[0].append(n)", "mixed(xs[1])"),
    ("xs = [[1], [2]]\nbig = max(xs)", "big.append(n)", "mixed(xs[1])"),
    ("xs = [[1], [2]]\nbig = functools.reduce(lambda a, b: b, xs)", "big.append(n)", "mixed(xs[1])"),
    ("xs = [1]\nys = xs or [2]", "ys.append(n)", "mixed(xs)"),
    ("xs = [1]\nys = (lambda v: v)(xs)", "ys.append(n)", "mixed(xs)"),
    ("xs = [1]\ndef same(v, *rest, **kw):\n    return kw.get('k', v)\nys = same([], k=xs)", "ys.append(n)", "mixed(xs)"),
    ("xs = [1]\ndef same(*rest):\n    return rest\nys = same(xs)", "ys[0].append(n)", "mixed(xs)"),
    ("xs = [1]\ndef same(v=xs):\n    return v", "same().append(n)", "mixed(xs)"),
    ("xs = [1]\ntry:\n    raise ValueError(xs)\nexcept ValueError as error:\n    ys = error.args[0]", "ys.append(n)", "mixed(xs)"),
    ("xs = [1]\nclass Bad(Exception):\n    def __init__(self, xs):\n        self.xs = xs\ntry:\n    raise Bad(xs)\nexcept Bad as error:\n    ys = error.xs", "ys.append(n)", "mixed(xs)"),
    ("xs = [1]\ndef gen():\n    yield xs\nys = next(gen())", "ys.append(n)", "mixed(xs)"),
    ("xs = [1]\ndef gen():\n    yield from [xs]\nfor ys in gen():\n    pass", "ys.append(n)", "mixed(xs)"),
    ("xs = [1]\nfor ys in [xs]:\n    pass", "ys.append(n)", "mixed(xs)"),
    ("xs = [1]\n(ys := xs)", "ys.append(n)", "mixed(xs)"),
    ("xs = [1]\nkeep = [None]\ndef store(v):\n    keep[0] = v\nstore(xs)", "keep[0].append(n)", "mixed(xs)"),
    ("xs = [1]\nclass K:\n    pass\nK.kept = xs", "K.kept.append(n)", "mixed(xs)"),
    ("xs = [1]\ndef f():\n    pass\nf.kept = xs", "f.kept.append(n)", "mixed(xs)"),
    ("def f():\n    f.calls += 1\nf.calls = 0", "f()", "work(f.calls)"),
    ("def f(n, kept=[]):\n    kept.append(n)\n    return kept", "f(n)", "mixed(f(0))"),
    ("def f(n, kept={}):\n    kept[n] = n\n    return len(kept)", "f(n)", "work(f(0))"),
    ("def make():\n    n = 0\n    def add(k):\n        nonlocal n\n        n += k\n        return n\n    return add\nadd = make()", "add(n)", "work(add(0))"),
    ("def make():\n    xs = []\n    return xs.append, lambda: sum(xs)\nadd, look = make()", "add(n)", "work(look())"),
    ("@functools.lru_cache(None)\ndef f(n):\n    return [n]", "f(1).append(n)", "mixed(f(1))"),
    ("@functools.lru_cache(None)\ndef f(n):\n    return n", "f(n)", "work(f.cache_info().misses)"),
    ("calls = []\ndef logged(f):\n    @functools.wraps(f)\n    def inner(*a):\n        calls.append(a)\n        return f(*a)\n    return inner\n@logged\ndef f(n):\n    return n", "f(n)", "work(len(calls))"),
    ("class C:\n    def __init__(self):\n        self.n = 0\n    @functools.cached_property\n    def v(self):\n        return work(self.n)\nc = C()", "c.n = n", "c.v"),
    ("@contextlib.contextmanager\ndef ctx(xs):\n    xs.append(1)\n    yield xs\n    xs.append(2)\nxs = []", "with ctx(xs): pass", "mixed(xs)"),
    ("var = contextvars.ContextVar('var', default=0)", "var.set(n)", "work(var.get())"),
    ("random.seed(1)", "random.random()", "work(random.randrange(100))"),
    ("rng = random.Random(1)", "rng.random()", "work(rng.randrange(100))"),
    ("rng = random.Random(1)\ndraw = rng.randrange", "draw(9)", "work(draw(100))"),
    ("decimal.getcontext().prec = 5", "decimal.getcontext().prec = n % 9 + 2", "work(int(decimal.Decimal(1) / 3 * 10000000))"),
    ("os.makedirs('a0', exist_ok=True); os.makedirs('a1', exist_ok=True)\nfor k in range(2):\n    with open(f'a{k}/f.txt', 'w') as f:\n        f.write('x' * (k * 5 + 1))\nos.chdir('a0')", "os.chdir(f'../a{n % 2}')", "work(len(open('f.txt').read()))"),
    ("with open('f.txt', 'w') as f:\n    f.write('x')", "with open('f.txt', 'a') as f: f.write('y' * n)", "work(len(open('f.txt').read()))"),
    ("with open('f.txt', 'w') as f:\n    f.write('x' * 99)\nf = open('f.txt')", "f.read(1)", "work(len(f.read(2)) + f.tell())"),
    ("os.environ['K'] = '1'", "os.environ['K'] = str(n)", "work(int(os.environ['K']))"),
    ("total = 0\ndef add(n):\n    global total\n    total += n", "add(n)", "work(total)"),
    ("q = queue.Queue()", "q.put(n)", "work(q.qsize())"),
    ("xs = [1]\nt = ([], xs)", "t[1].append(n)", "mixed(xs)"),
    ("xs = []\nxs.append(xs)", "xs.append(n)", "work(len(xs[0]))"),
    ("xs = [1]\nclass N:\n    def __init__(self, v, nxt):\n        self.v, self.nxt = v, nxt\nhead = N(1, N(2, None))\ntail = head.nxt", "tail.v = n", "work(head.nxt.v)"),
    ("xs = [1, 2, 3]\nr = reversed(xs)", "xs[0] = n", "work(next(r, 0))"),
    ("xs = [1, 2]\nm = map(work, xs)", "xs.append(n)", "next(m, 0)"),
    ("xs = [1, 2]\nz = zip(xs, xs)", "xs.append(n)", "work(sum(next(z, (0, 0))))"),
    ("xs = [1]\nys = []\nboth = {'x': xs, 'y': ys}", "both['x'], both['y'] = both['y'], both['x']; both['x'].append(n)", "mixed(both['x'])"),
    ("xs = [0, 1]\nk = 0", "xs[0], xs[1] = xs[1], xs[0] + n", "work(xs[0])"),
    ("rows = [[0, 0]] * 3", "rows[n % 3][0] = n", "work(rows[0][0])"),
    ("rows = [[0, 0] for _ in range(3)]\ncols = list(zip(*rows))", "rows[n % 3][0] = n", "work(rows[0][0] + len(cols))"),
    ("name = 'xs'\nclass C:\n    xs = []", "getattr(C, 'xs').append(n)", "mixed(C.xs)"),
    ("xs = [1]\nmethod = getattr(xs, 'append')", "method(n)", "mixed(xs)"),
    ("xs = [1]\ndef outer():\n    class C:\n        ys = xs\n    return C\nC = outer()", "C.ys.append(n)", "mixed(xs)"),
    ("class Meta(type):\n    hits = 0\n    def __call__(cls, *a):\n        Meta.hits += 1\n        return super().__call__(*a)\nclass C(metaclass=Meta):\n    pass", "C()", "work(Meta.hits)"),
    ("class Base:\n    kinds = []\n    def __init_subclass__(cls):\n        Base.kinds.append(1)", "type('Sub', (Base,), {})", "mixed(Base.kinds)"),
    ("class C:\n    __slots__ = ('n',)\nc = C()\nc.n = 0", "c.n = n", "work(c.n)"),
    ("xs = [1]\nmatch = xs.__iadd__", "match([n])", "mixed(xs)"),
    ("xs = [1]", "xs.__setitem__(0, n)", "mixed(xs)"),
    ("d = {1: 2}", "d.__setitem__(n, n)", "work(len(d))"),
    ("d = {}", "d |= {n: 1}", "work(len(d))"),
    ("d = {}", "dict.update(d, {n: 1})", "work(len(d))"),
    ("d = {k: k for k in range(30)}", "d.popitem()", "work(len(d))"),
    ("xs = list(range(30))", "del xs[0]", "work(xs[0])"),
    ("xs = list(range(30))", "xs.pop()", "work(len(xs))"),
    ("xs = [1]", "exec_ = xs.extend; exec_(k for k in [n])", "mixed(xs)"),
    ("xs = [1]", "collections.deque(map(xs.append, [n]), maxlen=0)", "mixed(xs)"),
    ("xs = [1]", "xs.extend(k + len(xs) for k in [n])", "mixed(xs)"),
    ("xs = [1]\nstack = contextlib.ExitStack()", "stack.callback(xs.append, n); stack.close()", "mixed(xs)"),
    ("fs = []\nfor k in range(3):\n    fs.append(lambda: k)\nk = 0", "global_k(n)", "work(fs[0]())"),
    ("xs = [1]\nit = iter(xs.pop, None)", "xs.append(n)", "work(next(it) if xs else 0)"),
    ("order = []\nclass Key:\n    def __init__(self, v):\n        self.v = v\n    def __hash__(self):\n        return self.v % 2\n    def __eq__(self, o):\n        order.append(self.v)\n        return self.v == o.v\ntable = {Key(0): 1, Key(2): 2}", "table.get(Key(n))", "mixed(order)"),
]  # fmt: skip

# Expressions that hand on the list `xs`, or a list that holds it first, without its name.
SAME_LIST = [
    "{1: 2}.get(n, xs)", "{}.setdefault(1, xs)", "{}.pop(1, xs)", "next(iter([]), xs)", "max([], default=xs)",
    "getattr(work, 'no_such', xs)", "os.environ.get('NO_SUCH', xs)", "(xs if n >= 0 else [])", "(xs and xs)", "([] or xs)",
    "min(xs, xs, key=len)", "sum([[xs]], [])[0]", "next(itertools.chain([xs]))", "list(map(lambda v: v, [xs]))[0]",
    "sorted([xs])[0]", "[xs][-1]", "{'a': xs}.popitem()[1]", "dict(a=xs)['a']", "dict([('a', xs)])['a']",
    "dict(zip('a', [xs]))['a']", "collections.deque([xs])[0]", "tuple([xs])[0]", "next(reversed([xs]))",
    "next(enumerate([xs]))[1]", "next(itertools.zip_longest([], [1], fillvalue=xs))[0]", "next(itertools.repeat(xs))",
    "functools.reduce(lambda a, b: a, [xs, 1])", "operator.itemgetter(0)([xs])", "heapq.nlargest(1, [xs])[0]",
    "random.Random(1).choice([xs])", "random.Random(1).sample([xs], 1)[0]", "copy.copy([xs])[0]",
    "collections.ChainMap({'a': xs})['a']", "collections.UserDict(a=xs)['a']", "types.SimpleNamespace(a=xs).a",
    "(lambda *a: a)(xs)[0]", "(lambda **k: k)(a=xs)['a']", "(lambda v=xs: v)()", "(lambda: xs)()", "[v for v in [xs]][0]",
    "next(v for v in [xs])", "{k: v for k, v in [(1, xs)]}[1]", "list(zip([xs]))[0][0]", "list({1: xs}.values())[0]",
    "list({1: xs}.items())[0][1]", "iter([xs]).__next__()", "[[xs]][0][0]", "([xs] * 2)[1]", "([xs] + [])[0]", "[*[xs]][0]",
    "[xs][:][0]", "next(filter(None, [xs]))", "next(itertools.islice([xs], 1))", "next(itertools.accumulate([xs]))",
    "next(itertools.product([xs]))[0]", "next(itertools.groupby([xs]))[0]", "collections.Counter(a=1) and xs",
    "dict.fromkeys([1], xs)[1]", "operator.getitem([xs], 0)", "operator.or_({1: xs}, {})[1]", "({1: xs} | {})[1]",
    "list(itertools.starmap(lambda v: v, [(xs,)]))[0]", "next(iter({1: xs}.values()))", "next(map(list.copy, [[xs]]))[0]",
    "functools.partial(lambda v: v, xs)()", "next(itertools.takewhile(bool, [xs]))", "next(itertools.tee([xs])[0])",
]  # fmt: skip
STATES += [("xs = [1]", f"{same}.append(n)", "mixed(xs)") for same in SAME_LIST]
STATES += [("xs = [1]", "xs.append(n)", f"mixed({same})") for same in SAME_LIST[::4]]

# Special methods that keep a log, with something that calls them.
SPECIAL = [
    ("__format__(self, spec)", "''", "f'{c}'"), ("__format__(self, spec)", "''", "'{}'.format(c)"),
    ("__str__(self)", "''", "'%s' % c"), ("__repr__(self)", "''", "str([c])"), ("__repr__(self)", "''", "f'{c!r}'"),
    ("__int__(self)", "1", "int(c)"), ("__float__(self)", "1.0", "math.sqrt(c)"), ("__index__(self)", "1", "[1, 2][c]"),
    ("__index__(self)", "1", "range(c)"), ("__index__(self)", "1", "'x' * c"), ("__round__(self, d=0)", "1", "round(c)"),
    ("__abs__(self)", "1", "abs(c)"), ("__neg__(self)", "1", "-c"), ("__invert__(self)", "1", "~c"),
    ("__matmul__(self, o)", "1", "c @ 1"), ("__divmod__(self, o)", "(1, 1)", "divmod(c, 2)"), ("__pow__(self, o)", "1", "c ** 2"),
    ("__rpow__(self, o)", "1", "2 ** c"), ("__floor__(self)", "1", "math.floor(c)"), ("__bytes__(self)", "b''", "bytes(c)"),
    ("__radd__(self, o)", "1", "sum([c], 0)"), ("__gt__(self, o)", "True", "max([c, c])"), ("__gt__(self, o)", "True", "c < c"),
    ("__eq__(self, o)", "True", "1 in [c]"), ("__eq__(self, o)", "True", "[c].index(1)"), ("__eq__(self, o)", "True", "[c].count(1)"),
    ("__eq__(self, o)", "True", "[c] == [1]"), ("__eq__(self, o)", "True", "(1, c) == (1, 2)"), ("__eq__(self, o)", "True", "{1: c} == {1: 2}"),
    ("__ne__(self, o)", "True", "c != 1"), ("__getitem__(self, k)", "1", "c[1:2]"), ("__delitem__(self, k)", "None", "del c[1]"),
    ("__setitem__(self, k, v)", "None", "c[1] = n"), ("__reversed__(self)", "iter([])", "list(reversed(c))"),
    ("__iter__(self)", "iter([1, 2])", "a, b = c"), ("__iter__(self)", "iter([1, 2])", "max(*c)"), ("__iter__(self)", "iter([1, 2])", "[*c]"),
    ("__iter__(self)", "iter([1, 2])", "1 in c"), ("__iter__(self)", "iter([1, 2])", "set(c)"), ("__iter__(self)", "iter('ab')", "','.join(c)"),
    ("__iter__(self)", "iter([1, 2])", "[1].extend(c)"), ("__iter__(self)", "iter([1, 2])", "list(zip(c, c))"),
    ("__iter__(self)", "iter([1, 2])", "for _ in c: pass"), ("__iter__(self)", "iter([1, 2])", "x = [1]; x += c"),
    ("__iter__(self)", "iter([1, 2])", "x = [1]; x[:] = c"), ("__iter__(self)", "iter([1, 2])", "list(map(abs, c))"),
    ("__iter__(self)", "iter([1, 2])", "sum(v for v in c)"), ("__iter__(self)", "iter([1, 2])", "list(itertools.chain([1], c))"),
    ("__next__(self)", "1", "next(c)"), ("__length_hint__(self)", "1", "operator.length_hint(c)"), ("__call__(self, *a)", "1", "sorted([2, 1], key=c)"),
    ("__call__(self, *a)", "1", "list(map(c, [1]))"), ("__call__(self, *a)", "1", "functools.reduce(c, [1, 2, 3])"),
    ("__call__(self, *a)", "1", "max([1, 2], key=c)"), ("__call__(self, *a)", "1", "collections.defaultdict(c)[n]"),
    ("__call__(self, *a)", "None", "list(iter(c, None))"), ("write(self, text)", "None", "print(n, file=c)"), ("read(self, k=-1)", "''", "list(iter(c.read, ''))"),
    ("__len__(self)", "0", "bool(c)"), ("__len__(self)", "0", "c and 1"), ("__len__(self)", "0", "not c"), ("__bool__(self)", "True", "1 if c else 2"),
    ("__bool__(self)", "True", "any([c])"), ("__bool__(self)", "True", "list(filter(None, [c]))"), ("__bool__(self)", "False", "while c: pass"),
    ("__bool__(self)", "True", "assert c"), ("__bool__(self)", "True", "[v for v in [1] if c]"), ("__hash__(self)", "1", "{c}"),
    ("__hash__(self)", "1", "hash(c)"), ("__hash__(self)", "1", "dict.fromkeys([c])"), ("__hash__(self)", "1", "{}.get(c)"), ("__hash__(self)", "1", "hash((1, c))"),
    ("__copy__(self)", "self", "copy.copy(c)"), ("__deepcopy__(self, memo)", "self", "copy.deepcopy([c])"), ("__fspath__(self)", "'x'", "os.path.join(c, 'y')"),
    ("__and__(self, o)", "1", "c & 1"), ("__rsub__(self, o)", "1", "1 - c"), ("__ior__(self, o)", "self", "box = [c]; box[0] |= 1"),
    ("__lt__(self, o)", "True", "heapq.heappush([c], c)"), ("__lt__(self, o)", "True", "[c, c].sort()"), ("__lt__(self, o)", "True", "sorted([(c, 1), (c, 2)])"),
    ("__contains__(self, o)", "True", "n not in c"), ("__missing__(self, k)", "1", "c.__missing__(n)"), ("__trunc__(self)", "1", "math.trunc(c)"),
    ("__enter__(self)", "1", "c.__enter__()"), ("keys(self)", "[]", "dict(**c)"), ("keys(self)", "[]", "{**c}"), ("keys(self)", "[]", "dict(c)"),
]  # fmt: skip
STATES += [
    (
        f"class C:\n    def __init__(self):\n        self.xs = []\n    def {head}:\n        self.xs.append(1)\n        return {result}\n"
        + ("    def __exit__(self, *a):\n        pass\n" if "enter" in head else "")
        + ("    def __iter__(self):\n        return self\n" if "next" in head else "")
        + ("    def __eq__(self, o):\n        return self is o\n" if "hash" in head else "")
        + "c = C()",
        use,
        "mixed(c.xs)",
    )
    for head, result, use in SPECIAL
]

# Where change and read stand. `{change}` is a statement about `n`, `{read}` an expression.
CONTEXTS = [
    # Independent-looking assignments, one after the other.
    """
def change(n):
    work(n)
    {change}
    return n
def read(n):
    return {read}
a = change(1)
b = read(2)
c = change(3)
d = mixed([1, 2])
e = read(4)
f = change(5)
g = read(6)
print(a, b, c, d, e, f, g)
""",
    # The same inside of a function.
    """
def change(n):
    work(n)
    {change}
    return n
def read(n):
    return {read}
def main():
    a = read(2)
    b = change(3)
    c = read(4)
    d = change(5)
    return a, b, c, d, read(6)
print(main())
""",
    # A loop whose heavy part changes.
    """
def change(n):
    t = work(n)
    {change}
    return t
out = []
for i in range(6):
    v = change(i)
    out.append(v)
n = 1
print(out, {read})
""",
    # A loop whose heavy part reads, and which changes in order.
    """
def read(n):
    return {read} + work(n)
out = []
for n in range(6):
    v = read(n)
    out.append(v)
    {change}
print(out)
""",
    # Comprehensions that change, and that read.
    """
def change(n):
    t = work(n)
    {change}
    return t
def read(n):
    return {read} + work(n)
print([change(k) for k in range(5)])
print(sum(read(k) for k in range(3)), max(change(k) + read(k) for k in range(5)))
""",
    # A change behind a condition, in a loop in a function.
    """
def step(n):
    t = work(n)
    if t % 2:
        {change}
    return t
def run():
    total = 0
    for i in range(8):
        t = step(i)
        if t % 3 == 0:
            n = i
            total += {read}
        total += t
    return total
print(run())
""",
    # A loop whose heavy part reads, and which changes through a call, in order.
    """
def change(n):
    {change}
    return n
def read(n):
    return {read} + work(n)
def run():
    out = []
    for n in range(6):
        v = read(n)
        out.append(v)
        if v % 2:
            change(n)
    return out
print(run())
""",
    # Changes between independent-looking assignments, at module level.
    """
def read(n):
    return {read}
n = 2
a = mixed([1])
{change}
b = read(2)
c = mixed([3])
n = 3
{change}
d = read(4)
e = mixed([5])
print(a, b, c, d, e, read(1))
""",
    # Everything local to one function.
    """
def run():
{local_setup}
    def read(n):
        return {read} + work(n)
    out = []
    for n in range(6):
        v = read(n)
        out.append(v)
        {change}
    a = mixed(out)
    {change}
    b = read(1)
    return out, a, b
print(run())
""",
    # Everything local to one function, without a function inside.
    """
def run():
{local_setup}
    out = []
    for n in range(6):
        v = {read} + work(n)
        out.append(v)
        w = work(n + 1)
        {change}
        out.append(w)
    n = 9
    a = mixed(out)
    {change}
    b = {read}
    {change}
    c = {read}
    return out, a, b, c
print(run())
""",
]


def count() -> int:
    return len(STATES) * len(CONTEXTS)


def program(number: int) -> str:
    """The program of this pair."""
    setup, change, read = STATES[number // len(CONTEXTS)]
    context = CONTEXTS[number % len(CONTEXTS)]
    if change == "global_k(n)":
        setup += "\ndef global_k(n):\n    global k\n    k = n"
    local = "\n".join("    " + line for line in setup.splitlines())
    body = context.format(change=change, read=read, local_setup=local)
    return f"{WORK}\n{body}" if "{local_setup}" in context else f"{WORK}\n{setup}\n{body}"
