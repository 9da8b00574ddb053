"""Progress bars around loops, in headers, in comprehensions, and around work inside a function."""
import sys
from tqdm import tqdm, trange
import tqdm as whole


def work(n):
    return sum(k * k % 7 for k in range(n % 50 + 300))


def inner(n):
    total = 0
    for k in tqdm(range(5), disable=True):
        total += work(n + k)
    return total


results = []
for n in tqdm(range(60)):
    results.append(work(n))
print(sum(results))
items = [3, 1, 4, 1, 5, 9, 2, 6] * 5
print(sum([work(n) for n in tqdm(items, desc="squares")]))
for i, n in enumerate(tqdm(items)):
    if work(n) > 10 ** 9:
        break
print(i)
for n in trange(20):
    if work(n) % 5 == 4:
        print("first", n)
        break
bar = whole.tqdm(items, file=sys.stderr)
for n in bar:
    results.append(work(n))
    bar.set_postfix(last=results[-1])
bar.close()
print(len(results), [inner(n) for n in range(6)])
pairs = []
for a, b in tqdm(zip(items, items[1:]), total=len(items) - 1):
    pairs.append(work(a * b))
print(sum(pairs), max(tqdm(items), key=work))
