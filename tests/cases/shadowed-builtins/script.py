def sum(numbers):
    total = 1
    for n in numbers:
        total = total * 2 + n
    return total


def range(*args):
    calls.append(args)
    return original_range(*args)


import builtins

original_range = builtins.range
calls = []


class list(builtins.list):
    def append(self, item):
        super().append(("wrapped", item))


def work(n):
    x = n
    for _ in range(100):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


results = list()
for n in range(6):
    results.append(work(n))
print(results)
print(sum(work(n) for n in range(5)), calls[:3], len(calls))
max = min
print(max(work(n) for n in range(4)))


def shadow(len, print=print, sorted=lambda xs: "sorted"):
    total = 0
    for n in range(len):
        total += work(n)
        print(n, total, sorted(total))
    return total


print(shadow(3))
enumerate = zip
for a, b in enumerate("ab", [work(1), work(2)]):
    print(a, b)
