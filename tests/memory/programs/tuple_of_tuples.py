table = tuple((i, i * 2, i * 3) for i in range(4000))
