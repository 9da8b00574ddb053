values = [None if i % 2 == 0 else i * 0.5 for i in range(20000)]
