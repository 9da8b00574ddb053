import contextlib
import io
import sys


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 1000


def words(n):
    return [chr(97 + work(n + i) % 26) for i in range(4)]


def report(path):
    with open(path, "w") as file, contextlib.redirect_stdout(file):
        print("head of", path)
        for n in range(7):
            print(words(n), work(n))


report("first.txt")
print(open("first.txt").read())

with open("second.txt", "w") as file, contextlib.redirect_stderr(file):
    print("errors", file=sys.stderr, end=": ")
    for n in range(7):
        print(work(n), file=sys.stderr)

log = open("third.txt", "w+")
sys.stdout, kept = log, sys.stdout
print("to a file that is read again")
for n in range(7):
    print(work(n))
log.seek(0)
lines = [line for line in log]
print("and written", len(lines))
for n in range(7):
    print(work(n) + 1)
sys.stdout = kept
log.close()
print(lines)

raw = open("fourth.bin", "wb")
sys.stdout = io.TextIOWrapper(raw, encoding="utf-16")
print("é")
for n in range(7):
    print(work(n))
sys.stdout.flush()
sys.stdout = kept


class Counted(io.RawIOBase):
    """A file whose writes are a function of the program."""

    def __init__(self, path):
        self.file = open(path, "wb", buffering=0)

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(bytes(data))


sys.stdout = io.TextIOWrapper(io.BufferedWriter(Counted("fifth.txt")), encoding="utf-8")
print("head")
for n in range(7):
    print(work(n))
sys.stdout.flush()
sys.stdout = kept
print(open("fifth.txt").read())
