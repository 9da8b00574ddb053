table = {i: i * 0.5 for i in range(5000)}
pairs = list(table.items())
keys = list(table)
values = list(table.values())
