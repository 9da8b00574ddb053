"""A script for Python 2 and 3: what is bound to names that only Python 2 has is never bound, so `range` is the builtin."""

import sys

if sys.version_info.major == 2:
    range = xrange
    text = unicode
else:
    text = str
try:
    input = raw_input
except NameError:
    pass
try:
    basestring
except NameError:
    basestring = str


def residues(n):
    total = 0
    for i in range(n):
        if isinstance(i, basestring):
            total += len(text(i))
        total += i * i % 7
    return total


print([residues(n) for n in range(300)])

totals = []
for n in range(40):
    try:
        totals.append(residues(n * 20) + len(xrange(n)))
    except NameError:
        totals.append(residues(n * 20))
print(totals)


def attempt(n):
    return residues(n) + len([x for x in xrange(n)])


try:
    print([attempt(n) for n in range(40)])
except NameError as error:
    print(error)
