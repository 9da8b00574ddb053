"""Quotients of many numbers; what cannot be divided is logged with its traceback."""

import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s")


def quotient(n, hole):
    total = 0
    for k in range(1, 200):
        total += n * k % (k + 7) // (n - hole if k == 199 else k)
    return total


def all_quotients(first, hole):
    try:
        return [quotient(n, hole) for n in range(first, first + 40)]  # expert: easy, refused: traceback-shown
    except ZeroDivisionError:
        logging.exception("no quotients from %d on", first)
        return []


for first in (100, 200):
    print(len(all_quotients(first, 215)))
found = []
for n in range(300, 360):  # expert: easy
    found.append(quotient(n, 215))
print(sum(found))
