shared = [i * 0.5 for i in range(2000)]
holders = [shared for _ in range(2000)]
