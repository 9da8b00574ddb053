pairs = [divmod(i * 1000, 7) for i in range(5000)]
