total = sum(i * i for i in range(50000))
xs = [i * 0.5 for i in range(4000)]
