"""Ends inside: what leaves the program, and what is seen of variables afterwards."""

import math
import sys

calls = 0


def work(x, k=9):
    t = 0.0
    for j in range(k):
        t += math.sin(x * j) ** 2
    return t


def noted(x):
    global calls
    calls += 1
    return work(x)


class Box:
    def __init__(self):
        self.items = []
        self.full = False

    def put(self, v):
        self.items.append(v)
        self.full = len(self.items) > 30

    def run(self, n):
        for i in range(n):
            for j in range(6):
                v = work(i * j + 1)
                if v > 4.5:
                    break
                self.put(v)
            else:
                self.put(-1)
            if self.full:
                break
        else:
            self.put("ended")
        return i, j, v


found = None
for i in range(60):
    for j in range(9):
        value = work(i + j)
        if value > 4.62:
            found = (i, j)
            break
    else:
        print("no", i)
    if i % 20 == 19:
        print(found, i, j, value)
print(i, j, value)

box = Box()
print(box.run(200), len(box.items))

for i in range(40):
    for j in range(5):
        if noted(i * j) > 4.5:
            break
    else:
        print(i, calls)

words = ["".join(chr(97 + (k * j) % 26) for j in range(1, 9)) for k in range(200)]
kept = {}
for word in words:
    for letter in word:
        if sum(ord(letter) * k for k in range(30)) % 11 == 3:
            break
        kept.setdefault(letter, []).append(word)
    else:
        kept[word] = len(kept)
print(len(kept), sorted(map(str, kept))[:5])

aliases = [kept.setdefault("x", [])] * 3
for k in range(60):
    for row in aliases:
        v = work(k)
        row.append(v)
        if len(row) > 100:
            break
    else:
        aliases[0].append("else")
print(len(aliases[1]))


def last(n):
    for i in range(n):
        for j in range(9):
            v = work(i * j)
            if v > 4.6 and i > 50:
                sys.exit(f"stop {i} {j} {v:.4f}")
            if v > 4.5:
                break
        else:
            print("full", i)


try:
    last(90)
finally:
    print("end", calls)
