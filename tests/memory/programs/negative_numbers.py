values = [-i * 1000 for i in range(15000)]
small = [-(i % 5) for i in range(5000)]
