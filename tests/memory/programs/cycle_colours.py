"""Colours go round."""

from itertools import cycle, islice

colours = cycle(["red", "green", "blue"])
table = [(i, colour) for i, colour in zip(range(15000), colours)]
rest = list(islice(colours, 3000))
print(len(table), len(rest))
