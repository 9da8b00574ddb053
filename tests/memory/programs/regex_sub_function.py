"""Prices raised by a function."""

import re


def raised(found):
    return str(int(found.group(0)) + 5)


text = "tea 100 cake 250 water 75 " * 800
print(len(re.sub(r"\d+", raised, text)))
