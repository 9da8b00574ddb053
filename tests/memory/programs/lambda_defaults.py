functions = [lambda x, k=k: x + k for k in range(5000)]
total = functions[3](4)
