from collections import defaultdict

counts = defaultdict(int)
for i in range(30000):
    counts[i % 2000] += 1
