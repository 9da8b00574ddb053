import signal
import sys

NAME = "search"


def leave(code):
    print(NAME, "left", file=sys.stderr)
    sys.exit(code)


def stop(number, frame):
    print("stopped by", signal.Signals(number).name)
    leave(128 + number)


def heavy(n):
    x = n
    for _ in range(400):
        x = (x * 69069 + 1) % 4294967296
    return x % 101


def main():
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    total = 0
    for n in range(40):
        value = heavy(n)
        print(n, value)
        total += value
    print(total)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    print([heavy(n) for n in range(20)])
    stop(signal.SIGTERM, None)


main()
