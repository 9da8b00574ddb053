names = ["item" + str(i) for i in range(8000)]
