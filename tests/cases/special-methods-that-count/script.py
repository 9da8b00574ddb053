class Key:
    hashed = compared = 0

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        Key.hashed += 1
        return self.n % 3

    def __eq__(self, other):
        Key.compared += 1
        return self.n == other.n


class Flag:
    asked = []

    def __init__(self, n):
        self.n = n

    def __bool__(self):
        Flag.asked.append(self.n)
        return self.n % 2 == 0

    def __contains__(self, item):
        Flag.asked.append((self.n, item))
        return item == self.n

    def __call__(self, n):
        Flag.asked.append("called")
        return self.n * n

    def __getattr__(self, name):
        Flag.asked.append(name)
        return len(name)

    def __format__(self, how):
        Flag.asked.append("format " + how)
        return "flag"

    def __iter__(self):
        Flag.asked.append("iter")
        return iter((self.n, self.n + 1))

    def __enter__(self):
        Flag.asked.append("enter")

    def __exit__(self, *error):
        Flag.asked.append("exit")


def work(n, flag):
    x = n
    for _ in range(100):
        x = (x * 69069 + 1) % 4294967296
    if flag:
        x += 1
    if x % 5 in flag:
        x += 10
    with flag:
        a, b = flag
    return f"{flag:>3}", x % 100, flag(a) + flag.missing + b


table = {}
for n in range(14):
    key = Key(n % 5)
    table[key] = table.get(key, 0) + 1
print([(k.n, v) for k, v in table.items()], Key.hashed, Key.compared)

for n in range(4):
    print(work(n, Flag(n)))
print(len(Flag.asked), Flag.asked[:9])


class Watched:
    writes = []

    def __setattr__(self, name, value):
        Watched.writes.append(name)
        object.__setattr__(self, name, value)

    def __setitem__(self, key, value):
        Watched.writes.append(key)


watched = Watched()
for n in range(5):
    watched.total = work(n, Flag(n))[1]
    watched[n] = 1
print(watched.total, Watched.writes)
