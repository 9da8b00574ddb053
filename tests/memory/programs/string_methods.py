words = ["Word" + str(i) for i in range(4000)]
upper = [w.upper() for w in words]
lower = [w.lower() for w in words]
