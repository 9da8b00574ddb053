"""Finds its data beside itself, and imports a helper and a package from its own folder."""
import os
import sys

import helper
from shapes import area
from shapes.round import circle as round_thing

here = os.path.dirname(os.path.abspath(__file__))
print(os.path.basename(__file__), __name__, __package__, __spec__)
print(os.path.basename(sys.argv[0]), os.path.basename(helper.__file__))
print(os.path.samefile(here, os.getcwd()), os.path.samefile(sys.path[0], here))

with open(os.path.join(here, "numbers.txt")) as f:
    numbers = [int(line) for line in f]
values = []
for n in numbers:
    values.append(helper.work(n) + area(n) + round_thing(n))
print(values)
print("helper was called", helper.calls, "times by", helper.importer())
print(sorted(name for name in os.listdir(here) if name.endswith((".py", ".txt"))))
