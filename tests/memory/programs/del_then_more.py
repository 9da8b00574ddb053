a = [i * 0.5 for i in range(20000)]
total = sum(a)
del a
b = [i * 0.25 for i in range(20000)]
