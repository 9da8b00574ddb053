import contextlib
import io
import sys


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    print("working on", n)
    return x % 100


total = 0
for n in range(5):
    total += work(n)
print(total)
buffer = io.StringIO()
with contextlib.redirect_stdout(buffer):
    for n in range(6):
        total += work(n)
print(buffer.getvalue().replace("\n", "|"))
for n in range(4):
    captured = io.StringIO()
    with contextlib.redirect_stdout(captured):
        value = work(n)
    print(value, len(captured.getvalue()))


class Upper:
    def write(self, text):
        sys.__stdout__.write(text.upper())

    def flush(self):
        sys.__stdout__.flush()


sys.stdout = Upper()
for n in range(3):
    print("value", work(n), sep="=", end=".\n")
sys.stdout = sys.__stdout__
for n in range(3):
    print("to stderr", work(n), file=sys.stderr, flush=True)
    sys.stdout.write("plain %d\n" % n)
print(*[work(n) for n in range(3)], sep=", ", end="")
