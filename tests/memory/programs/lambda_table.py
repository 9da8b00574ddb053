functions = [lambda x, k=i: x + k for i in range(2000)]
