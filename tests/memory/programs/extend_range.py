xs = []
for i in range(100):
    xs.extend(range(i * 1000, i * 1000 + 100))
