"""Sorted lists, sets and dictionaries that are filled in several ways."""

from sortedcontainers import SortedDict, SortedList, SortedSet

values = [(n * 7919) % 1009 for n in range(600)]
lists = [SortedList(values[start::7]) for start in range(7)]
for one in lists:
    one.update(values[:20])
    one.discard(values[3])
    print(len(one), one[0], one[-1], one.bisect(500), one.count(values[1]), list(one.irange(100, 140)))
words = "the quick brown fox jumps over the lazy dog and the cat".split()
counts = SortedDict()
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(counts, counts.peekitem(2), counts.bisect("f"))
sets = [SortedSet(values[k : k + 30]) for k in range(0, 300, 30)]
print([sorted(a & b) for a in sets for b in sets if a is not b][:5], sum(len(s) for s in sets))
