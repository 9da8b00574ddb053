def solve(n):
    t = n
    for i in range(n * 50 + 300):
        t = (t * 31 + i) % 97
    return t


count = 0


def bump():
    global count
    count += 1


import sys


class Tally:
    count = 0

    def write(self, text):
        Tally.count += len(text)
        return real.write(text)

    def flush(self):
        real.flush()


real = sys.stdout
sys.stdout = Tally()
for i in range(12):
    v = solve(i + Tally.count)
    print(v)
sys.stdout = real


import logging


seen = []


class Counter(logging.Handler):
    total = 0

    def emit(self, record):
        Counter.total += 1
        seen.append(record.getMessage())


log = logging.getLogger("app")
log.addHandler(Counter())
log.setLevel(logging.INFO)
for i in range(12):
    v = solve(i + Counter.total)
    w = solve(i + len(seen))
    log.info("%d", v)
    print(w)


import itertools
import contextlib
import io
import warnings


class Sink(io.StringIO):
    def write(self, text):
        notes.append(text)
        return len(text)


notes = []
with contextlib.redirect_stdout(Sink()):
    for i in range(12):
        v = solve(i + len(notes))
        print(v)
shown = []
warnings.showwarning = lambda *args, **kw: shown.append(args[0])
warnings.simplefilter("always")
for i in range(12):
    v = solve(i + len(shown))
    warnings.warn(str(v))
    print(v, len(notes))


import io, contextlib, sys

buf = io.StringIO()
with contextlib.redirect_stdout(buf):
    for i in range(10):
        v = solve(i + len(buf.getvalue()))
        print(v)
print(buf.getvalue())


import sys


class Tee:
    def __init__(self, inner):
        self.inner = inner

    def write(self, text):
        bump()
        self.inner.write(text)

    def flush(self):
        pass


sys.stdout = Tee(sys.stdout)
for i in range(10):
    v = solve(i + count)
    sys.stdout.write(str(v))
a = solve(3) + solve(count)
b = print(a)
c = solve(count) + solve(4)
print(c)
