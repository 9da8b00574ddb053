from collections import Counter

counts = Counter()
for i in range(20000):
    counts[i % 1000] += 1
