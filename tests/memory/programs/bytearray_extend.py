buffer = bytearray()
for i in range(500):
    buffer.extend(b"0123456789")
