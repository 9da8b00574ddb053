import contextlib
import csv
import io
import tempfile


class Folder(tempfile.TemporaryDirectory):
    def __exit__(self, kind, value, traceback):
        super().__exit__(kind, value, traceback)
        return kind is ValueError


class Source:
    def open(self):
        return contextlib.suppress(ValueError)


def record(row):
    value = int(row["a"])
    if value == 9:
        raise ValueError(value)
    return sum(value * i % 7 for i in range(200))


def text():
    return io.StringIO("a\n" + "".join(f"{i}\n" for i in range(30)))


def own_manager():
    reader = csv.DictReader(text())
    with Folder():
        print([record(row) for row in reader])
    print([row["a"] for row in reader])


def given_by_open():
    reader = csv.DictReader(text())
    source = Source()
    with source.open():
        print([record(row) for row in reader])
    print([row["a"] for row in reader])


def around(reader):
    with tempfile.TemporaryDirectory():
        print([record(row) for row in reader])


def handled_outside():
    reader = csv.DictReader(text())
    try:
        around(reader)
    except ValueError:
        print([row["a"] for row in reader])


own_manager()
given_by_open()
handled_outside()
