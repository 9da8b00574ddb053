"""A program that says what interrupted it, and ends with a code of its own."""

import signal
import sys


COUNT, SIZE = map(int, sys.argv[1:] or (40, 20000))


def stop(number, frame):
    print("stopped by", signal.Signals(number).name, file=sys.stderr)
    sys.exit(3)


def compute(n):
    total = 0
    for k in range(SIZE + n):
        total = (total * 31 + k) % 1000003
    return total


def main():
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    total = 0
    for i in range(COUNT):
        v = compute(i)
        print("item", i, v, flush=True)
        total += v
    print("total", total)


main()
