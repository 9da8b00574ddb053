data = [i * 0.5 for i in range(10000)]
mean = sum(data) / len(data)
deviations = [(x - mean) ** 2 for x in data]
variance = sum(deviations) / len(data)
