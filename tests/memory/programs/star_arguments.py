def gather(*values):
    return list(values)


lists = [gather(i * 1.5, i * 2.5, i * 3.5) for i in range(2000)]
