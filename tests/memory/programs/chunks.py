values = list(range(10000))
chunks = [values[i : i + 100] for i in range(0, 10000, 100)]
