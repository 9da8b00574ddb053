"""Runs of equal letters, said aloud."""
from itertools import groupby

def runs(s):
    return [(k, len(list(g))) for k, g in groupby(s)]

def say(s, n):
    for _ in range(n):
        s = "".join(str(len(list(g))) + k for k, g in groupby(s))
    return s

def by_key(words):
    out = []
    table = {"a": 1, "b": 2}
    for k, g in groupby(words, lambda w: table.get(w, 0)):
        out.append((k, list(g)))
    return out

def main():
    t = 0
    for i in range(60):
        t += len(say(str(i), 10))
    print(t)
    t = 0
    for i in range(60):
        t += len(by_key("abc" * i))
    print(t)
    res = []
    for i in range(60):
        lst = [[k, list(g)] for k, g in groupby(str(i) * 200, lambda n: n > "4")]
        res.append(len(lst))
    print(sum(res))
    res = []
    for i in range(60):
        res.append(len(runs(str(i) * 100)))
    print(sum(res))
main()
