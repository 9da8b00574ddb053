for i in range(1000):
    print(i, i * 2.5, "text")
pad = [i * 0.5 for i in range(2000)]
