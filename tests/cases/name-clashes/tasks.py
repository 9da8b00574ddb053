def first(n):
    """The task of another time."""
    x = n
    for _ in range(100):
        x = (x * 5 + 3) % 1009
    return x
