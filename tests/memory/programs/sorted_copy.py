values = [(i * 7919) % 20011 for i in range(15000)]
ordered = sorted(values)
backwards = sorted(values, reverse=True)
