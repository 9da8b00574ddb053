import io
import sys

OUT = sys.stdout
NAMES = {sys.stdout: "out", sys.stderr: "err"}


def work(n):
    total = 0
    for i in range(1500):
        total = (total * 31 + i * n) % 1000003
    return total


def is_plain(n):
    value = work(n)
    if sys.stdout is sys.__stdout__:
        print("plain", n)
    else:
        print("captured", n)
    return value


def is_the_same(n):
    value = work(n)
    print("same", sys.stdout is OUT, sys.stdout == OUT)
    return value


def kind(n):
    value = work(n)
    print(type(sys.stdout).__name__, isinstance(sys.stdout, io.TextIOWrapper), value)
    return value


def shown(n):
    value = work(n)
    print(f"{sys.stdout!r:.12}", value)
    return value


def kept(n):
    value = work(n)
    stream = sys.stdout
    print("kept", [stream] == [OUT], (lambda known: known is OUT)(stream), n)
    return value


def looked_up(n):
    value = work(n)
    print(NAMES.get(sys.stdout), n)
    return value


def passed_on(n, to=None):
    return work(n), (to or sys.stdout) is OUT


def silent(n):
    return work(n), sys.stdout is OUT, sys.stderr in (None, sys.__stderr__), sys.__stdin__ is None


def asked(n):
    value = work(n)
    print(sys.stdout.encoding, n)
    return value


def fine(n):
    value = work(n)
    print("fine", n)
    return value


def main():
    results = []
    for n in range(8):
        results.append(is_plain(n))
    for n in range(8):
        results.append(is_the_same(n))
    for n in range(8):
        results.append(kind(n))
    for n in range(8):
        results.append(shown(n))
    for n in range(8):
        results.append(kept(n))
    for n in range(8):
        results.append(looked_up(n))
    for n in range(8):
        results.append(passed_on(n))
    for n in range(8):
        results.append(silent(n))
    for n in range(8):
        results.append(asked(n))
    for n in range(8):
        results.append(fine(n))
    print(results)


main()
