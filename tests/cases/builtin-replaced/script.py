import builtins

calls = []
true_len = len
true_sorted = sorted


def counting_len(thing):
    calls.append(type(thing).__name__)
    return true_len(thing)


def measure(words):
    total = 0
    for word in words:
        for _ in range(50):
            total = (total * 7 + len(word)) % 10007
    return total


groups = [["a" * (i % 5), "b" * (i % 3), "cc"] for i in range(20)]
results = []
for i, group in enumerate(groups):
    if i == 10:
        builtins.len = counting_len
    results.append(measure(group))
builtins.len = true_len
builtins.sorted = lambda xs: true_sorted(xs, reverse=True)
print(results)
print(len(calls), set(calls))
print(sorted([measure(g) for g in groups])[:4])
