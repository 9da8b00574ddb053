"""Loops whose rounds can be told ahead: counters, digits, files by lines and by chunks, stacks, queues, heaps, searches."""
from collections import deque
import heapq

def heavy(n):
    total = 0
    for i in range(300 + (n % 7)):
        total += i * i % 7
    return total + n

class Job:
    def __init__(self, n):
        self.n = n
        self.done = False
        self.children = []

def work(job):
    return heavy(job.n)

def expand(n):
    return [n // 2, n // 3] if heavy(n) % 2 and n > 3 else []

def newton(a):
    x = a
    while abs(x * x - a) > 1e-9:
        x = 0.5 * (x + a / x)
    return x

def conv(xs):
    # values that depend on the round before
    delta = 1.0
    while delta > 0.001:
        ys = [0.5 * (x + heavy(int(x)) % 2) for x in xs]
        delta = max(abs(a - b) for a, b in zip(xs, ys))
        xs = ys
    return xs

def worklist(start):
    seen = set()
    stack = [start]
    while stack:
        n = stack.pop()
        if n in seen:
            continue
        seen.add(n)
        for child in expand(n):
            stack.append(child)
    return sorted(seen)

def visited(items):
    stack = list(items)
    seen = set()
    out = []
    while stack:
        n = stack.pop()
        if n in seen:
            continue
        seen.add(n)
        out.append(heavy(n))
    return out

def heap(items):
    h = list(items)
    heapq.heapify(h)
    out = []
    while h:
        n = heapq.heappop(h)
        out.append(heavy(n))
    return out, h

def jobs(count):
    todo = deque(Job(n) for n in range(count))
    done = []
    while todo:
        job = todo.popleft()
        r = work(job)
        job.done = True
        done.append((job, r))
    return [(j.n, j.done, r) for j, r in done]

def jobs2(count):
    todo = deque(Job(n) for n in range(count))
    done = []
    while todo:
        job = todo.popleft()
        r = work(job)
        job.n += 1          # conflicts
        done.append((job, r))
    return [(j.n, j.done, r) for j, r in done]

def parts_aliased(lines):
    todo = list(lines)
    out = []
    keep = []
    while todo:
        parts = todo.pop().split(",")
        if parts[0] == "end":
            break
        r = [parts, heavy(len(parts))]
        keep.append(parts)
        out.append(r)
    for a in out:
        a[0].append("x")
    return keep, out

def lcg(count):
    seed = 12345
    out = []
    i = 0
    while i < count:
        seed = (seed * 1103515245 + 12345) % 2**31
        out.append(heavy(seed % 1000))
        i += 1
    return out, seed

def explode(limit):
    x = 2
    out = []
    while True:
        r = heavy(x % 1000)
        out.append(r)
        if x > limit:
            break
        x = x * x
    return len(out)

def found(limit):
    done = False
    n = 3
    while not done:
        r = heavy(n)
        done = r > limit
        n += 2
    return n, r

def pair(n, m):
    i = j = 0
    got = []
    while i < n and j < m:
        got.append(heavy(i * 10 + j))
        if i % 3:
            i += 1
        else:
            i += 2
            j += 1
    else:
        got.append("else")
    return got, i, j

def raises(n):
    i = 0
    got = []
    try:
        while True:
            i += 1
            r = heavy(i)
            if i == 17:
                raise ValueError(i, r)
            got.append(r)
    except ValueError as e:
        return len(got), i, e.args

def raising_heavy(n):
    if n == 23:
        raise KeyError(n)
    return heavy(n)

def raises2():
    i = 0
    got = []
    try:
        while i < 50:
            got.append(raising_heavy(i))
            i += 1
    except KeyError as e:
        return len(got), i, e.args

def ret(n):
    i = n
    while i:
        r = heavy(i)
        if r % 11 == 3:
            return i, r
        i -= 1
    return None

def produce_raises(items):
    xs = list(items)
    out = []
    try:
        while True:
            x = xs.pop()
            out.append(heavy(x))
    except IndexError:
        return out, xs

def try_pop(items):
    xs = deque(items)
    out = []
    while True:
        try:
            x = xs.popleft()
        except IndexError:
            break
        out.append(heavy(x))
    return out, xs

print(newton(2.0))
print(conv([1.0, 2.0, 3.0]))
print(worklist(500))
print(visited([5, 6, 5, 7, 8, 6] * 5))
print(heap([5, 3, 9, 1] * 6))
print(jobs(30)[-2:])
print(jobs2(30)[-2:])
print(parts_aliased(["end"] + ["a,b,c", "d", "e,f"] * 8))
print(lcg(30))
print(explode(10**40))
print(found(60 + 880))
print(pair(30, 40))
print(raises(3))
print(raises2())
print(ret(60))
print(produce_raises(range(20)))
print(try_pop(range(20)))
i = 0
while i < 30:
    value = heavy(i)
    print(i, value)
    i += 1
print(i, value)
