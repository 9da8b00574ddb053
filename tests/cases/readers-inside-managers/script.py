import csv
import tempfile
from pathlib import Path


class Normaliser:
    def __init__(self, width):
        self.width = width

    def record(self, row):
        return {key: value.strip().title() * self.width for key, value in row.items()}


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["a", "b"])
            for i in range(200):
                writer.writerow([f"x{i}", "y " * (i % 9)])
        norm = Normaliser(3)
        with path.open(newline="") as file:
            records = [norm.record(row) for row in csv.DictReader(file)]
    print(len(records), records[7])


main()
