"""Project Euler 14-ish: longest Collatz chain and friends."""
import time

LIMIT = 12000


def collatz_length(n):
    count = 1
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        count += 1
    return count


def solve(limit):
    best_len = 0
    best_n = 0
    for n in range(1, limit):  # expert: easy
        length = collatz_length(n)
        if length > best_len:
            best_len = length
            best_n = n
    return best_n, best_len


def histogram(limit):
    buckets = {}
    for n in range(1, limit):  # expert: easy
        b = collatz_length(n) // 10
        buckets[b] = buckets.get(b, 0) + 1
    return buckets


if __name__ == "__main__":
    start = time.time()
    n, length = solve(LIMIT)
    print("Longest chain under", LIMIT, "is", length, "starting at", n)
    h = histogram(LIMIT // 2)
    for b in sorted(h):
        print("%3d-%3d: %s" % (b * 10, b * 10 + 9, "#" * (h[b] // 50)))
    elapsed = time.time() - start
    if elapsed > 1000:
        print("slow machine?")
