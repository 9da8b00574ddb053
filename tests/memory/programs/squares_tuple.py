squares = tuple(i * i for i in range(10000))
