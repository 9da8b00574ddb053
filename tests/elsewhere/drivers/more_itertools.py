"""Windows, chunks and partitions."""

import more_itertools as mi

numbers = [n * n % 23 for n in range(40)]
print(list(mi.chunked(numbers, 7)), [sum(window) for window in mi.windowed(numbers, 5)], list(mi.divide(3, numbers[:7])[0]))
for size in range(2, 6):
    print(size, [max(part) for part in mi.sliced(numbers, size)], list(mi.distribute(size, numbers)[1]))
print(list(mi.set_partitions("abcd", 2))[:4], len(list(mi.set_partitions(range(6), 3))), list(mi.partitions("abc")))
print(mi.first_true(numbers, pred=lambda n: n > 20), list(mi.split_at(numbers, lambda n: n == 0)), list(mi.run_length.encode(numbers[:12])))
print(list(mi.sieve(50)), [list(mi.factor(n)) for n in range(90, 100)], mi.ilen(mi.distinct_permutations("aabbc")))
buckets = mi.bucket(numbers, key=lambda n: n % 3)
print({key: list(buckets[key]) for key in sorted(buckets)}, mi.map_reduce(numbers, lambda n: n % 4, reducefunc=sum))
print(list(mi.interleave_longest(numbers[:3], numbers[5:10])), mi.minmax(numbers), list(mi.difference(numbers[:10])), mi.nth_permutation(range(6), 3, 50))
