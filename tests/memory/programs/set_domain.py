digits = {i % 10 for i in range(10000)}
pad = [i * 0.5 for i in range(3000)]
