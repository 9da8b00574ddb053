import bz2
import gzip
import os
import shutil
from pathlib import Path


def words(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield from line.split()


def weight(path):
    return sum(ord(c) * i % 7 for word in words(path) for i, c in enumerate(word))


def size(path):
    with path.open() as file:
        return sum(len(line) * sum(map(ord, line)) for line in file)


def main():
    folder = Path("logs")
    folder.mkdir()
    for k in range(12):
        with gzip.open(folder / f"{k}.gz", "wt", encoding="utf-8") as file:
            file.write(f"line {k}\n" * 40)
        (folder / f"{k}.txt").write_text(f"text {k}\n" * 40)
        with bz2.open(folder / f"{k}.bz2", mode="wt") as file:
            file.write(f"packed {k}\n" * 20)
    weights = {}
    for k in range(12):
        weights[k] = weight(folder / f"{k}.gz")
    print(weights)
    total = 0
    for path in sorted(folder.glob("*.txt")):
        total += size(path)
    print(total)
    packed = []
    for k in range(12):
        with bz2.open(os.path.join("logs", f"{k}.bz2"), mode="rt") as file:
            packed.append(sum(ord(c) * i for i, c in enumerate(file.read())))
    print(packed)
    shutil.rmtree(folder)  # compressed files hold the time


main()
