"""Functions that write to streams that they were given."""
import sys


def work(n):
    t = 0
    for i in range(n * 30 + 200):
        t = (t * 31 + i) % 10007
    return t


def parse(n, out=sys.stderr):
    print("parsing", n, file=out)
    return work(n)


def direct(n):
    print("direct", n, file=sys.stderr)
    if n == 3 and not sys.stderr.closed:
        print("open", sys.stderr.name, sys.stderr.isatty())
    return work(n)


values = []
for n in range(10):
    values.append(parse(n))
for n in range(10):
    values.append(direct(n))
print(values)
