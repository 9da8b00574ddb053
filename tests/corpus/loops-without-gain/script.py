"""Loops that are too short, too cheap, or that their author wants to keep."""
import sys


def work(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


def main():
    for n in range(1):  # expert: no, refused: few-iterations
        print(work(1000))
    total = 0
    for n in range(500):  # expert: no, refused: unprofitable-loop
        total += n % 3
    print(total)
    for n in range(50, 70):  # surge: sequential # expert: no, refused: sequential-comment
        print(work(n), end=" ")
    print()
    last = 0
    for n in range(50, 90):  # expert: hard, refused: no-heavy-part
        try:
            if work(n) % 5 == 0:
                continue
        finally:
            last = n
    print(last, file=sys.stdout)


main()
