xs = list(range(50000))
