import threading


class Failure(Exception):
    """Takes more arguments than it hands on, so that pickle cannot make it again."""

    def __init__(self, code, culprit):
        super().__init__("failure %d" % code)
        self.code = code
        self.culprit = culprit
        self.lock = threading.Lock()


class Item:
    def __init__(self, n):
        self.n = n


def check(item):
    x = item.n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    if item.n == 11:
        raise Failure(x % 100, item)
    return x % 100


items = [Item(n) for n in range(20)]
total = 0
try:
    for item in items:
        total += check(item)
except Failure as error:
    print(error, error.code, error.culprit is items[11], total)
    print(item is items[11])
for item in items[8:]:
    print(check(item))
