"""Files, standard error and standard output in turn."""

import sys


COUNT, SIZE = map(int, sys.argv[1:] or (40, 20000))


def compute(n):
    total = 0
    for k in range(SIZE + n):
        total = (total * 31 + k) % 1000003
    return total


def main():
    total = 0
    book = open("book.txt", "w")
    for i in range(COUNT):
        v = compute(i)
        book.write(
            f"{i} {v}\
"
        )
        print(i, end=" ", file=sys.stderr)
        sys.stdout.write(f"{v} ")
        total += v
    book.close()
    print("total", total)


main()
