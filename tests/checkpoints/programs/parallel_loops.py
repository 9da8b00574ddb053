"""Loops that run on all cores, of several kinds: what a round computes is committed in order, and printed and written."""

import math


def weigh(n):
    total = 0.0
    for k in range(1, 120):
        total += math.sin(n * k) / k
    return total


def main():
    total, best, where = 0.0, -10.0, None
    kept, by_rest = [], {}
    with open("weights.txt", "w") as out:
        for n in range(6000):
            weight = weigh(n)
            total += weight
            by_rest.setdefault(n % 11, []).append(weight)
            if weight > best:
                best, where = weight, n
                print("best", n, weight)
            if n % 40 == 0:
                out.write(f"{n} {weight!r} {total!r}\n")
            if n % 500 == 0:
                kept.append((n, by_rest[n % 11]))
    print(total, best, where, n, weight, len(kept))
    print([sum(weights) for weights in by_rest.values()], [len(weights) for _, weights in kept])
    for n in range(6000, 9000):
        weight = weigh(n)
        if weight > 1.9 and n > 8000:
            print("found", n, weight)
            break
        if n % 300 == 0:
            continue
        total -= weight
    else:
        print("none")
    print(total, n)


if __name__ == "__main__":
    main()
