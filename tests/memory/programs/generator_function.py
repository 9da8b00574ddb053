def squares(n):
    for i in range(n):
        yield i * i


collected = list(squares(10000))
total = sum(squares(10000))
