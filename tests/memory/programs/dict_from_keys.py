seen = dict.fromkeys(range(10000), 0)
