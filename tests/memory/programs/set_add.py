seen = set()
for i in range(10000):
    seen.add(i * 3)
