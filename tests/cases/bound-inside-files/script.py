"""Pairs of words of a file."""
import contextlib


def work(n):
    total = 0
    for i in range(100):
        total = (total * 31 + n * i) % 10007
    return total


def read(name):
    with open(name) as file, contextlib.closing(open(name, "rb")) as again:
        words = file.read().split()
        size = len(again.read())
    total = 0
    for first in words:
        for second in words:
            total += work(len(first) * len(second))
    return total, size


def first_of(name):
    with open(name) as file:
        for line in file:
            return line
    return None


with open("words.txt", "w") as file:
    file.write("one two three four five six seven eight nine ten eleven twelve")
with open("words.txt") as file:
    words = []
    for line in file:
        words += line.split()
best = 0
for first in words:
    for second in words:
        best = max(best, work(len(first + second)))
print(best)
print(read("words.txt"))
print(first_of("words.txt"))
