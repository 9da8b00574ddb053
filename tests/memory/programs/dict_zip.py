keys = [i * 3 for i in range(4000)]
values = [i * 0.5 for i in range(4000)]
table = dict(zip(keys, values))
