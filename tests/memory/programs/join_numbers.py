text = ",".join(str(i) for i in range(10000))
