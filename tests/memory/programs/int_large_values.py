values = [i * 10**12 for i in range(8000)]
