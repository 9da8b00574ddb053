text = "abracadabra" * 500
counts = {}
for c in text:
    counts[c] = counts.get(c, 0) + 1
pad = [i * 1.5 for i in range(3000)]
