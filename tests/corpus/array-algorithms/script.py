"""Maximum subarray, longest increasing subsequence and friends over many test arrays; timing per algorithm."""
import bisect
import random
import time


def kadane(xs):
    best = cur = xs[0]
    for x in xs[1:]:
        cur = max(x, cur + x)
        best = max(best, cur)
    return best


def brute(xs):
    best = xs[0]
    for i in range(len(xs)):
        s = 0
        for j in range(i, len(xs)):
            s += xs[j]
            best = max(best, s)
    return best


def lis(xs):
    tails = []
    for x in xs:
        i = bisect.bisect_left(tails, x)
        if i == len(tails):
            tails.append(x)
        else:
            tails[i] = x
    return len(tails)


def inversions(xs):
    seen = []
    total = 0
    for x in reversed(xs):
        total += bisect.bisect_left(seen, x)
        bisect.insort(seen, x)
    return total


def main():
    rng = random.Random(9)
    arrays = [[rng.randint(-50, 50) for _ in range(60)] for _ in range(30)]
    mismatches = 0
    start = time.perf_counter()
    for k, xs in enumerate(arrays):  # expert: easy
        a, b = kadane(xs), brute(xs)
        if a != b:
            mismatches += 1
            print("mismatch at", k, a, b)
    elapsed = time.perf_counter() - start
    print("mismatches:", mismatches, "fast" if elapsed < 100 else "slow")
    print("lis", [lis(xs) for xs in arrays][:10])  # expert: easy
    print("inv", sum(inversions(xs) for xs in arrays))  # expert: easy


if __name__ == "__main__":
    main()
