import atexit


def heavy(n):
    s = 0
    for i in range(n * 10 + 3000):
        s += i * n % 7
    return s


readers = []


def log(x):
    print("x", x)
    if x == 7:
        raise ValueError(x)


def run(items):
    latest = 0

    def get():
        return latest

    readers.append(get)
    found = []
    for x in items:
        log(x)
        latest = heavy(x)
        found.append(latest)
    print(found)


try:
    run(range(12))
except ValueError as error:
    print("caught", error, readers[0]())

last = 0
atexit.register(lambda: print("last", last))
names = {1: "one", 3: "three", 5: "five", 7: "seven"}
lengths = []
for x in [1, 3, 5, 7, 9, 1, 3]:
    print(names[x])
    last = heavy(x)
    lengths.append(last)
