"""A sibling whose variable is taken away while the program runs."""

UPPER = 3


def scaled(value):
    return value * UPPER
