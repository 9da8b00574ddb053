import csv
import io
import os


def work(text):
    total = 0
    for i in range(300):
        total = (total * 31 + i * len(text)) % 1000003
    return total


def write_parts():
    os.makedirs("parts", exist_ok=True)
    for i in range(6):
        with open(f"parts/{i}.txt", "w") as file:
            file.write("\n".join(["%d,%d" % (i, k) if k != 5 else "x,%d" % i for k in range(9)]))


def digests(names):
    sums, lines, places, heads = {}, {}, {}, []
    for name in names:
        with open(name) as file:
            sums[name] = work(file.read())
    for name in names:
        with open(name) as file:
            lines[file.readline()] = work(file.read())  # the key is read last
    for name in names:
        with open(name) as file:
            sums[name] += work(file.readline())
            places[name] = file.tell()
            heads.append(file.read(4))
            sums[name] += work(file.read())
    for name in names:
        with open(name) as file:
            for k in range(3):
                sums[name, k] = work(file.readline())
    print(sums, lines, places, heads)


def numbers(row):
    return work(row[0]) + int(row[0])


def left_by_a_bad_row():
    with open("parts/0.txt") as file:
        reader = csv.reader(file)
        try:
            for row in reader:
                score = numbers(row)
                print(score)
        except ValueError as error:
            print(error, list(reader))


def bad_rows_kept():
    good, bad = [], []
    with open("parts/1.txt") as file:
        for number, row in enumerate(csv.DictReader(file, ["a", "b"])):
            try:
                good.append(numbers([row["a"]]))
            except ValueError as error:
                bad.append((number, str(error), f"{error!r}"))
                continue
    print(good, bad)


def advanced_by_attribute():
    with open("parts/2.txt") as file:
        rows = csv.DictReader(file, ["a", "b"])
        inner = rows.reader
        for row in rows:
            score = work(row["a"])
            try:
                print(score, next(inner, None))
            except ValueError as error:
                print(error)


def advanced_by_name(name):
    rows = csv.DictReader(io.StringIO("1,2\n3,4\n5,6\n7,8\n"), ["a", "b"])
    for row in rows:
        score = work(row["a"])
        print(score, next(getattr(rows, name), None))


def unpacked(items, anything):
    for n in items:
        score = work("a" * n)
        print(score, *anything[0 if n == 4 else 1])


class Told(ValueError):
    told = 0

    def __str__(self):
        Told.told += 1
        return "told %d times" % Told.told


def told(n):
    if n % 3 == 0:
        raise Told(n)
    return work("a" * n)


def texts_that_count():
    for n in range(9):
        try:
            value = told(n)
            print(value + Told.told)
        except ValueError as error:
            print(str(error), Told.told)


class Money:
    added = 0

    def __init__(self, cents):
        self.cents = cents

    def __radd__(self, other):
        Money.added += 1
        return Money(self.cents + (other.cents if isinstance(other, Money) else other))

    __add__ = __radd__

    def __iter__(self):
        Money.added += 10
        yield self.cents
        yield 1


def sums_that_count():
    purse = [Money(n) for n in range(4)]
    for n in range(6):
        score = work("a" * n) + Money.added
        print(score, sum(purse).cents, sum(purse[n % 4]))
    for n in range(6):
        score = work("a" * n) + Money.added
        print(score, sum(purse[n % 4]))


write_parts()
digests(sorted("parts/" + name for name in os.listdir("parts")))
left_by_a_bad_row()
bad_rows_kept()
advanced_by_attribute()
advanced_by_name("reader")
numbers_of_letters = iter(range(9))
kinds = [numbers_of_letters, "ab", {}]
kinds[2]["all"] = kinds
unpacked(numbers_of_letters, kinds[2]["all"])
texts_that_count()
sums_that_count()
