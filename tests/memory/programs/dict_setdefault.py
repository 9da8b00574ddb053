groups = {}
for i in range(8000):
    groups.setdefault(i % 80, []).append(i * 100)
