i = 0
xs = []
while i < 12000:
    xs.append(i * 0.5)
    i += 1
