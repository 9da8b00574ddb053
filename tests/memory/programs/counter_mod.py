from collections import Counter

counts = Counter(i % 500 for i in range(20000))
