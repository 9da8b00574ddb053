ranges = [range(i) for i in range(3000)]
