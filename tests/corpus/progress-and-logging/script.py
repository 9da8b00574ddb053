"""Progress bar, timing and logging around a slow function."""
import logging
import math
import sys
import time

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stdout)
log = logging.getLogger("work")


def slow(n):
    s = 0.0
    for k in range(1, n * 20):
        s += math.sin(k) / k
    return s


def progress(done, total):
    if total and done % 10 == 0:
        sys.stderr.write("\r%3d%%" % (100 * done // total))
        sys.stderr.flush()


def main():
    t0 = time.perf_counter()
    results = []
    for i in range(1, 41):  # expert: easy
        results.append(slow(i))
        progress(i, 40)
    sys.stderr.write("\n")
    log.info("first loop done")
    values = {}
    for i in range(1, 21):  # expert: easy
        v = slow(i * 2)
        if v > 1.06:
            log.info("large value at %d", i)
        values[i] = v
    print(len(values), "%.6f" % sum(results))
    took = time.perf_counter() - t0
    if took > 3600:
        print("that took long")


main()
