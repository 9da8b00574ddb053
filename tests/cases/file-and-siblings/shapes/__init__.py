from .round import circle


def area(n):
    total = 0
    for k in range(200):
        total = (total * 3 + circle(n + k)) % 1009
    return total
