"""Functions that only compute, and depend on settings that the program changed before."""

import calendar
import csv
import datetime
import os
import time
import xml.etree.ElementTree as ElementTree
from abc import ABC
from collections.abc import Mapping


def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total


class Shape(ABC):
    pass


class Square:
    def __init__(self, side):
        self.side = side


def local_time(x):
    return datetime.datetime.fromtimestamp(work(x)).isoformat()


def element(x):
    node = ElementTree.Element("{urn:x}b")
    node.text = str(work(x))
    return ElementTree.tostring(node)


def kinds(x):
    square = Square(work(x))
    return square.side, isinstance(square, Shape), isinstance(square, Mapping)


def fields(x):
    return list(csv.reader([f"{work(x)}|2|3"], dialect="pipes"))


def first_week(x):
    return calendar.monthcalendar(2024, work(x) % 12 + 1)[0]


print([local_time(i) for i in range(5)])
os.environ["TZ"] = "Asia/Tokyo"
time.tzset()
print([local_time(i) for i in range(5)])

print([element(i) for i in range(3)])
ElementTree.register_namespace("a", "urn:x")
print([element(i) for i in range(3)])

print([kinds(i) for i in range(4)])
Shape.register(Square)
print([kinds(i) for i in range(4)])
Mapping.register(Square)
print([kinds(i) for i in range(4)])

csv.register_dialect("pipes", delimiter="|")
for i in range(4):
    row = fields(i)
    print(row)

calendar.setfirstweekday(6)
for i in range(4):
    week = first_week(i)
    print(week)
