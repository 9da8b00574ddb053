import random


def work(n):
    t = 0
    for i in range(n * 40 + 50):
        t = (t * 31 + i) % 10007
    return t


class Account:
    def __init__(self, name):
        self.name = name
        self.log = []

    @property
    def add(self):
        print("property of", self.name)
        return self.log.append

    def __iadd__(self, other):
        print("adding", other)
        self.log.append(other)
        return self


def solve(n):
    print("solving", n)
    if n == 4:
        print("four")
    return work(n)


acc = Account("a")
for n in range(8):
    acc.add(solve(n))
print(acc.log)
for n in range(8):
    acc += solve(n)
print(acc.log)
grid = [[0] * 4 for _ in range(4)]
for n in range(4):
    grid[n][0] = solve(n)
print(grid)
rng = random.Random(4)
picked = []
for n in range(8):
    k = rng.randrange(10)
    picked.append(solve(k))
print(picked)
d = {}
for n in range(8):
    d[solve(n)] = solve(n + 1)
print(d)
box = {"a": []}
try:
    for n in range(8):
        box["a" if n < 5 else "b"].append(solve(n))
except KeyError as error:
    print("missing", error)
none = None
items = []
try:
    for n in range(8):
        target = items if n < 3 else none
        target.append(solve(n))
except AttributeError as error:
    print(error)
try:
    for n in range(8):
        undefined += solve(n)
except NameError as error:
    print(error)
names = ["x", "y"]
for name, n in zip(names, range(5)):
    text = f"{name}{solve(n)}"
    print(text)
for n in range(6):
    a = solve(n)
    b = solve(a % 5)
    items.append((a, b))
    c = solve(b % 3)
    items.append(c)
print(items)
for n in range(4):
    for k in range(3):
        items.append(solve(n * k))
        print("k", k)
print(len(items))
with open("log.txt", "w") as file:
    for n in range(6):
        file.write(f"{n}\n")
        file.write(f"{solve(n)}\n")
print(open("log.txt").read())
for n in range(5):
    value = solve(n)
    assert value >= 0, print("never")
    if n == 3:
        continue
    print("after", n)
