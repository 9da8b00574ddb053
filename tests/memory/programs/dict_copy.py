base = {i: float(i) for i in range(3000)}
copy = dict(base)
