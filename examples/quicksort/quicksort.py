import random
import sys


def quicksort(items):
    """A sorted copy of items. Not in place, but easy to read."""
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    smaller = [x for x in items if x < pivot]
    equal = [x for x in items if x == pivot]
    larger = [x for x in items if x > pivot]
    return quicksort(smaller) + equal + quicksort(larger)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
    rng = random.Random(99)
    numbers = [rng.randrange(10 * count) for _ in range(count)]
    result = quicksort(numbers)

    in_order = all(a <= b for a, b in zip(result, result[1:]))
    print("sorted:", in_order)
    print("first:", result[:5])
    print("last:", result[-5:])
    print("median:", result[count // 2])
    print("same numbers:", sum(numbers) == sum(result), len(result) == count)
    print("untouched:", numbers[:5])
    print("checksum:", sum(i * x for i, x in enumerate(result)) % 1_000_000_007)
