import logging
import sys


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    log.debug("step %d", n)
    if x % 3 == 0:
        log.warning("%d is a multiple of three", n)
    return x % 100


class Counter(logging.Handler):
    seen = 0

    def emit(self, record):
        Counter.seen += 1


logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s:%(name)s:%(funcName)s:%(lineno)d:%(message)s")
log = logging.getLogger("app")
log.addHandler(Counter())
total = 0
for n in range(12):
    total += work(n)
    log.info("total %d", total)
log.setLevel(logging.DEBUG)
print([work(n) for n in range(4)])
logging.disable(logging.CRITICAL)
print(sum(work(n) for n in range(6)), Counter.seen)
log.removeHandler(log.handlers[0])
