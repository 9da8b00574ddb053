evens = [i * 1000 for i in range(20000) if i % 2 == 0]
