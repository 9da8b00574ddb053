"""Pairs of names and numbers."""

import re

text = "width=120;height=48;depth=7;" * 2000
pairs = re.findall(r"(\w+)=(\d+)", text)
table = [(name, int(number)) for name, number in pairs]
print(len(table), table[1])
