less = [i < 500 for i in range(1000)]
pairs = [(i, i > 500) for i in range(5000)]
