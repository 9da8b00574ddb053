"""Functions that log, and everything that makes a record another one."""
import logging
import sys

log = logging.getLogger("early")


def work(n):
    t = 0
    for i in range(n * 30 + 200):
        t = (t * 31 + i) % 10007
    return t


def warned(n):
    log.info("not shown without a configuration: %d", n)
    log.warning("shown by the last resort: %d", n)
    return work(n)


values = []
for n in range(8):
    values.append(warned(n))


def configured(n):
    if n > 2:
        logging.warning("sets a handler up: %d", n)
    return work(n)


for n in range(8):
    values.append(configured(n))
print(values)

logging.basicConfig(stream=sys.stdout, level=logging.INFO, force=True, format="%(funcName)s %(processName)s %(args)s %(message)s")


def named(n):
    log.info("one %d of %s", n, "named")
    return work(n)


for n in range(8):
    values.append(named(n))
    log.info("in the loop %d", n)

for n in range(8):
    value = work(n) + named(n) + log.info("inside %d", n).__class__.__name__.count("N")
    values.append(value)

logging.basicConfig(stream=sys.stdout, level=logging.INFO, force=True, format="%(levelname)s %(funcName)s %(message)s")


def failing(n):
    try:
        return work(n) // (n - 3)
    except ZeroDivisionError:
        log.exception("cannot %d", n)
        return 0


for n in range(8):
    values.append(failing(n))


def more(n):
    log.info("extra", extra={"round": n})
    return work(n)


for n in range(8):
    values.append(more(n))


def leveled(n):
    log.info("info %d", n)
    log.debug("debug %d", n)
    return work(n)


for n in range(8):
    values.append(leveled(n))
    if n == 3:
        logging.getLogger().setLevel(logging.DEBUG)
    if n == 5:
        log.disabled = True
log.disabled = False
for n in range(8):
    values.append(leveled(n))
    if n == 4:
        logging.disable(logging.INFO)
logging.disable(logging.NOTSET)


class Told:
    def __init__(self, n):
        self.n = n

    def __str__(self):
        print("asked", self.n)
        return f"<{self.n}>"


def shown(n):
    log.info("shown %s", Told(n))
    return work(n)


for n in range(8):
    values.append(shown(n))


def half(n):
    log.info("half")
    if n == 5:
        raise KeyError(n)
    return work(n)


try:
    for n in range(8):
        values.append(half(n))
except KeyError as error:
    print("left", error, len(values))


def levels(n):
    if n == 4:
        logging.addLevelName(logging.INFO, "NOTE")
    log.info("level")
    return work(n)


for n in range(8):
    values.append(levels(n))


def several(n):
    found = logging.getLogger("several." + "ab"[n % 2])
    found.info("record %d", n)
    return work(n)


for n in range(8):
    values.append(several(n))
print(values)
