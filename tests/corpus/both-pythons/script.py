#!/usr/bin/env python
"""Counts words of a text in a way that runs under Python 2 as well."""
from __future__ import print_function
import sys

PY3 = sys.version_info[0] >= 3

if sys.version_info[0] < 3:
    from itertools import imap as map
    range = xrange
    input = raw_input

if PY3:
    string_types = (str,)

    def iteritems(table):
        return table.items()
else:
    string_types = (basestring,)

    def iteritems(table):
        return table.iteritems()

if sys.version_info < (2, 7):
    def to_text(value):
        return unicode(value)
elif sys.version_info.major == 2:
    def to_text(value):
        return value.decode("utf-8")
else:
    def to_text(value):
        return value

text_type = str if PY3 else unicode

try:
    xrange
except NameError:
    xrange = range


def work(i):
    s = 0
    for j in xrange(300):
        s += (i * j) % 7
    return s


def texts(n):
    out = []
    for i in xrange(n):  # expert: easy
        out.append(to_text(text_type(work(i))))
    return out


def weigh(table):
    out = []
    for key, value in iteritems(table):  # expert: easy
        out.append(work(value) if isinstance(key, string_types) else 0)
    return out


def main():
    found = texts(400)
    print(len(found), found[-3:])
    print(sum(weigh({str(i): i for i in range(400)})))
    for name in ("first", "second"):
        print(name, file=sys.stderr)


if __name__ == "__main__":
    main()
