texts = [repr(i * 1000) for i in range(6000)]
