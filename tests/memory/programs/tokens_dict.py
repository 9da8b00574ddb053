counts = {}
for i in range(20000):
    word = "w" + str(i % 500)
    if word in counts:
        counts[word] += 1
    else:
        counts[word] = 1
pad = [i * 0.5 for i in range(2000)]
