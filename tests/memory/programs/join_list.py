words = [str(i * 1000) for i in range(5000)]
text = " ".join(words)
