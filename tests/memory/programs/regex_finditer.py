"""Where numbers stand in a text."""

import re

text = "a1 bb22 ccc333 " * 3000
places = [found.start() for found in re.finditer(r"\d+", text)]
print(len(places), places[-1])
