buffer = bytearray()
for i in range(50000):
    buffer.append(i % 256)
