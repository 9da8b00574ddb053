data = bytes(200000)
half = data[:100000]
