import sys

lines = []


def work(n):
    t = 0
    for i in range(n * 40 + 50):
        t = (t * 31 + i) % 10007
    return t


def shout(*args, **kwargs):
    lines.append(args)
    print(*args, **kwargs)


def solve(n):
    out = sys.stdout
    print("a", n)
    print("b", n, file=out)
    out.write("c\n")
    return work(n)


def half(n):
    print("half", n)
    if n == 5:
        print("\ud800")
    return work(n)


res = []
for n in range(10):
    res.append(solve(n))
for n in range(10):
    res.append(work(n))
    print("real", n)
try:
    for n in range(10):
        res.append(half(n))
except UnicodeEncodeError as error:
    print("cannot", error.reason, len(res))


class Job:
    made = 0

    def __init__(self, n):
        self.n = n
        self.state = 0
        print("job", n)

    def run(self):
        print("run", self.n)
        self.state = work(self.n)
        return self


jobs = [Job(n) for n in range(8)]
for job in jobs:
    job.run()
print([job.state for job in jobs])
made = []
for n in range(8):
    made.append(Job(n).run().state)
print(made)


def deep(n):
    if n > 400:
        print("deep", n)
        return 1
    return deep(n + 1) + 1


depths = []
for n in range(0, 400, 50):
    depths.append(deep(n) + work(n))
print(depths)
for n in range(6):
    print({n, n + 1}, work(n))
for n in range(6):
    x = work(n)
    print(f"{n:>3}: {x}")
    y = solve(x % 7)
    print(y)
for n in range(6):
    shout(n, 5)
    res.append(half(n + 10))
print(lines[:3], len(lines), sum(res))
