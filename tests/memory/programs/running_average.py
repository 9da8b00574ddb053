window = []
averages = []
for i in range(5000):
    window.append(i * 0.5)
    if len(window) > 10:
        window.pop(0)
    averages.append(sum(window) / len(window))
