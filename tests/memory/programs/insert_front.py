xs = []
for i in range(2000):
    xs.insert(0, i * 1000)
