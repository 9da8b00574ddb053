"""The rows of several tables, one after the other."""

from itertools import chain

tables = [[(table, row) for row in range(1000)] for table in range(20)]
rows = list(chain.from_iterable(tables))
total = sum(row for _, row in chain(rows, rows))
print(len(rows), total)
