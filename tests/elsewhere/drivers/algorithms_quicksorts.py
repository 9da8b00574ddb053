"""Many lists, each sorted by one algorithm, and how often neighbours fall."""

from algorithms.sorting.merge_sort import merge_sort
from algorithms.sorting.quick_sort import quick_sort
from algorithms.sorting.shell_sort import shell_sort


def make(seed, size):
    values = []
    state = seed
    for _ in range(size):
        state = (state * 1103515245 + 12345) % 2147483648
        values.append(state >> 16)
    return values


lists = [make(seed, 150 + seed) for seed in range(12)]
merged = []
for values in lists:
    merged.append(merge_sort(values[:]))
quick = [quick_sort(values[:]) for values in lists]
total = 0
for number, values in enumerate(lists):
    falls = sum(1 for a, b in zip(values, values[1:]) if a > b)
    ordered = shell_sort(values[:])
    total += falls
    print(number, falls, ordered == merged[number] == quick[number], ordered[0], ordered[-1])
print(total)
