import builtins
import time

written = builtins.print


def work(n):
    x = n
    k = 0
    while k < 300:
        x = (x * 69069 + 1) % 4294967296
        k += 1
    return x % 100


def bracketed(*values, **options):
    written("[", *values, "]", **options)


time.perf_counter = lambda: 0.0
builtins.print = bracketed
builtins.max = builtins.min = lambda values: "none"
builtins.len = lambda values: 3
builtins.isinstance = builtins.open = builtins.range = builtins.sorted = builtins.getattr = None
numbers = [3, 1, 4, 1, 5, 9, 2, 6]
for n in numbers:
    value = work(n)
    print(n, value)
print([work(n) for n in numbers], len(numbers), max(numbers), time.perf_counter())
print(sum(work(n) // (n - 9) for n in numbers))
