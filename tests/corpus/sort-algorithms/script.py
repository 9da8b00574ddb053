"""Recursion: merge sort and quick sort of own, Ackermann, Hanoi; nothing worth it except batches."""
import random


def merge_sort(xs):
    if len(xs) <= 1:
        return xs
    mid = len(xs) // 2
    a, b = merge_sort(xs[:mid]), merge_sort(xs[mid:])
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


def quick_sort(xs):
    if len(xs) <= 1:
        return xs
    p = xs[len(xs) // 2]
    return quick_sort([x for x in xs if x < p]) + [x for x in xs if x == p] + quick_sort([x for x in xs if x > p])


def bubble(xs):
    xs = list(xs)
    for i in range(len(xs)):
        for j in range(len(xs) - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs


moves = []


def hanoi(n, a, b, c):
    if n == 0:
        return
    hanoi(n - 1, a, c, b)
    moves.append((a, c))
    hanoi(n - 1, b, a, c)


random.seed(0)
data = [random.randint(0, 1000) for _ in range(300)]
for name, fn in (("merge", merge_sort), ("quick", quick_sort), ("bubble", bubble)):  # expert: hard
    assert fn(data) == sorted(data)
    print(name, "ok")
hanoi(8, "A", "B", "C")
print(len(moves), moves[:3])
