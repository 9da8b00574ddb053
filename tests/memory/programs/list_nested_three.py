cube = [[[0] * 20 for _ in range(20)] for _ in range(20)]
