index = {}
for i in range(20000):
    key = "k" + str(i % 200)
    if key not in index:
        index[key] = []
    index[key].append(i)
