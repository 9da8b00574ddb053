"""Unit conversion tables, string formatting and calendars: nothing heavy."""
import calendar
from string import ascii_uppercase


def to_roman(n):
    out = ""
    for value, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                           (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= value:
            out += letters
            n -= value
    return out


for year in (1999, 2024, 2025):
    print(year, to_roman(year), calendar.isleap(year))
for i, ch in enumerate(ascii_uppercase):
    if i % 5 == 0:
        print(ch, end=" ")
print()
for c in range(-10, 41, 10):
    print(f"{c:5d} C = {c * 9 / 5 + 32:6.1f} F")
print([to_roman(k) for k in range(1, 11)])
