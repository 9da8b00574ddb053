"""A text cut at commas and semicolons."""

import re

text = "alpha,beta;gamma, delta ;epsilon," * 1200
parts = re.split(r"\s*[,;]\s*", text)
print(len(parts), parts[:3])
