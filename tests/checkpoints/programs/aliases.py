"""Names for one object before the loop, in it and in callers: after a crash they still mean one."""

import random


def fill(rows, index, generator):
    current = rows[0]
    for i in range(5000):
        row = rows[generator.randrange(len(rows))]
        row.append(i)
        if len(row) > len(current):
            current = row
        if i % 50 == 0:
            new = [i]
            rows.append(new)
            index[i % 200] = new
    current.append("longest")
    return current


def main():
    rows = [[0], [1], [2]]
    first = rows[0]
    index = {}
    generator = random.Random(11)
    longest = fill(rows, index, generator)
    first.append("first")
    index[0].append("indexed")
    print(len(rows), rows[0][-3:], longest[-2:], [len(row) for row in rows])
    print(any(row[-1] == "indexed" for row in rows), generator.random(), index[50][:4])


main()
