sets = [frozenset(range(i, i + 20)) for i in range(300)]
