words = [str(i * 7919 % 10000) for i in range(6000)]
ordered = sorted(words, key=len)
