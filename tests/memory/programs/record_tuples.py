records = [(i, "name", i * 0.5, None) for i in range(4000)]
