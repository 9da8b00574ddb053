def table(n, scale):
    return [i * scale for i in range(n)]


small = table(1000, 0.5)
large = table(12000, 0.25)
