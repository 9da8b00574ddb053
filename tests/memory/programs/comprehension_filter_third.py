thirds = [i * 1.5 for i in range(30000) if i % 3 == 0]
