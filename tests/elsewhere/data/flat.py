import os

total = 0
for n in range(3):
    if n % 2:
        total += n * 2
    else:
        total -= 1
print(total, os.sep, f"{total!r:>5}", [1, 2, *range(2)], {"a": 0x1F, **{}})
try:
    raise ValueError(total)
except ValueError as error:
    print(error)
with open(os.devnull) as file:
    text = file.read()
