xs = list(range(10000))
print(xs)
