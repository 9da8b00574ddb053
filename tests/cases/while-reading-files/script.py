"""Files read by chunks and by lines in while loops, and what is left of them where the loop ends early."""
import os
import tempfile
from collections import deque

def crc(chunk):
    value = 0
    for _ in range(20):
        for byte in chunk[:300]:
            value = (value * 31 + byte) % 1000003
    return value

def words(line):
    total = 0
    for k in range(60):
        for c in line:
            total = (total * 33 + ord(c) + k) % 99991
    return total

def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps + sum(range(300))

def main(path):
    digest = []
    with open(path, "rb") as f:
        while True:
            chunk = f.read(512)
            if not chunk:
                break
            digest.append(crc(chunk))
        print(f.tell(), chunk)
    print(len(digest), digest[-3:])
    out = []
    with open(path, encoding="utf-8") as f:
        while (line := f.readline()):
            out.append(words(line))
        print(repr(line), f.tell())
    print(len(out), out[-2:])
    f = open(path)
    line = f.readline()
    count = 0
    while line:
        line = line.rstrip()
        if line.startswith("line 3"):
            line = f.readline()
            continue
        value = words(line)
        if value % 97 == 5:
            print("hit", line, value)
        count += 1
        if count > 60:
            break
        line = f.readline()
    print(count, line, f.tell())
    print(f.readline())
    f.close()
    q = deque(range(40))
    res = {}
    while q:
        item = q.popleft()
        res[item] = collatz(item + 1)
    print(res[39], len(q), item)
    n = 5 ** 40
    k = 7
    digits = []
    while n:
        n, r = divmod(n, k)
        digits.append(collatz(r + 20))
    print(digits, n, r)
    n = 40
    while True:
        steps = collatz(n)
        if n == 1:
            break
        n -= 1
    print("end", n, steps)

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "x")
    with open(name, "w", encoding="utf-8") as f:
        for i in range(200):
            f.write("line %d %s\n" % (i * 7, "xé" * (i % 50)))
    main(name)
