pairs = [(i, i * 7919 % 10007) for i in range(5000)]
ordered = sorted(pairs, key=lambda p: p[1])
