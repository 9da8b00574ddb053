import itertools

shared = [[0], [0]]


def work(k):
    total = 0
    for i in range(400):
        total += i * k % 7
    return total


def rows_of(table):
    for row in table:
        yield row


def rows_of_all():
    yield from shared


def one_row(n):
    row = [0]
    for i in range(n):
        row[0] += i
        yield row


def counted(counter, n):
    for i in range(n):
        counter.append(i)
        yield i


class Shop:
    def __init__(self, rows):
        self.rows = rows
        self.log = []

    def each(self):
        for row in self.rows:
            self.log.append(len(row))
            yield row

    def run(self, k):
        for row in self.each():
            row.append(work(k))
        return sum(map(len, self.rows)), len(self.log)


def changes_the_argument(table, k):
    for row in rows_of(table):
        row.append(work(k))
    return sum(map(len, table))


def changes_what_all_share(k):
    for row in rows_of_all():
        row.append(work(k))
    return len(shared[0])


def keeps_one_row(n):
    work(n)
    return list(one_row(n))


def advances_an_argument(numbers, k):
    return next(numbers) + work(k)


def counts(counter, k):
    work(k)
    return sum(counted(counter, 3)) + len(counter)


def lists(table, k):
    first = list(rows_of(table))[0]
    first.append(work(k))
    return len(table[0])


def later(table, k):
    box = []
    rows = rows_of(box)
    box.extend(table)
    for row in rows:
        row.append(work(k))
    return sum(map(len, table))


def picks(flag, table, k):
    rows = rows_of([[k]]) if flag else rows_of(table)
    for row in rows:
        row.append(work(k))
    return sum(map(len, table))


def makes(depth, table):
    if depth == 0:
        return rows_of(table)
    return makes(depth - 1, table)


def through_another(table, k):
    for row in makes(k % 3, table):
        row.append(work(k))
    return sum(map(len, table))


def own_shop(rows, k):
    return Shop(rows).run(k)


def new_shop(k):
    return Shop([[k], [k + 1]]).run(k)


def main():
    table = [[1], [2]]
    print([changes_the_argument(table, k) for k in range(12)], [len(row) for row in table])
    print([changes_what_all_share(k) for k in range(12)], [len(row) for row in shared])
    kept = [keeps_one_row(n) for n in range(1, 8)]
    kept[4][0].append("seen")
    print(kept)
    numbers = itertools.count()
    print([advances_an_argument(numbers, k) for k in range(12)], next(numbers))
    counter = []
    print([counts(counter, k) for k in range(12)], len(counter))
    print([lists(table, k) for k in range(12)], [len(row) for row in table])
    print([later(table, k) for k in range(12)], [len(row) for row in table])
    print([picks(k % 2, table, k) for k in range(12)], [len(row) for row in table])
    print([through_another(table, k) for k in range(12)], [len(row) for row in table])
    print([own_shop(table, k) for k in range(12)], [len(row) for row in table])
    print([new_shop(k) for k in range(12)])
    shop = Shop(table)
    print([shop.run(k) for k in range(12)], [len(row) for row in table])


main()
