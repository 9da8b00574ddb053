limit = 20000
flags = bytearray([1]) * (limit + 1)
i = 2
roots = []
while i * i <= limit:
    roots.append(i * 1.5)
    i += 1
