values = list(map(float, range(10000)))
kept = list(filter(lambda v: v > 5000.0, values))
