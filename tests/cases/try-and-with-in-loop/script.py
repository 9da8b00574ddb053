import contextlib


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


class Guard:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, error, trace):
        print("exit", self.name, kind and kind.__name__)
        return self.swallow


@contextlib.contextmanager
def section(n):
    print("<", n)
    try:
        yield work(n)
    finally:
        print(">", n)


for n in range(5):
    with Guard("g%d" % n, swallow=n % 2 == 1) as guard, section(n) as value:
        print(guard.name, value)
        if n == 3:
            raise ValueError("swallowed")
    try:
        if n == 2:
            continue
        print(work(n + 10))
    finally:
        print("finally", n)

with contextlib.suppress(ZeroDivisionError):
    for n in range(6):
        print(100 // (work(n) - 3))
    print("not reached")
print(n)


def leave():
    for n in range(5):
        try:
            if work(n) == 3:
                return n
        finally:
            if n == 3:
                print("on the way out")
                break
    return "broken"


print(leave())
with Guard("outer"):
    for n in range(4):
        with Guard("inner"):
            if n == 1:
                work(1 / 0)
