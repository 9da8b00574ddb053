flags = [i % 3 == 0 for i in range(20000)]
