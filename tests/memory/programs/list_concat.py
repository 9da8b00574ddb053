a = [i * 1.0 for i in range(5000)]
b = [i * 2.0 for i in range(5000)]
c = a + b
