from collections import defaultdict

groups = defaultdict(list)
for i in range(10000):
    groups[i % 100].append(i * 10)
