values = [i % 200 for i in range(30000)]
