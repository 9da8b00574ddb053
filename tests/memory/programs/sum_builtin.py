xs = [i * 2 for i in range(20000)]
total = sum(xs)
mean = total / len(xs)
