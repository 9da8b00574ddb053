import csv
import io


def busy(n):
    return sum(k * k % 7 for k in range(n % 50 + 200))


class Counting(io.StringIO):
    """Counts what is written, in a place that outlives it."""

    written = []

    def write(self, text):
        Counting.written.append(len(text))
        return super().write(text)


class Holder:
    def __init__(self, text):
        self.rows = csv.writer(text)

    def add(self, n):
        self.rows.writerow([n, busy(n)])
        return busy(n + 1)


class Cell:
    shown = []

    def __init__(self, n):
        self.n = n

    def __str__(self):
        Cell.shown.append(self.n)
        return str(self.n)


def rows_of(text):
    return csv.writer(text)


shared = io.StringIO()
rows = csv.writer(shared)
out = []
for n in range(60):
    out.append(busy(n))
    rows.writerow([n, busy(n)])
print(sum(out), len(shared.getvalue()))

holder_text = io.StringIO()
holder = Holder(holder_text)
out = []
for n in range(60):
    out.append(holder.add(n))
print(sum(out), len(holder_text.getvalue()))


def into(n, text):
    rows_of(text).writerow([n, busy(n)])
    return busy(n)


third = io.StringIO()
out = []
for n in range(60):
    out.append(into(n, third))
print(sum(out), len(third.getvalue()))


def counted(n):
    text = Counting()
    csv.writer(text).writerow([n, busy(n)])
    return text.getvalue()


out = []
for n in range(60):
    out.append(counted(n))
print(out[5], len(Counting.written))


def either(n, path):
    text = open(path, "a") if n % 20 == 7 else io.StringIO()
    csv.writer(text).writerow([n, busy(n)])
    text.flush()
    return busy(n)


out = []
for n in range(60):
    out.append(either(n, "rows.csv"))
with open("rows.csv") as file:
    print(sum(out), file.read())


def shown(n):
    text = io.StringIO()
    csv.writer(text).writerow([Cell(n), busy(n)])
    return text.getvalue()


out = []
for n in range(60):
    out.append(shown(n))
print(out[5], len(Cell.shown))


def two(n):
    text = io.StringIO()
    return text, csv.writer(text)


pairs = []
for n in range(40):
    text, made = two(n)
    made.writerow([n, busy(n)])
    pairs.append((text, made))
for _, made in pairs:
    made.writerow(["again"])
print(pairs[9][0].getvalue())

writers = {}
for n in range(40):
    text = io.StringIO()
    writers[n] = csv.DictWriter(f=text, fieldnames=["a"])
    writers[n].writerow({"a": busy(n)})
print(len(writers))
