values = [i * 7 for i in range(8000)]
unique = set(values)
