signs = [i * 1000 if i % 2 == 0 else -i * 1000 for i in range(10000)]
