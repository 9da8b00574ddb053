import sys
import time


def work(n):
    x = n
    for _ in range(2000):
        x = (x * 69069 + 1) % 4294967296
    return x % 1000


def main():
    start = time.time()
    total = 0
    for n in range(60):
        total += work(n)
    elapsed = time.time() - start
    print("total", total)
    print("elapsed: %.3f s" % elapsed, file=sys.stderr)
    begin = time.perf_counter()
    squares = [work(n) ** 2 for n in range(30)]
    print(f"took {time.perf_counter() - begin:.6f} s", file=sys.stderr)
    print(sum(squares), elapsed >= 0)


main()
