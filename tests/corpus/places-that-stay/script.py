"""Loops in places, and with statements, that a compiler leaves alone."""
import sys


def work(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


class Table:
    rows = []
    for size in range(50, 80):  # expert: hard, refused: class-body
        rows.append(work(size))

    def __init__(self):
        self.__size = 40

    def totals(self):
        found = []
        for n in range(30):  # expert: easy, refused: private-name
            total = 0
            for i in range(self.__size + n):
                total += i * i % 7
            found.append(total)
        return found


def stream(first, last):
    for n in range(first, last):  # expert: hard, refused: suspended-body
        yield work(n)


print(sum(Table.rows), sum(Table().totals()), sum(stream(50, 70)))

current = [0]
for current[0] in range(50, 80):  # expert: easy, refused: unsupported-target
    print(work(current[0]), end=" ")
print()

if len(sys.argv) < 9:
    offset = 3
results = []
for n in range(50, 80):  # expert: easy, refused: maybe-unbound
    results.append(work(n + offset))
print(sum(results))

for n in range(50, 80):  # expert: hard, refused: value-left-behind
    if n % 7:
        pair = [n, 0]
        while pair[1] < work(n) // 9:
            pair[1] += work(n) % 5 + n
print(pair)

for n in range(50, 70):  # expert: easy, refused: unsupported-statement
    class Row:
        total = work(n)
        half = work(n // 2)
    print(Row.total - Row.half, end=" ")
print()

total = 0
for n in range(50, 80):  # expert: easy, refused: mixed-source
    total += work(n)
print(total)

while total > 5:  # expert: no, refused: loop-carried-write
    total = work(total % 89 + 10) // 10
print(total)

attempts = []
while len(attempts) < 5:  # expert: no, refused: while-loop
    attempts.append(work(1000))
print(attempts)

firsts = [next(k for k in range(n, n + 50) if work(k) % 3 == 1) for n in range(50, 80)]  # expert: hard, refused: stop-iteration
print(firsts)
