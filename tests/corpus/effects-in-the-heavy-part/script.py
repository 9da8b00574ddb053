"""Loops whose heavy part does something that cannot wait, or cannot be done twice."""
import os
import random
import sys
import time

CALLS = 0


def work(n, modulus=7):
    total = 0
    for i in range(n):
        total += i * i % modulus
    return total


def counted(n):
    global CALLS
    CALLS += 1
    return work(n)


def timed(n):
    start = time.perf_counter()
    return work(n), time.perf_counter() - start


def configured(n):
    return work(n, int(os.environ.get("CORPUS_MODULUS", "7")))


def announced(n):
    total = work(n)
    print("working on", n, total)
    return total


def walk(steps):
    position = 0
    for _ in range(steps):
        position += random.choice((-1, 1))
    return position


def main():
    random.seed(5)
    results = []
    for n in range(60, 90):  # expert: hard
        results.append(counted(n))
    print(CALLS, sum(results))
    longest = 0.0
    for n in range(60, 90):  # expert: hard, refused: clock-read
        total, seconds = timed(n)
        longest = max(longest, seconds)
    print(longest >= 0)
    for n in range(60, 90):  # expert: easy, refused: interpreter-state
        results.append(configured(n))
    for n in range(60, 66):  # expert: hard
        results.append(announced(n))
    print(sum(results))
    ends = []
    for _ in range(40):  # expert: no, refused: random-draw
        ends.append(walk(50))
    print(ends)
    for line in sys.stdin:  # expert: no, refused: interactive-input
        print(work(100 + len(line)))


main()
