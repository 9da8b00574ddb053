"""Functions that say what they do."""
import sys


class Board:
    def __init__(self, n):
        self.n = n

    def __str__(self):
        if self.n == 13:
            return "thirteen — dreizehn ✓"
        return f"Board<{self.n}>"


def work(n):
    t = 0
    for i in range(n * 40 + 50):
        t = (t * 31 + i) % 10007
    return t


def solve(n):
    print("solving", Board(n), end=" ")
    t = work(n)
    print("->", t, sep="\t", flush=True)
    return t


def check(n):
    print("?", n)
    return n % 3 == 0


out = []
for n in range(20):
    out.append(solve(n))
print(out)

best = 0
for n in range(20):
    print("round", n)
    t = solve(n)
    if t > best:
        best = t
        print("best so far", best, n)
print(best)

kept = []
for n in range(20):
    if check(n):
        kept.append(work(n))
print(kept)

table = {}
for n in range(12):
    rows = []
    for k in range(4):
        print(n, k)
        rows.append(solve(n + k))
    table[n] = rows
    print("row", n, sum(rows))
print(table[3])

total = 0
for n in range(12):
    total += solve(n)
    if total > 20000:
        print("enough at", n)
        break
else:
    print("never")
print(total)

for n in range(9):
    print(solve(n), n)

for n in range(9):
    print(n, solve(n))

seen = []
for n in range(10):
    seen.append(n)
    solve(n)
print(seen)


def steps(count):
    for n in range(count):
        t = solve(n)
        yield t


for t in steps(6):
    print("got", t)


def risky(n):
    print("risky", n)
    if n == 7:
        raise ValueError(f"bad {n}")
    return work(n)


done = []
try:
    for n in range(12):
        done.append(risky(n))
except ValueError as error:
    print("caught", error, len(done))

good = []
for n in range(12):
    try:
        r = risky(n)
    except ValueError as error:
        print("skipped", error)
        continue
    good.append(r)
print(good)
for n in range(5):
    solve(n)
    print("note", n, file=sys.stderr)
values = [solve(n) for n in range(5)]
print(values, sum(solve(n) for n in range(4)), list(map(solve, range(3))))
n = 0
while n < 5:
    solve(n)
    n += 1
last = []
for n in range(30):
    last.append(risky(n))
