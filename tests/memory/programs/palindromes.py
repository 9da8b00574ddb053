words = [str(i) for i in range(10000)]
reverse = [w[::-1] for w in words]
