"""A sibling whose names replace those of the script, and one of whose own names the script sets."""

SEEN = []


def tally(x):
    SEEN.append(x)
    return 2


def length(x):
    return len([x])
