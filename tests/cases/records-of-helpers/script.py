"""Functions that log what they do, on the way to a result."""
import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s:%(name)s:%(lineno)d:%(message)s")
log = logging.getLogger("helpers")
quiet = logging.getLogger("helpers.quiet")
quiet.setLevel(logging.WARNING)


def work(n):
    t = 0
    for i in range(n * 30 + 200):
        t = (t * 31 + i) % 10007
    return t


def load(n):
    log.debug("never shown: %d", n)
    quiet.info("nor this: %d", n)
    rows = [work(n + k) for k in range(4)]
    log.info("%d rows of %s", len(rows), {"n": n})
    if n % 3 == 0:
        quiet.warning("odd one: %r", rows[0])
    return rows


def clean(n):
    rows = load(n)
    logging.error("cleaned %s", rows[1])
    print("cleaned", n)
    return sum(rows)


total = 0
for n in range(16):
    total += sum(load(n))
    print("so far", total)

table = {}
for n in range(16):
    value = clean(n)
    table[n] = value
    log.info("table has %d", len(table))
print(table)

best = None
for n in range(16):
    value = clean(n)
    if best is None or value > best:
        best = value
        print("new best", n, best)
    if n == 11:
        break
print(best)


class Reader:
    def __init__(self, name):
        self.log = logging.getLogger("reader." + name)

    def read(self, n):
        self.log.log(logging.WARNING, "reading %03d", n)
        return work(n)


reader = Reader("one")
values = []
for n in range(12):
    values.append(reader.read(n))
print(values)
