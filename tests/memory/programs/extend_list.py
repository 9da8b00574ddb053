block = [i * 0.5 for i in range(100)]
xs = []
for i in range(300):
    xs.extend(block)
